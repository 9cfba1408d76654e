// The units' areas for a map: their own shapes, or else the cells of their places.
//
// Cells reach as far beyond the data as 1.5 times the median distance of a unit to its neighbours. On Earth the map is
// an equal-area one around the units' middle. Pure. O(n log n).
#pragma once

#include <span>
#include <vector>

#include "engine/territory/model.hpp"
#include "geo/polygon.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

// `places` as in Units::places; `areas` one a unit or none.
[[nodiscard]] MapCells map_cells(const territory::Problem& problem, std::span<const geo::LonLat> places,
                                 std::span<const geo::Area> areas);

// Where a place lies on that map.
[[nodiscard]] geo::PlanePoint on_map(const MapCells& map, geo::LonLat place);

}  // namespace bailiwick::planning
