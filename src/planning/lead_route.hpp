// Who takes a lead: of the people who hold the territory's positions, those who may, who is there first, and whose turn it is. Pure.
//
//   1. nobody who is away, deactivated or had it already; nobody with as many open leads as they take; nobody who never works
//   2. of these, who is at work now; if nobody is, all who begin on the same day as the first to begin (each by their own clock), or within the time to respond after
//      them: else whoever lives furthest east would have every lead that comes at night or on a weekend
//   3. round robin: whose last turn is the longest ago, who never had one before all others
//      least loaded: who has the fewest open leads; among equals as round robin does
//   4. the lower id of the person
//
// So while all of a territory's people are at work, or all begin on one day, and are below their capacity, round robin gives no two of them counts that differ by
// more than one. O(candidates).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"
#include "planning/lead_policy.hpp"

namespace bailiwick::planning {

struct LeadCandidate {
  PersonId person;
  bool is_active = true;
  bool is_away = false;
  bool had_it = false;  // and let the time to respond pass
  std::int64_t open_leads = 0;
  std::int64_t capacity = 0;
  std::int64_t last_turn = 0;               // 0: none yet
  std::optional<Instant> begins = {};       // when they are next at work; absent: never
  std::optional<LocalDate> begins_on = {};  // the day of that by their own clock
};

enum class CandidateFate {
  kTaken,
  kLaterTurn,  // whose turn comes later
  kMoreOpen,   // who has more open leads
  kBeginsLater,
  kFull,
  kAway,
  kInactive,
  kNeverWorks,
  kHadIt,
};
[[nodiscard]] std::string_view name_of(CandidateFate fate);  // "taken", "turn", "load", ...
[[nodiscard]] std::optional<CandidateFate> parse_candidate_fate(std::string_view word);

struct LeadChoice {
  std::optional<std::size_t> taken = {};  // into the candidates
  std::vector<CandidateFate> fates = {};  // one a candidate
};

struct LeadQuestion {
  LeadMethod method = LeadMethod::kRoundRobin;
  Instant at;
  std::int64_t minutes = 0;  // to respond
};
[[nodiscard]] LeadChoice choose_person(const LeadQuestion& question,
                                       std::span<const LeadCandidate> candidates);

}  // namespace bailiwick::planning
