// The cell of every point: what lies nearer to it than to any other, with a rim that follows the points.
//
// Cells are those of the Voronoi diagram, found from the Delaunay triangulation (delaunay.hpp). At the rim of the
// data a cell would be endless; so guards (points without a cell of their own) are set around the data on a raster,
// just beyond each point's `reach`, and every cell of a real point ends half way to them. Voids inside the data are
// filled by the cells around them. Points at the same place are moved apart a little, so that each has a cell.
// For maps only. Deterministic; pure; O(n log n).
#pragma once

#include <span>

#include "geo/box_tree.hpp"
#include "geo/mesh.hpp"

namespace bailiwick::geo {

// The raster of guards has at most this many squares along its longer side.
inline constexpr int kGuardRasterLimit = 512;

// One area a point. reach_m[i] >= 0 is how far the data stand for the land around point i, for example
// 1.5 times its usual distance to a neighbour.
[[nodiscard]] Mesh voronoi_cells(std::span<const PlanePoint> points,
                                 std::span<const double> reach_m);

// The same without a rim: the cells cover all of the box, which holds the points, and more.
[[nodiscard]] Mesh voronoi_cells_over(const Box& box, std::span<const PlanePoint> points);

}  // namespace bailiwick::geo
