// Judges a plan from the plan alone. Shares model.hpp with the solver and nothing else.
//
// Recomputes every amount, connection, distance and term with code of its own, so that an error of the solver
// cannot hide here. Exact: unit centres are found by trying every unit. Pure.
// O(units + edges), plus for unit centres O(sum over territories of size^2).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory {

struct TerritoryReport {
  std::int64_t units = 0;
  std::vector<std::int64_t> amounts;  // one a measure of the problem, in its smallest decimal
  std::vector<double> deviations;     // one a balance rule: (amount - target) / target, or 0
  std::int32_t pieces = 0;            // connected pieces (1 where connected, 0 where empty)
  geo::LonLat centre;                 // on a sphere; on a plane lon_deg/lat_deg hold x and y in m
  UnitIndex centre_unit = -1;  // unit centres and pinned units; else the unit nearest to the centre
  double cost = 0.0;           // its share of the compactness
  double rms_km = 0.0;  // weighted root mean square and mean distance of its units to its centre
  double mean_km = 0.0;
  double radius_km = 0.0;  // its farthest unit
};

// What the sentence of a violation names, for whoever says it in another language: {"territory": "North", "pieces": "3"}. Numbers have a point and no
// separators; a share is 0.05. Where a rule has several sentences, "case" says which.
using ViolationValues = std::map<std::string, std::string>;

struct Report {
  std::vector<TerritoryReport> territories;
  CostParts cost;
  std::vector<double> worst_deviation;  // one a balance rule, largest |deviation|
  std::vector<std::int32_t> outside;    // one a balance rule, territories outside the hard window
  std::int32_t fragments = 0;           // sum over territories of pieces - 1
  std::int64_t cut_edges = 0;           // edges between different territories
  double rms_km = 0.0;                  // over all units
  double mean_km = 0.0;
  double disrupted = 0.0;  // share of the disruption measure that changed hands
  Errors violations;       // every broken demand, in words, with figures. Rules T051 .. T060,
                           // at most 20 of each; then T069 counts the rest
  std::vector<ViolationValues> violation_values;  // one a violation
  [[nodiscard]] bool is_feasible() const { return violations.empty(); }
};

inline constexpr std::size_t kViolationsLimit = 200;

// Fails (T050) where the plan is not one of this problem: a wrong number of units, a territory outside [0, k).
[[nodiscard]] Result<Report> check(const Problem& problem, const Plan& plan);

}  // namespace bailiwick::engine::territory
