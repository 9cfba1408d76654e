// Which points are neighbours: the Delaunay triangulation on a sphere or a plane.
//
// On a plane the points are triangulated as they are. On a sphere they are projected stereographically first; circles
// stay circles, so that the triangulation is that of the sphere (K. Q. Brown, "Geometric Transforms for Fast
// Geometric Algorithms", 1979, doi:10.21236/ADA084797), but for triangles whose circle holds the point that is
// projected from: that point is chosen far from every unit, so that only edges across the widest void are missing.
//
// Points at the same place are joined in a chain and triangulated as one. Points on a line give a path; one point
// gives nothing. Deterministic; pure; O(n log n). At most kPointsLimit points (asserted).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "geo/position.hpp"

namespace bailiwick::geo {

inline constexpr std::int32_t kPointsLimit = 10'000'000;

// Two units, by index; the same type as graph::Edge, so that a list of them makes a graph::Csr.
using Link = std::pair<std::int32_t, std::int32_t>;

// Every edge of the triangulation once, as (low, high), ascending. The edges connect all points.
[[nodiscard]] std::vector<Link> delaunay_links(std::span<const Position> points, Surface surface);

}  // namespace bailiwick::geo
