// Who is whose neighbour on a map of units: from points, or from borders, and always in one piece.
//
// Points: the Delaunay triangulation without its over-long edges (see kLongEdgeFactor), which span seas, deserts and the
// outer hull. Areas: shared borders (borders.hpp). Then whatever is left apart (an island, a far town) is bridged: the
// shortest link between two components is added until there is one component, so that every component is
// joined to another at its nearest pair of units. The bridges are told, because a person may want to draw them otherwise.
//
// The links added are those of a minimum spanning tree between the components, which is part of the Delaunay
// triangulation (M. I. Shamos and D. Hoey, "Closest-point problems", 1975, doi:10.1109/SFCS.1975.8); Kruskal's way.
// Deterministic; ties by index. Pure. O(n log n).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/delaunay.hpp"
#include "geo/polygon.hpp"
#include "geo/position.hpp"

namespace bailiwick::geo {

// An edge is over-long where it is longer than this many times the typical edge at each of its two ends; the typical
// edge of a unit is the median of its own median edge and those of its neighbours in the triangulation.
inline constexpr double kLongEdgeFactor = 4.0;

struct Bridge {
  Link link;
  double length_m = 0.0;  // between the two units' points
};

struct Neighbours {
  std::vector<Link> links;      // every pair once, (low, high), ascending; bridges included
  std::vector<Bridge> bridges;  // shortest first
  std::int64_t cut_count = 0;   // over-long edges that were left out (and not put back as a bridge)
};

// Neighbours of points. `factor` > 1; infinity keeps every edge.
[[nodiscard]] Neighbours neighbours_of_points(std::span<const Position> points, Surface surface,
                                              double factor = kLongEdgeFactor);

// Neighbours of areas on the sphere that share a border of positive length. `points` holds one point an area
// (see point_inside), from which bridges are measured. An empty area is one that has to be bridged.
[[nodiscard]] Neighbours neighbours_of_areas(std::span<const Area> areas,
                                             std::span<const Position> points);

// Adds the shortest links that make `links` one component; returns them, shortest first. `links` stay sorted.
std::vector<Bridge> bridge(std::span<const Position> points, Surface surface,
                           std::vector<Link>& links);

}  // namespace bailiwick::geo
