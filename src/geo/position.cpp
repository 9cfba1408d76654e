#include "geo/position.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

namespace bailiwick::geo {
namespace {

constexpr double kDegree = std::numbers::pi / 180.0;

std::int32_t whole_metres(double m) { return static_cast<std::int32_t>(std::lround(m)); }

}  // namespace

Position on_earth(LonLat where) {
  assert(std::abs(where.lon_deg) <= 180.0 && std::abs(where.lat_deg) <= 90.0);
  const double lon = where.lon_deg * kDegree;
  const double lat = where.lat_deg * kDegree;
  return {whole_metres(kEarthRadius_m * std::cos(lat) * std::cos(lon)),
          whole_metres(kEarthRadius_m * std::cos(lat) * std::sin(lon)),
          whole_metres(kEarthRadius_m * std::sin(lat))};
}

LonLat to_lon_lat(Position p) {
  const double x = p.x_m;
  const double y = p.y_m;
  const double z = p.z_m;
  return {std::atan2(y, x) / kDegree, std::atan2(z, std::sqrt(x * x + y * y)) / kDegree};
}

double long_arc_squared_m2(double chord_squared) {
  // n = 1 .. 10.
  const double s = chord_squared / (kEarthRadius_m * kEarthRadius_m);
  double sum = 1.0 / 9237800.0;
  sum = sum * s + 1.0 / 1969110.0;
  sum = sum * s + 1.0 / 411840.0;
  sum = sum * s + 1.0 / 84084.0;
  sum = sum * s + 1.0 / 16632.0;
  sum = sum * s + 1.0 / 3150.0;
  sum = sum * s + 1.0 / 560.0;
  sum = sum * s + 1.0 / 90.0;
  sum = sum * s + 1.0 / 12.0;
  sum = sum * s + 1.0;
  return chord_squared * sum;
}

double distance_m(Position a, Position b, Surface surface) {
  return std::sqrt(distance_squared_m2(a, b, surface));
}

}  // namespace bailiwick::geo
