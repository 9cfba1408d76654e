// Which areas share a border, and how much of it: rook neighbours, found from the polygons alone.
//
// Vertices are rounded to kVertexStep_deg. Two areas are neighbours where they have a segment in common (both its ends,
// either direction); areas that touch in a point only are not. Arcs shared in a TopoJSON file become equal segments and
// are found the same way. Segments that find no partner are cut at every vertex of another unpartnered segment that lies
// within kSnap_m of them and are tried again: so a border is found too where only one of two neighbours has a
// vertex on it (a T-junction), and where the same vertices differ by rounding.
// Not found: borders that were drawn twice with gaps or overlaps wider than kSnap_m, and areas that merely overlap.
// Deterministic; pure; O(vertices log vertices) for borders of ordinary spacing.
#pragma once

#include <span>
#include <vector>

#include "geo/delaunay.hpp"
#include "geo/polygon.hpp"

namespace bailiwick::geo {

inline constexpr double kVertexStep_deg = 1e-7;  // 11 mm
inline constexpr double kSnap_m = 1.0;

struct Border {
  Link link;              // two areas, (low, high)
  double length_m = 0.0;  // > 0
};

// Ascending by link.
[[nodiscard]] std::vector<Border> shared_borders(std::span<const Area> areas);

}  // namespace bailiwick::geo
