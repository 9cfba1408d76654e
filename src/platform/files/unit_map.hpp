// A map of units as TopoJSON 1.0: quantised, one object "units" whose geometries stand in the order of places with their ids; points where a unit
// has no area, or one too small to be drawn.
//
// The grid is as fine as small units want it: kGridShare of the width of a unit of which 1 in 20 is smaller, within kGridFinest_deg and kGridCoarsest_deg.
// Borders that units share are one arc. Pure; O(corners log corners).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "geo/coverage.hpp"
#include "geo/position.hpp"

namespace bailiwick::platform::files {

inline constexpr double kGridShare = 1.0 / 50.0;
inline constexpr double kGridFinest_deg = 1e-6;
inline constexpr double kGridCoarsest_deg = 1e-3;

// A unit's point stands for it where it has no area to be drawn.
struct MapUnit {
  std::string_view id;
  geo::LonLat point;
};
// An area a unit.
[[nodiscard]] std::string unit_map(std::span<const MapUnit> units, const geo::Coverage& shapes);
// The side of a square of its grid, degrees.
[[nodiscard]] double map_grid_deg(const geo::Coverage& shapes);

}  // namespace bailiwick::platform::files
