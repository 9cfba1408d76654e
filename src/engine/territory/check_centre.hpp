// The centre of one territory and the distances to it, worked out from its units alone.
//
// A centroid is the weighted mean of the units through space (unweighted where all weights are 0), with straight
// distances; a unit centre is the member with the least cost, exactly, with distances along the surface; a pinned
// centre stands where it was pinned, with distances along the surface.
//
// Exactness without trying every pair. Members are sorted into cells; by Jensen's inequality the cost of a candidate
// x is at least the sum over cells of W |c - x|^p, with W a cell's weight and c its centroid, and for p = 2 plus the
// cell's own inertia; a distance along the surface is never less than the straight one. Candidates are tried by
// rising bound until the bound exceeds the best cost found. O(size * cells + size * candidates tried).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory::checking {

// A point through space, m; not rounded, unlike geo::Position.
struct Point {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};
[[nodiscard]] Point point_of(geo::Position p);
[[nodiscard]] double squared_m2(Point a, Point b);

struct Centre {
  Point at;
  UnitIndex unit = -1;            // unit centres and pinned units
  bool is_along_surface = false;  // how distances to it are measured
  bool is_allowed =
      true;  // false: no member may be the centre; then the best of all members is given
};

// What one territory adds up to, seen from its centre.
struct Distances {
  double weight = 0.0;
  double cost = 0.0;     // sum of weight * d^p, m^p
  double squared = 0.0;  // sum of weight * d^2; unweighted where the territory's weight is 0
  double linear = 0.0;   // sum of weight * d; likewise
  double farthest_m = 0.0;
  UnitIndex farthest = -1;
};

// Squared distance from a unit to the centre, m^2.
[[nodiscard]] double distance_squared(const Problem& problem, const Centre& centre, UnitIndex u);

// The centre of territory t with these members (not empty, ascending). For unit centres: the allowed member with the
// least compactness plus preference cost, among those that keep every member within the maximum radius where there are
// any. `preference` is the cost of one m^p between a centre and its preferred place. Ties go to the lower unit.
[[nodiscard]] Centre centre_of(const Problem& problem, TerritoryIndex t,
                               std::span<const UnitIndex> members, double preference);

[[nodiscard]] Distances distances_to(const Problem& problem, const Centre& centre,
                                     std::span<const UnitIndex> members);

// d^p for a squared distance.
[[nodiscard]] double powered(double squared_m2, DistancePower power);

// How far beyond the maximum radius a distance may lie before it counts, for the rounding of square roots.
inline constexpr double kRadiusSlack = 1e-9;
[[nodiscard]] bool is_beyond_radius(const Problem& problem, double squared_m2);

}  // namespace bailiwick::engine::territory::checking
