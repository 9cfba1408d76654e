// The territory design problem and its plan, as plain values.
//
// Given units on a map (ZIPs, counties, accounts) with measures, divide them into k territories that are
// balanced, optionally connected, and compact, honouring locks, pins, forbidden pairs, must-links, a maximum
// radius and an existing plan.
//
//   minimise   compactness + soft balance + disruption + centre preference        (see CostParts)
//   subject to lower(m, t) <= sum of measure m over territory t <= upper(m, t)     for every hard balance rule
//              every territory connected in `adjacency`                            where contiguous
//              locks, forbidden pairs, must-links, maximum radius, disruption cap.
//
// Compactness is the sum over units u of weight(u) * d(u, centre of u's territory)^p: p = 2 is the moment of
// inertia, p = 1 the distance. The centre is the weighted centroid of the territory (through space: chord
// distances), or its best member unit (distances along the surface), or a pinned place (along the surface).
//
// Every optional term is stated as a distance in km so that a person can weigh it: with W the total weight,
// k the number of territories, D(x) = (1000 * x)^p,
//   soft balance       D(rule.soft_km) * W * (1/k) * sum over t of |amount - target| / target
//   disruption         D(disruption.penalty_km) * W * (measure that changed hands / total of the measure)
//   centre preference  (preference_weight) * (W/k) * sum over t with a preferred place of d(centre, place)^p
//   territory cost     D(territory_cost_km) * W * k / units            (only matters for a range of k)
//
// Later capabilities (hierarchies, road times, Pareto fronts) extend Problem by fields of their own.
// All members are values; a Problem is immutable while it is solved and may be shared by threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/position.hpp"
#include "graph/csr.hpp"

namespace bailiwick::engine::territory {

using UnitIndex = std::int32_t;       // 0 .. units - 1
using TerritoryIndex = std::int32_t;  // 0 .. k - 1
inline constexpr TerritoryIndex kUnassigned = -1;

inline constexpr std::int32_t kUnitsLimit = 5'000'000;
inline constexpr std::int32_t kTerritoriesLimit = 100'000;
inline constexpr std::int32_t kMeasuresLimit = 32;
inline constexpr int kDecimalsLimit = 6;
// A measure's total, in its smallest decimal, stays an exact double.
inline constexpr std::int64_t kMeasureTotalLimit = std::int64_t{1} << 53;

// A number every unit carries. Stored exactly: real value = values[u] / 10^decimals.
struct Measure {
  std::string name;
  int decimals = 0;                  // 0 .. kDecimalsLimit
  std::vector<std::int64_t> values;  // one a unit, >= 0, total <= kMeasureTotalLimit
};

// What the territories should hold of one measure.
struct BalanceRule {
  std::int32_t measure = 0;
  // Hard: |amount - target| <= tolerance * target. No value: soft only. In [0, 1e6].
  std::optional<double> tolerance = {};
  // Soft: see the head of this file. km, >= 0.
  double soft_km = 0.0;
  // Relative targets, one a territory, > 0; target(t) = total * share(t) / sum of shares.
  // Empty: equal. Needs a fixed k.
  std::vector<double> shares = {};
  // An absolute target for every territory, in real units of the measure; overrides shares.
  std::optional<double> target = {};
  // The most territory t may hold, in real units (a position's capacity), one a territory; may be infinite.
  // Empty: none. Tightens the upper side of the tolerance.
  std::vector<double> caps = {};
};

enum class CentreKind { kCentroid, kUnit };
enum class DistancePower { kLinear = 1, kSquared = 2 };

// What is known beforehand about territory t. At most one of the two places; either may be absent.
struct TerritoryHint {
  std::string name;  // as the planner calls it; "" lets the program number it
  std::optional<geo::Position> pinned = {};     // the centre stands here, whatever units it gets
  std::optional<UnitIndex> pinned_unit = {};    // the same, at a unit, which then belongs to t
  std::optional<geo::Position> preferred = {};  // a wish, weighed by preference_weight
};

struct Disruption {
  std::vector<TerritoryIndex>
      current;               // one a unit: its territory today, or kUnassigned (new, or orphaned)
  std::int32_t measure = 0;  // what is counted when a unit changes hands
  double penalty_km = 0.0;   // see the head; >= 0
  std::optional<double> cap =
      {};  // hard: at most this share [0, 1] of the measure of assigned units
};

struct Problem {
  std::vector<std::string> unit_ids;     // as the user wrote them; unique; only for messages
  std::vector<geo::Position> positions;  // one a unit
  geo::Surface surface = geo::Surface::kSphere;
  std::vector<Measure> measures;
  // The measure that weighs distance; no value: every unit weighs 1.
  std::optional<std::int32_t> weight_measure;
  graph::Csr adjacency;       // barriers already removed; vertex_count == units
  bool is_contiguous = true;  // must territories be connected in `adjacency`?

  // Number of territories. A range is allowed only without anything that names a territory.
  std::int32_t k_min = 1;
  std::int32_t k_max = 1;
  double territory_cost_km = 0.0;

  std::vector<BalanceRule> balance;  // at most one a measure
  CentreKind centre = CentreKind::kCentroid;
  DistancePower power = DistancePower::kSquared;

  std::vector<TerritoryHint> hints;                         // empty, or one a territory (k fixed)
  double preference_weight = 0.0;                           // >= 0
  std::vector<std::pair<UnitIndex, TerritoryIndex>> locks;  // the unit belongs to the territory
  std::vector<std::pair<UnitIndex, TerritoryIndex>>
      forbidden;                                  // the unit never belongs to the territory
  std::vector<std::vector<UnitIndex>> must_link;  // each group stays together
  std::optional<double> radius_max_km;  // the farthest a unit may be from its territory's centre
  std::vector<std::uint8_t> may_be_centre;  // unit centres only: 1 where allowed; empty: all
  std::optional<Disruption> disruption;

  [[nodiscard]] std::int32_t unit_count() const {
    return static_cast<std::int32_t>(positions.size());
  }
};

// One whole alignment. For unit centres `centres` names each territory's unit; otherwise it is empty.
struct Plan {
  std::int32_t k = 0;
  std::vector<TerritoryIndex> territory_of;  // one a unit, in [0, k)
  std::vector<UnitIndex> centres;
};

// The objective, in weight * metre^p. total() is what is minimised.
struct CostParts {
  double compactness = 0.0;
  double soft_balance = 0.0;
  double disruption = 0.0;
  double preference = 0.0;
  double territories = 0.0;

  [[nodiscard]] double total() const {
    return compactness + soft_balance + disruption + preference + territories;
  }
};

// The amounts of a measure that a territory may hold, in its smallest decimal, both inclusive.
struct Window {
  std::int64_t lower = 0;
  std::int64_t upper = 0;
  double target = 0.0;
};

// The window of `rule` for territory t of k: the single definition shared by validate, solve, check and bound.
// lower = ceil(target * (1 - tolerance)), upper = floor(min(target * (1 + tolerance), cap)), computed with a
// relative slack of 1e-12 so that a bound that is whole in exact arithmetic stays whole. Without a hard
// tolerance the window is [0, cap or kMeasureTotalLimit].
// windows_of: all k of them, O(units + k). window_of: one, O(units).
[[nodiscard]] std::vector<Window> windows_of(const Problem& problem, const BalanceRule& rule,
                                             std::int32_t k);
[[nodiscard]] Window window_of(const Problem& problem, const BalanceRule& rule, TerritoryIndex t,
                               std::int32_t k);

// The weight of unit u in the compactness, > 0 only where its measure is; and the sum over all units.
// A unit of weight 0 still has to be assigned; among equal plans the solver keeps it near.
[[nodiscard]] inline double weight_of(const Problem& problem, UnitIndex u) {
  if (!problem.weight_measure) return 1.0;
  return static_cast<double>(problem.measures[static_cast<std::size_t>(*problem.weight_measure)]
                                 .values[static_cast<std::size_t>(u)]);
}

}  // namespace bailiwick::engine::territory
