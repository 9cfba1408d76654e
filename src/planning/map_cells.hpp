// The units' areas for a map: their own shapes, or else the cells of their places.
//
// Cells reach as far beyond the data as 1.5 times the median distance of a unit to its neighbours. On Earth the map is
// an equal-area one around the units' middle. Of more than kCellsLimit places a sample has cells: the first unit in each
// square of a raster, so that borders are true to a square. What the report draws is coarser still: kMapSteps along the
// longer side, fewer where there would be more than kCornersLimit corners. Pure. O(n log n).
#pragma once

#include <span>
#include <vector>

#include "engine/territory/model.hpp"
#include "geo/polygon.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

inline constexpr std::size_t kCellsLimit = 150'000;
inline constexpr std::size_t kCornersLimit = 600'000;
inline constexpr double kMapSteps = 65'535.0;

// `places` as in Units::places; `areas` one a unit or none.
[[nodiscard]] MapCells map_cells(const territory::Problem& problem,
                                 std::span<const geo::LonLat> places,
                                 std::span<const geo::Area> areas);

// The territory of each area of the outcome's map.
[[nodiscard]] std::vector<territory::TerritoryIndex> territory_of_cells(const Outcome& outcome);

// Where a place lies on that map.
[[nodiscard]] geo::PlanePoint on_map(const MapCells& map, geo::LonLat place);

}  // namespace bailiwick::planning
