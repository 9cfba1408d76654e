#include "geo/plane_points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace bailiwick::geo {
namespace {

struct Vector {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};

double dot(Vector a, Vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

Vector cross(Vector a, Vector b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

// The unit vector along v, or `otherwise` where v is (nearly) nothing.
Vector unit(Vector v, Vector otherwise) {
  const double size = std::sqrt(dot(v, v));
  if (size < 1e-9) return otherwise;
  return {v.x / size, v.y / size, v.z / size};
}

Vector direction(Position p) {
  return unit({static_cast<double>(p.x_m), static_cast<double>(p.y_m), static_cast<double>(p.z_m)},
              {1.0, 0.0, 0.0});
}

// The cosine of the angle between `axis` and the unit that lies farthest from it.
double farthest_cosine(const std::vector<Vector>& units, Vector axis) {
  double least = 1.0;
  for (const Vector& u : units) least = std::min(least, dot(u, axis));
  return least;
}

// The middle of the map: the mean direction, or, where units stand all over the world, the one of fifteen directions
// whose opposite is farthest from every unit.
Vector middle_of(const std::vector<Vector>& units) {
  constexpr double kWide = -0.5;  // 120 degrees
  Vector sum;
  for (const Vector& u : units) sum = {sum.x + u.x, sum.y + u.y, sum.z + u.z};
  Vector best = unit(sum, {1.0, 0.0, 0.0});
  double best_cosine = farthest_cosine(units, best);
  if (best_cosine > kWide) return best;
  for (int i = 0; i < 27; ++i) {
    const Vector way = {static_cast<double>(i % 3 - 1), static_cast<double>(i / 3 % 3 - 1),
                        static_cast<double>(i / 9 - 1)};
    const int nonzero = (i % 3 != 1) + (i / 3 % 3 != 1) + (i / 9 != 1);
    if (nonzero != 1 && nonzero != 3) continue;
    const Vector axis = unit(way, best);
    const double cosine = farthest_cosine(units, axis);
    if (cosine > best_cosine) {
      best = axis;
      best_cosine = cosine;
    }
  }
  return best;
}

using Flat = std::array<double, 2>;

std::vector<Flat> project(std::span<const Position> points) {
  std::vector<Vector> units;
  units.reserve(points.size());
  for (const Position p : points) units.push_back(direction(p));
  const Vector axis = middle_of(units);
  const Vector helper = std::abs(axis.z) < 0.9 ? Vector{0.0, 0.0, 1.0} : Vector{1.0, 0.0, 0.0};
  const Vector east = unit(cross(helper, axis), {0.0, 1.0, 0.0});
  const Vector north = cross(axis, east);
  std::vector<Flat> flat;
  flat.reserve(points.size());
  for (const Vector& u : units) {
    // A unit exactly opposite the middle has no image; it is put where its nearest neighbours go, far out.
    const double scale = 2.0 * kEarthRadius_m / std::max(1.0 + dot(u, axis), 1e-9);
    flat.push_back({dot(u, east) * scale, dot(u, north) * scale});
  }
  return flat;
}

}  // namespace

std::vector<PlanePoint> plane_points(std::span<const Position> points, Surface surface) {
  std::vector<Flat> flat;
  if (surface == Surface::kSphere) {
    flat = project(points);
  } else {
    flat.reserve(points.size());
    for (const Position p : points)
      flat.push_back({static_cast<double>(p.x_m), static_cast<double>(p.y_m)});
  }
  constexpr double kHuge = std::numeric_limits<double>::max();
  Flat low = {kHuge, kHuge};
  Flat high = {-kHuge, -kHuge};
  for (const Flat& p : flat) {
    for (std::size_t i = 0; i < 2; ++i) {
      low[i] = std::min(low[i], p[i]);
      high[i] = std::max(high[i], p[i]);
    }
  }
  const Flat middle = {std::floor((low[0] + high[0]) / 2.0), std::floor((low[1] + high[1]) / 2.0)};
  const double half = std::max({high[0] - middle[0], high[1] - middle[1], 1.0});
  double scale = (kPlaneExtent - 1) / half;
  if (surface == Surface::kPlane) scale = std::min(scale, 1.0);

  std::vector<PlanePoint> result;
  result.reserve(flat.size());
  const auto whole = [scale](double v) {
    return static_cast<std::int32_t>(std::lround(v * scale));
  };
  for (const Flat& p : flat) result.push_back({whole(p[0] - middle[0]), whole(p[1] - middle[1])});
  return result;
}

bool is_in_circle(PlanePoint a, PlanePoint b, PlanePoint c, PlanePoint p) {
  __extension__ using Wide = __int128;
  const std::int64_t ax = std::int64_t{a.x} - p.x;
  const std::int64_t ay = std::int64_t{a.y} - p.y;
  const std::int64_t bx = std::int64_t{b.x} - p.x;
  const std::int64_t by = std::int64_t{b.y} - p.y;
  const std::int64_t cx = std::int64_t{c.x} - p.x;
  const std::int64_t cy = std::int64_t{c.y} - p.y;
  const std::int64_t bc = bx * cy - by * cx;
  const std::int64_t ca = cx * ay - cy * ax;
  const std::int64_t ab = ax * by - ay * bx;
  const std::int64_t a2 = ax * ax + ay * ay;
  const std::int64_t b2 = bx * bx + by * by;
  const std::int64_t c2 = cx * cx + cy * cy;
  // Doubles decide almost always; where their rounding could matter, 128-bit integers do.
  const double ta = static_cast<double>(a2) * static_cast<double>(bc);
  const double tb = static_cast<double>(b2) * static_cast<double>(ca);
  const double tc = static_cast<double>(c2) * static_cast<double>(ab);
  const double sum = ta + tb + tc;
  const double doubt = (std::abs(ta) + std::abs(tb) + std::abs(tc)) * 1e-15;
  if (sum > doubt) return true;
  if (sum < -doubt) return false;
  return Wide{a2} * bc + Wide{b2} * ca + Wide{c2} * ab > 0;
}

}  // namespace bailiwick::geo
