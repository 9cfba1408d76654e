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

// Whether they begin with the first to begin, so that turns decide between the two.
bool is_with(const LeadCandidate& first, const LeadCandidate& one, const LeadQuestion& question) {
  if (first.begins <= question.at) return one.begins <= question.at;
  const Instant latest = first.begins->plus_seconds(question.minutes * 60);
  return one.begins <= latest || (one.begins_on && one.begins_on == first.begins_on);
}

// The least comes first.
auto rank_of(LeadMethod method, const LeadCandidate& one) {
  const std::int64_t load = method == LeadMethod::kLeastLoaded ? one.open_leads : 0;
  return std::tuple(load, one.last_turn, one.person);
}

}  // namespace

std::string_view name_of(CandidateFate fate) { return kFates[static_cast<std::size_t>(fate)]; }

std::optional<CandidateFate> parse_candidate_fate(std::string_view word) {
  const auto found = std::ranges::find(kFates, word);
  if (found == std::end(kFates)) return std::nullopt;
  return static_cast<CandidateFate>(found - std::begin(kFates));
}

LeadChoice choose_person(const LeadQuestion& question, std::span<const LeadCandidate> candidates) {
  LeadChoice choice;
  const LeadCandidate* first = nullptr;
  for (const LeadCandidate& one : candidates) {
    const auto refusal = refusal_of(one);
    choice.fates.push_back(refusal.value_or(CandidateFate::kTaken));
    if (!refusal && (first == nullptr || one.begins < first->begins)) first = &one;
  }
  if (first == nullptr) return choice;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (choice.fates[i] != CandidateFate::kTaken) continue;
    if (!is_with(*first, candidates[i], question))
      choice.fates[i] = CandidateFate::kBeginsLater;
    else if (!choice.taken || rank_of(question.method, candidates[i]) <
                                  rank_of(question.method, candidates[*choice.taken]))
      choice.taken = i;
  }
  const bool is_by_load = question.method == LeadMethod::kLeastLoaded;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (choice.fates[i] == CandidateFate::kTaken && i != *choice.taken)
      choice.fates[i] =
          is_by_load && candidates[i].open_leads > candidates[*choice.taken].open_leads
              ? CandidateFate::kMoreOpen
              : CandidateFate::kLaterTurn;
  return choice;
}

}  // namespace bailiwick::planning
