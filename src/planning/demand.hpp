// Demands on a board: what a plan must keep to, drawn on its map or said in its table. docs/spec/plan-studio.md, "A board". Pure.
//
// Units are places in the data set, territories places in the plan.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "engine/territory/model.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kDemandsMax = 10'000;
inline constexpr std::size_t kTogetherMax = 1'000;  // units that go together

enum class DemandKind { kPin, kForbid, kTogether, kBarrier };
[[nodiscard]] std::string_view name_of(DemandKind kind);
[[nodiscard]] std::optional<DemandKind> parse_demand_kind(std::string_view word);
// It names a territory: a pin, a forbidden pair.
[[nodiscard]] bool names_territory(DemandKind kind);

inline constexpr std::int32_t kAnyTerritory = -1;

struct Demand {
  DemandKind kind = DemandKind::kPin;
  std::int32_t territory = kAnyTerritory;  // where the kind names one
  std::vector<std::int32_t> units = {};  // ascending: one, of a group 2 and more, of a barrier two

  friend auto operator<=>(const Demand&, const Demand&) = default;
  friend bool operator==(const Demand&, const Demand&) = default;
};

// Ascending, each once.
using Demands = std::vector<Demand>;
void put_in_order(Demands& demands);
// With each of `added` and without each of `removed`.
[[nodiscard]] Demands changed(const Demands& demands, const Demands& added, const Demands& removed);

// As it is asked for: units by id.
struct NewDemand {
  DemandKind kind = DemandKind::kPin;
  std::vector<std::string> units = {};
  std::optional<std::int32_t> territory = {};
};

// How many units a demand of the kind has: "one unit", "two units", "2 to 1000 units".
[[nodiscard]] bool has_right_count(DemandKind kind, std::size_t units);
[[nodiscard]] std::string count_wanted(DemandKind kind);

// Why a demand cannot be beside the others, in words; nothing where it can: a second pin of a territory or a unit, a pin where the unit is forbidden, a barrier
// between units that do not border. `unit_id` is for the words. O(log others), of a pin O(others).
using UnitName = std::function<const std::string&(std::int32_t)>;
[[nodiscard]] std::optional<std::string> why_not(const Demand& demand, const Demands& others,
                                                 const graph::Csr& adjacency,
                                                 const UnitName& unit_id);

// Those of `demands` that can stand beside `others`, which can stand beside each other: of two pins of one territory or one unit, and of a pin and a forbidden
// pair of the same, only the one of `others` does. O(all log all).
[[nodiscard]] Demands beside(const Demands& demands, const Demands& others);

// The demands that a division of the units does not keep. A barrier always is: it changes who borders whom.
[[nodiscard]] Demands broken_by(const Demands& demands, std::span<const std::int32_t> territory_of);

// Makes the demands part of a problem whose units and territories are some of the board's; either answers kAnyTerritory for one that is not in it. The
// problem has its adjacency and a hint a territory; `positions` are of the board's units. Barriers leave the adjacency.
using PlaceIn = std::function<std::int32_t(std::int32_t)>;
void add_demands(const Demands& demands, std::span<const geo::Position> positions,
                 const PlaceIn& unit_in, const PlaceIn& territory_in,
                 engine::territory::Problem& problem);

}  // namespace bailiwick::planning
