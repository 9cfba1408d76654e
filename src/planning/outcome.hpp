// What came of a command: the plan, its judgement, its proof, and how it was made. Reports are written from it alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/territory/bound.hpp"
#include "engine/territory/check.hpp"
#include "engine/territory/model.hpp"
#include "geo/mesh.hpp"
#include "planning/model.hpp"
#include "platform/files/text_file.hpp"

namespace bailiwick::planning {

struct Timings {
  double read_s = 0.0;
  double validate_s = 0.0;
  double solve_s = 0.0;
  double bound_s = 0.0;
  double total_s = 0.0;
};

// What a map shows, in metres on it.
struct MapBox {
  double x_low = 0.0;
  double y_low = 0.0;
  double x_high = 0.0;
  double y_high = 0.0;

  void add(geo::PlanePoint p) {
    x_low = std::min(x_low, p.x_m);
    y_low = std::min(y_low, p.y_m);
    x_high = std::max(x_high, p.x_m);
    y_high = std::max(y_high, p.y_m);
  }
  [[nodiscard]] double size() const { return std::max({x_high - x_low, y_high - y_low, 1.0}); }
};

// The units' areas on a flat map, and how to get back to degrees.
struct MapCells {
  geo::EqualAreaMap projection{geo::LonLat{}};
  bool is_planar = false;  // then the mesh is in metres of the plane itself
  bool is_from_shapes = false;
  geo::Mesh cells;
  std::vector<territory::UnitIndex> units;  // one an area of `cells`: whose it is; ascending
  // The same areas as coarse as the report draws them, in multiples of step_m; none where there are no units.
  MapBox box;
  double step_m = 1.0;
  geo::Mesh drawn;
};

struct Outcome {
  std::string_view command;  // "design" or "check"
  DesignOrder order;
  territory::Problem problem;
  std::vector<std::string> names;   // one a territory
  std::vector<geo::LonLat> places;  // one a unit, as in the units file
  territory::Plan plan;
  territory::Report report;  // of check()
  territory::Bound bound;
  std::optional<double> gap;  // only where the plan meets every demand
  std::int64_t iterations = 0;
  bool is_partial = false;  // the search was interrupted
  Timings timings;
  std::vector<InputDigest> inputs;
  platform::files::Notes notes;
  MapCells map;
};

}  // namespace bailiwick::planning
