// Areas on a flat map that share their vertices, so that a common border is the same to the bit on both sides.
//
// An area is a list of rings, a ring a list of corners, a corner the index of a vertex. Outer rings run
// counterclockwise, holes clockwise; the last corner is not the first again. Two areas border where one has the
// corners (a, b) in a row and the other (b, a). Pure values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/equal_area.hpp"
#include "geo/polygon.hpp"

namespace bailiwick::geo {

struct Mesh {
  std::vector<PlanePoint> vertices;
  std::vector<std::int32_t> corners;  // all rings, one after the other
  std::vector<std::size_t> ring_begin = {
      0};  // ring r is corners [ring_begin[r], ring_begin[r + 1])
  std::vector<std::size_t> area_begin = {0};  // area a is rings [area_begin[a], area_begin[a + 1])

  [[nodiscard]] std::size_t area_count() const { return area_begin.size() - 1; }
  [[nodiscard]] std::size_t ring_count() const { return ring_begin.size() - 1; }
  [[nodiscard]] std::span<const std::int32_t> ring(std::size_t r) const {
    return std::span(corners).subspan(ring_begin[r], ring_begin[r + 1] - ring_begin[r]);
  }
  // Appends a ring to the area that is being built, and ends that area.
  void add_ring(std::span<const std::int32_t> ring_corners);
  void end_area() { area_begin.push_back(ring_count()); }
};

// Twice the signed area of a ring, m^2; positive where it runs counterclockwise.
[[nodiscard]] double twice_area_m2(const Mesh& mesh, std::span<const std::int32_t> ring);

// Areas of longitudes and latitudes as a mesh: vertices are joined that are equal to kVertexStep_deg.
// O(vertices log vertices).
[[nodiscard]] Mesh mesh_of_areas(std::span<const Area> areas, const EqualAreaMap& map);
// The same on the plane of longitudes and latitudes, both counted in steps of kVertexStep_deg (see coverage.hpp).
[[nodiscard]] Mesh mesh_in_steps(std::span<const Area> areas);

// The union of the areas of each group: borders between areas of one group vanish. group_of[area] is in
// [0, group_count), or negative for an area that is left out. Exact, by cancelling opposite edges: where the areas of a
// group overlap, or meet without sharing their vertices, the line between them stays. Rings of a group: each outer
// ring is followed by the holes inside it. O(corners log corners).
[[nodiscard]] Mesh dissolve(const Mesh& mesh, std::span<const std::int32_t> group_of,
                            std::int32_t group_count);

// The same areas with vertices rounded to multiples of `step_m` and joined where they become equal; corners that repeat,
// spikes, and rings that shrink to nothing vanish. Shared borders stay shared. step_m > 0.
[[nodiscard]] Mesh coarsened(const Mesh& mesh, double step_m);

}  // namespace bailiwick::geo
