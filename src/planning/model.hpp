// What a planner asks for, as plain values: the same whether it came from flags or from a problem file.
//
// Names here are the planner's own (columns, unit ids, territory names); build_problem turns them into the
// engine's indices. Shares are fractions (0.02 is 2%), distances kilometres, times seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/territory/model.hpp"

namespace bailiwick::planning {

namespace territory = engine::territory;

// The measure that every unit has one of; a column of that name comes first.
inline constexpr std::string_view kUnitsMeasure = "units";

// An amount for one territory, by its name.
struct NamedAmount {
  std::string territory;
  double amount = 0.0;
};

// What the territories should hold of one measure. See territory::BalanceRule for the meaning.
struct BalanceDemand {
  std::string measure;              // a column of the units file
  std::optional<double> tolerance;  // hard
  double soft_km = 0.0;             // soft weight
  std::optional<double> target;     // absolute, for every territory
  std::vector<NamedAmount> shares;  // relative targets by territory; empty: equal
  std::vector<NamedAmount> caps;    // the most a territory may hold
};

// A unit and a territory, both by name; `origin` says where it was asked, for messages.
struct UnitTerritory {
  std::string unit;
  std::string territory;
  std::string origin;
};

// Units that go together, or the two ends of a border not to cross.
struct UnitGroup {
  std::vector<std::string> units;
  std::string origin;
};

// Where a territory has its centre, or would like to have it.
struct CentreDemand {
  std::string territory;
  std::optional<std::string> unit;
  std::optional<geo::LonLat> place;  // on a plane: x and y in the file's own unit
  bool is_pinned = false;            // else preferred
  std::string origin;
};

// Which columns of the units file play which part; absent: found by their usual names.
struct UnitColumns {
  std::optional<std::string> id;
  std::optional<std::string> lon;
  std::optional<std::string> lat;
};

struct InputFiles {
  std::string units;
  std::optional<std::string> edges;
  std::optional<std::string> shapes;
  std::optional<std::string> shape_id;  // the property of a shape that holds the unit's id
  std::optional<std::string> keep;
  std::optional<std::string> centers;
  std::optional<std::string> locks;
  std::optional<std::string> forbidden;
  std::optional<std::string> must_link;
  std::optional<std::string> barriers;
  std::optional<std::string> borders;  // for the map only
};

// Everything about the problem, nothing about how long to search or where to write.
struct DesignRequest {
  InputFiles files;
  UnitColumns columns;
  bool is_planar = false;  // coordinates are x and y in metres on a plane, not degrees

  // Absent: as many as the current plan or the centres name.
  std::optional<std::int32_t> territories_min;
  std::optional<std::int32_t> territories_max;
  double territory_cost_km = 0.0;

  std::vector<BalanceDemand> balance;
  // The measure that weighs distance; absent: the first of `balance`; "none": every unit weighs the same.
  std::optional<std::string> weight;
  territory::CentreKind centre = territory::CentreKind::kCentroid;
  territory::DistancePower power = territory::DistancePower::kSquared;
  bool is_contiguous = true;
  std::optional<double> radius_km;

  std::optional<std::string> disruption_measure;  // absent with a current plan: the weight
  std::optional<double> disruption_cap;
  double disruption_penalty_km = 0.0;
  std::vector<std::string>
      vacated;  // territories of the current plan that end: their units are free

  std::vector<CentreDemand> centres;
  double preference_weight = 1.0;
  std::vector<UnitTerritory> locks;
  std::vector<UnitTerritory> forbidden;
  std::vector<UnitGroup> must_link;
  std::vector<UnitGroup> barriers;         // each of exactly two units
  std::vector<std::string> may_be_centre;  // unit centres only; empty: all
};

// How long to search. Exactly one of the two limits the search.
struct SearchLimits {
  std::optional<double> seconds;
  std::optional<std::int64_t> iterations;
  std::optional<double> bound_seconds;  // absent: a fifth of `seconds`, at least one
  bool has_bound = true;
  std::uint64_t seed = 1;
  int threads = 2;
};

inline constexpr double kSecondsDefault = 10.0;
inline constexpr double kSecondsLimit = 7.0 * 24 * 3600;

// Where results go and in which form.
struct OutputOptions {
  std::string folder;      // empty: nothing is written
  std::string edges_file;  // empty: none; else who borders whom is written there
  bool force = false;
  bool json = false;
  std::vector<std::string> credits;  // lines shown on the map
};

struct DesignOrder {
  DesignRequest request;
  SearchLimits limits;
  OutputOptions output;
};

// A file that was read, so that a report can be tied to it.
struct InputDigest {
  std::string role;    // "units", "edges", ...
  std::string file;    // its name without folders: a report travels, folders are nobody's business
  std::string sha256;  // hex
  std::uint64_t bytes = 0;
};

}  // namespace bailiwick::planning
