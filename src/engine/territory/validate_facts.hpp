// What the conditions are judged from: groups of units that go together, their locks, the connected areas, and the
// windows of every balance rule, each worked out once.
//
// A group is a unit with all units that must-links tie to it, directly or through others; most groups are one unit.
// Pure. O(units + edges + demands log demands).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory::validation {

using GroupIndex = std::int32_t;

// A connected area of the map; the whole problem where territories need not be connected.
struct Area {
  UnitIndex first = 0;  // its first unit, for its name
  std::int64_t units = 0;
  std::int64_t groups = 0;            // groups whose first unit lies in it
  std::vector<std::int64_t> amounts;  // one a balance rule
};

struct Facts {
  const Problem* problem = nullptr;
  // Locks and pinned units together, ascending, without doubles.
  std::vector<std::pair<UnitIndex, TerritoryIndex>> locks;

  std::vector<GroupIndex> group_of;       // one a unit
  std::vector<UnitIndex> group_first;     // its first unit
  std::vector<std::int32_t> group_units;  // how many it has
  // The territory a group is locked to; kUnassigned where none, or where its locks conflict (an error of its own).
  std::vector<TerritoryIndex> group_lock;
  std::int64_t free_groups = 0;         // without a lock
  std::int32_t locked_territories = 0;  // with at least one locked unit
  std::int32_t pinned_territories = 0;  // whose centre is pinned, to a place or to a unit
  std::int64_t free_centres = 0;  // units that may be the centre of a territory that is not pinned
  // (group, territory), ascending, without doubles.
  std::vector<std::pair<GroupIndex, TerritoryIndex>> group_forbidden;
  std::vector<std::vector<std::int64_t>> group_amounts;    // [balance rule][group]
  std::vector<std::vector<std::int64_t>> falling_amounts;  // the same, the largest first

  std::vector<std::int64_t> totals;  // one a balance rule
  std::vector<std::int64_t>
      steps;  // one a balance rule: every group's amount is a multiple of it; >= 1

  std::vector<std::int32_t> area_of;  // one a unit
  std::vector<Area> areas;

  [[nodiscard]] GroupIndex group_count() const {
    return static_cast<GroupIndex>(group_first.size());
  }
  [[nodiscard]] std::span<const std::pair<GroupIndex, TerritoryIndex>> forbidden_of(
      GroupIndex g) const;
  [[nodiscard]] bool is_forbidden(GroupIndex g, TerritoryIndex t) const;
};

// Precondition: the problem is well-formed. `problem` outlives the facts.
[[nodiscard]] Facts facts_of(const Problem& problem);

// What territory t may hold of one measure, in its smallest decimal.
struct Limit {
  Window window;           // as the planner stated it
  std::int64_t lower = 0;  // the least and the most that sums of whole groups can reach inside it;
  std::int64_t upper = 0;  // upper < lower where there is nothing. upper <= total
};

// The windows of one balance rule for k territories; one entry stands for all where they are alike.
class Limits {
 public:
  Limits(const Facts& facts, std::size_t rule, std::int32_t k);

  [[nodiscard]] const Limit& at(TerritoryIndex t) const {
    return entries_[entries_.size() == 1 ? 0 : static_cast<std::size_t>(t)];
  }
  [[nodiscard]] bool is_uniform() const { return entries_.size() == 1; }
  // Different windows: one, or one a territory.
  [[nodiscard]] std::int32_t entry_count() const {
    return static_cast<std::int32_t>(entries_.size());
  }
  // The territory that may hold most.
  [[nodiscard]] TerritoryIndex roomiest() const { return by_upper_.front(); }
  // Territories, the roomiest first.
  [[nodiscard]] std::span<const TerritoryIndex> by_upper() const { return by_upper_; }

  // Sum of the j smallest lower limits and of the j largest upper limits, 0 <= j <= k, saturating.
  [[nodiscard]] std::int64_t least_of(std::int32_t j) const;
  [[nodiscard]] std::int64_t most_of(std::int32_t j) const;
  // How many territories can share `amount` exactly, by this rule alone: at least `fewest`, at most `most`
  // (fewest > most: no number can). k + 1 stands for "more than there are".
  struct Range {
    std::int32_t fewest = 0;
    std::int32_t most = 0;
  };
  [[nodiscard]] Range territories_for(std::int64_t amount) const;

 private:
  std::int32_t k_ = 0;
  std::vector<Limit> entries_;
  std::vector<TerritoryIndex> by_upper_;
  std::vector<std::int64_t> least_;  // prefix sums; empty where uniform
  std::vector<std::int64_t> most_;
};

// The problem with one number of territories out of its range: what the conditions are judged on.
struct Case {
  const Facts& facts;
  std::int32_t k = 0;
  std::vector<Limits> limits;  // one a balance rule
  // One a balance rule: 0 where its windows alone are already impossible, and judging further would only repeat it.
  std::vector<std::uint8_t> is_sound;

  [[nodiscard]] const Problem& problem() const { return *facts.problem; }
  [[nodiscard]] const BalanceRule& rule(std::size_t r) const { return facts.problem->balance[r]; }
  [[nodiscard]] const Measure& measure(std::size_t r) const {
    return facts.problem->measures[static_cast<std::size_t>(rule(r).measure)];
  }
};

[[nodiscard]] Case case_of(const Facts& facts, std::int32_t k);

// A + B and A * j, at most kSaturated; A, B, j >= 0.
inline constexpr std::int64_t kSaturated = std::int64_t{1} << 62;
[[nodiscard]] std::int64_t saturating_sum(std::int64_t a, std::int64_t b);
[[nodiscard]] std::int64_t saturating_product(std::int64_t a, std::int64_t j);

}  // namespace bailiwick::engine::territory::validation
