// Points on a plane of small integers, on which orientation and circle tests are exact.
//
// Coordinates lie within +-kPlaneExtent, so that differences fit 27 bits, orientations 56 bits and circle determinants
// 113 bits. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/position.hpp"

namespace bailiwick::geo {

inline constexpr std::int32_t kPlaneExtent = 1 << 26;

struct PlanePoint {
  std::int32_t x = 0;
  std::int32_t y = 0;

  friend auto operator<=>(const PlanePoint&, const PlanePoint&) = default;
};

// The points of a plane moved to its middle (and scaled down where they would not fit), or those of a sphere projected
// stereographically from a place far from all of them, in steps as fine as fit. O(points).
[[nodiscard]] std::vector<PlanePoint> plane_points(std::span<const Position> points,
                                                   Surface surface);

// > 0: a, b, c turn left; < 0: right; 0: on a line. Exact.
[[nodiscard]] inline std::int64_t orientation(PlanePoint a, PlanePoint b, PlanePoint c) {
  const std::int64_t abx = std::int64_t{b.x} - a.x;
  const std::int64_t aby = std::int64_t{b.y} - a.y;
  return abx * (std::int64_t{c.y} - a.y) - aby * (std::int64_t{c.x} - a.x);
}

// Does p lie strictly inside the circle through a, b, c, which turn left? Exact.
[[nodiscard]] bool is_in_circle(PlanePoint a, PlanePoint b, PlanePoint c, PlanePoint p);

}  // namespace bailiwick::geo
