// The map of a layer as TopoJSON 1.0: quantised, one object "units" whose geometries stand in the order of places with their codes as ids; points where a unit
// has no area, or one too small to be drawn.
//
// The grid is as fine as small units want it: kGridShare of the width of a unit of which 1 in 20 is smaller, within kGridFinest_deg and kGridCoarsest_deg.
// Borders that units share are one arc. Pure; O(corners log corners).
#pragma once

#include <span>
#include <string>

#include "geo/coverage.hpp"
#include "market/layer_model.hpp"

namespace bailiwick::market {

inline constexpr double kGridShare = 1.0 / 50.0;
inline constexpr double kGridFinest_deg = 1e-6;
inline constexpr double kGridCoarsest_deg = 1e-3;

// An area a unit.
[[nodiscard]] std::string layer_map(std::span<const LayerUnit> units, const geo::Coverage& shapes);
// The side of a square of its grid, degrees.
[[nodiscard]] double map_grid_deg(const geo::Coverage& shapes);

}  // namespace bailiwick::market
