// From the rows of history to what holds on a day. Pure. O(rows * log(rows)).
//
// For a key (a territory's place, a position's holder, a territory and a position together) and a day the row of the
// highest revision among those that cover the day holds. `known_at`: only what was recorded by then counts.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "alignment/model.hpp"

namespace bailiwick::alignment {

struct AsOf {
  LocalDate day;
  std::optional<Instant> known_at = {};  // absent: all that is known now
};

// The placements that hold, of territories that are in the tree that day.
[[nodiscard]] std::map<TerritoryId, Placement> placed_on(std::span<const Placement> history,
                                                         const AsOf& as_of);
// The holdings that hold, vacancies left out.
[[nodiscard]] std::map<PositionId, Holding> held_on(std::span<const Holding> history,
                                                    const AsOf& as_of);
// The assignments that hold; those of no part left out.
[[nodiscard]] std::vector<Assignment> assigned_on(std::span<const Assignment> history,
                                                  const AsOf& as_of);

// The periods within `within` on which a position other than `except` owns the territory, by position.
struct Ownership {
  PositionId position;
  Period period;
  friend bool operator==(const Ownership&, const Ownership&) = default;
};
[[nodiscard]] std::vector<Ownership> owners_within(std::span<const Assignment> history,
                                                   TerritoryId territory, const Period& within,
                                                   PositionId except);

// The days within the period on which anything of the histories begins or ends, and its first day: between two of them
// nothing changes.
[[nodiscard]] std::set<LocalDate> turning_days(std::span<const Placement> history,
                                               const Period& period);

}  // namespace bailiwick::alignment
