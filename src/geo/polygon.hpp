// Areas on the Earth: rings of longitudes and latitudes, their size, and a point that stands inside.
//
// A ring is closed by its first vertex (the last one may repeat it or not) and its direction does not matter. A polygon is
// what its outer ring holds less what its holes hold. Edges run straight in longitude and latitude, as GeoJSON
// (RFC 7946) has it. Pure, O(vertices) unless said.
#pragma once

#include <optional>
#include <vector>

#include "geo/position.hpp"

namespace bailiwick::geo {

using Ring = std::vector<LonLat>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

// What one unit covers: its mainland and its islands.
using Area = std::vector<Polygon>;

// Size on the sphere, m^2, >= 0. Exact for edges that run straight in longitude and the sine of the latitude
// (the cylindrical equal-area projection), which for the short edges of real borders is the same to 0.1%.
[[nodiscard]] double size_m2(const Area& area);

// A point inside the largest polygon: its centroid where that lies inside, else the middle of the widest stretch
// inside on the parallel through the centroid. No value for an area without a ring of three different vertices.
// An area across the antimeridian is read with its longitudes unwrapped.
[[nodiscard]] std::optional<LonLat> point_inside(const Area& area);

// Does the point lie inside (even-odd rule over all rings)? Undefined for a point on the border itself.
[[nodiscard]] bool contains(const Area& area, LonLat point);

}  // namespace bailiwick::geo
