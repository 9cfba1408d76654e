#include "planning/lead_route.hpp"

#include <algorithm>
#include <tuple>

namespace bailiwick::planning {
namespace {

constexpr std::string_view kFates[] = {"taken", "turn",     "load",        "begins", "full",
                                       "away",  "inactive", "never_works", "had_it"};

// Why somebody may not take it at all.
std::optional<CandidateFate> refusal_of(const LeadCandidate& one) {
  if (!one.is_active) return CandidateFate::kInactive;
  if (one.is_away) return CandidateFate::kAway;
  if (one.had_it) return CandidateFate::kHadIt;
  if (one.open_leads >= one.capacity) return CandidateFate::kFull;
  if (!one.begins) return CandidateFate::kNeverWorks;
  return std::nullopt;
}

// The least comes first.
auto rank_of(LeadMethod method, const LeadCandidate& one) {
  const std::int64_t load = method == LeadMethod::kLeastLoaded ? one.open_leads : 0;
  return std::tuple(one.begins, load, one.last_turn, one.person);
}

CandidateFate passed_over(LeadMethod method, const LeadCandidate& one, const LeadCandidate& taken) {
  if (one.begins > taken.begins) return CandidateFate::kBeginsLater;
  if (method == LeadMethod::kLeastLoaded && one.open_leads > taken.open_leads)
    return CandidateFate::kMoreOpen;
  return CandidateFate::kLaterTurn;
}

}  // namespace

std::string_view name_of(CandidateFate fate) { return kFates[static_cast<std::size_t>(fate)]; }

std::optional<CandidateFate> parse_candidate_fate(std::string_view word) {
  const auto found = std::ranges::find(kFates, word);
  if (found == std::end(kFates)) return std::nullopt;
  return static_cast<CandidateFate>(found - std::begin(kFates));
}

LeadChoice choose_person(LeadMethod method, std::span<const LeadCandidate> candidates) {
  LeadChoice choice;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto refusal = refusal_of(candidates[i]);
    choice.fates.push_back(refusal.value_or(CandidateFate::kTaken));
    if (refusal) continue;
    if (!choice.taken ||
        rank_of(method, candidates[i]) < rank_of(method, candidates[*choice.taken]))
      choice.taken = i;
  }
  if (!choice.taken) return choice;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (choice.fates[i] == CandidateFate::kTaken && i != *choice.taken)
      choice.fates[i] = passed_over(method, candidates[i], candidates[*choice.taken]);
  return choice;
}

}  // namespace bailiwick::planning
