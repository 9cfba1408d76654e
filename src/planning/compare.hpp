// What changes between two plans: which units move from which territory to which, and how much of each measure.
//
// Territories of the two plans are the same where their names are; the others are matched by overlap: repeatedly the pair
// that shares the most (of the first measure, else of units; then by order) becomes one. A unit moves where its territory
// after is not the match of its territory before. Pure. O(units + pairs log pairs).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/files/units.hpp"

namespace bailiwick::planning {

struct PlanSide {
  std::span<const std::string> territories;
  std::span<const std::int32_t> territory_of;  // one a unit; -1: none
};

struct CompareOptions {
  bool by_overlap = false;  // names mean nothing
};

// Units that go from one territory to another; -1 stands for no territory.
struct Move {
  std::int32_t from = -1;  // of the plan before
  std::int32_t to = -1;    // of the plan after
  std::int64_t units = 0;
  std::vector<std::int64_t> amounts;  // one a measure, in its smallest decimal
};

// One territory in both plans; at least one of the two is set.
struct TerritoryChange {
  std::optional<std::int32_t> before;
  std::optional<std::int32_t> after;
  std::int64_t units_before = 0;
  std::int64_t units_after = 0;
  std::int64_t units_gained = 0;
  std::int64_t units_lost = 0;
  std::vector<std::int64_t> amounts_before;  // one a measure
  std::vector<std::int64_t> amounts_after;
  std::vector<std::int64_t> amounts_gained;
  std::vector<std::int64_t> amounts_lost;
};

struct Comparison {
  std::vector<TerritoryChange> territories;  // those of the plan before in its order, then new ones
  std::vector<Move> moves;                   // most units first, then by from and to
  std::vector<std::int32_t> moved_units;     // by index
  std::vector<std::int64_t> amounts_moved;   // one a measure
  std::vector<std::int64_t> amounts_total;
};

[[nodiscard]] Comparison compare(const PlanSide& before, const PlanSide& after,
                                 std::span<const platform::files::MeasureColumn> measures,
                                 const CompareOptions& options);

}  // namespace bailiwick::planning
