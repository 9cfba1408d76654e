#include "geo/polygon.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace bailiwick::geo {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

// `lon` moved by whole turns to within half a turn of `near`.
double unwrapped(double lon, double near) { return lon - 360.0 * std::round((lon - near) / 360.0); }

// The ring with longitudes that never jump by more than half a turn, starting within half a turn of `near`.
Ring unwrapped(const Ring& ring, double near) {
  Ring result = ring;
  for (LonLat& p : result) {
    p.lon_deg = unwrapped(p.lon_deg, near);
    near = p.lon_deg;
  }
  return result;
}

// All rings of a polygon, the outer one first, in one unbroken range of longitudes.
std::vector<Ring> unwrapped(const Polygon& polygon) {
  const double near = polygon.outer.empty() ? 0.0 : polygon.outer.front().lon_deg;
  std::vector<Ring> rings = {unwrapped(polygon.outer, near)};
  for (const Ring& hole : polygon.holes) rings.push_back(unwrapped(hole, near));
  return rings;
}

// Calls fn(from, to) for every edge of the ring, the closing one included.
template <class Fn>
void for_each_edge(const Ring& ring, Fn fn) {
  for (std::size_t i = 0; i < ring.size(); ++i) fn(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]);
}

double ring_size_m2(const Ring& ring) {
  double sum = 0.0;
  for_each_edge(ring, [&sum](LonLat a, LonLat b) {
    sum += (b.lon_deg - a.lon_deg) * kDegree *
           (std::sin(a.lat_deg * kDegree) + std::sin(b.lat_deg * kDegree)) / 2.0;
  });
  return std::abs(sum) * kEarthRadius_m * kEarthRadius_m;
}

double polygon_size_m2(const std::vector<Ring>& rings) {
  double size = ring_size_m2(rings.front());
  for (std::size_t i = 1; i < rings.size(); ++i) size -= ring_size_m2(rings[i]);
  return std::max(size, 0.0);
}

// The longitudes at which the rings cross a parallel, ascending: an even number, inside between each two.
std::vector<double> crossings(const std::vector<Ring>& rings, double lat) {
  std::vector<double> lons;
  for (const Ring& ring : rings) {
    for_each_edge(ring, [&lons, lat](LonLat a, LonLat b) {
      if ((a.lat_deg > lat) == (b.lat_deg > lat)) return;
      lons.push_back(a.lon_deg +
                     (lat - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg));
    });
  }
  std::sort(lons.begin(), lons.end());
  return lons;
}

bool is_between(const std::vector<double>& crossings, double lon) {
  const auto right = std::upper_bound(crossings.begin(), crossings.end(), lon);
  return (right - crossings.begin()) % 2 == 1;
}

LonLat mean_vertex(const Ring& ring) {
  LonLat sum;
  for (const LonLat& p : ring) sum = {sum.lon_deg + p.lon_deg, sum.lat_deg + p.lat_deg};
  const auto count = static_cast<double>(ring.size());
  return {sum.lon_deg / count, sum.lat_deg / count};
}

// Of the outer ring less the holes, as drawn in degrees; the mean vertex where that has no size.
LonLat centroid(const std::vector<Ring>& rings) {
  const LonLat origin = rings.front().front();
  double area = 0.0;
  double lon = 0.0;
  double lat = 0.0;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    double ring_area = 0.0;
    double ring_lon = 0.0;
    double ring_lat = 0.0;
    for_each_edge(rings[i], [&](LonLat a, LonLat b) {
      const double ax = a.lon_deg - origin.lon_deg;
      const double ay = a.lat_deg - origin.lat_deg;
      const double bx = b.lon_deg - origin.lon_deg;
      const double by = b.lat_deg - origin.lat_deg;
      const double turn = ax * by - ay * bx;
      ring_area += turn;
      ring_lon += turn * (ax + bx);
      ring_lat += turn * (ay + by);
    });
    const double sign = (ring_area < 0.0) == (i == 0) ? -1.0 : 1.0;
    area += sign * ring_area;
    lon += sign * ring_lon;
    lat += sign * ring_lat;
  }
  if (!(area > 0.0)) return mean_vertex(rings.front());
  return {origin.lon_deg + lon / (3.0 * area), origin.lat_deg + lat / (3.0 * area)};
}

bool has_three_vertices(const Ring& ring) {
  const auto differs = [](LonLat a, LonLat b) {
    return a.lon_deg != b.lon_deg || a.lat_deg != b.lat_deg;
  };
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (!differs(ring[0], ring[i])) continue;
    return std::any_of(ring.begin() + static_cast<std::ptrdiff_t>(i), ring.end(),
                       [&](LonLat p) { return differs(p, ring[0]) && differs(p, ring[i]); });
  }
  return false;
}

}  // namespace

double size_m2(const Area& area) {
  double sum = 0.0;
  for (const Polygon& polygon : area) sum += polygon_size_m2(unwrapped(polygon));
  return sum;
}

std::optional<LonLat> point_inside(const Area& area) {
  std::vector<Ring> largest;
  double largest_m2 = -1.0;
  for (const Polygon& polygon : area) {
    if (!has_three_vertices(polygon.outer)) continue;
    std::vector<Ring> rings = unwrapped(polygon);
    // Of one polygon alone it does not matter.
    const double size = area.size() > 1 ? polygon_size_m2(rings) : 0.0;
    if (size <= largest_m2) continue;
    largest = std::move(rings);
    largest_m2 = size;
  }
  if (largest.empty()) return std::nullopt;
  LonLat point = centroid(largest);
  const std::vector<double> lons = crossings(largest, point.lat_deg);
  if (!is_between(lons, point.lon_deg)) {
    double widest = -1.0;
    for (std::size_t i = 0; i + 1 < lons.size(); i += 2) {
      if (lons[i + 1] - lons[i] <= widest) continue;
      widest = lons[i + 1] - lons[i];
      point.lon_deg = (lons[i] + lons[i + 1]) / 2.0;
    }
  }
  point.lon_deg = std::clamp(unwrapped(point.lon_deg, 0.0), -180.0, 180.0);
  point.lat_deg = std::clamp(point.lat_deg, -90.0, 90.0);
  return point;
}

bool contains(const Area& area, LonLat point) {
  bool is_inside = false;
  for (const Polygon& polygon : area) {
    const std::vector<Ring> rings = unwrapped(polygon);
    if (rings.front().empty()) continue;
    const double lon = unwrapped(point.lon_deg, mean_vertex(rings.front()).lon_deg);
    if (is_between(crossings(rings, point.lat_deg), lon)) is_inside = !is_inside;
  }
  return is_inside;
}

}  // namespace bailiwick::geo
