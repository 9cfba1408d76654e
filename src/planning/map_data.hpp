// The map of a report as one compact text: cells, territories, borders and places as whole numbers in base64.
//
// Coordinates are multiples of `step_m`, right and up from (x0_m, y0_m). The stream is of variable-length integers (7 bits a
// byte, low first, the top bit says that more follow; signed ones as zigzag):
//   cells        each unit of MapCells::units: rings; each ring: corners; each corner: 0 for a new vertex followed by its x and y less those
//                of the vertex before it in the stream, or (vertices so far - index) for one that stood before
//   places       each of these units: x and y less those of the unit before
//   territories  each: rings; each ring: corners; each corner: its vertex index less that of the corner before
//   borders      count of rings; each: corners; each: x and y less those before
// The cells are those of MapCells::drawn. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/mesh.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

struct MapData {
  double step_m = 1.0;
  double x0_m = 0.0;
  double y0_m = 0.0;
  std::int64_t width = 0;  // in steps
  std::int64_t height = 0;
  std::size_t border_rings = 0;
  bool is_clipped = false;  // cells are to be shown inside the borders only
  std::string base64;
};

// `borders` are areas of states or provinces; those that do not touch the map are left out.
[[nodiscard]] MapData map_data(const Outcome& outcome, std::span<const geo::Area> borders);

[[nodiscard]] std::string base64(std::string_view bytes);

}  // namespace bailiwick::planning
