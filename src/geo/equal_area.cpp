#include "geo/equal_area.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace bailiwick::geo {
namespace {

constexpr double kRadiansPerDegree = std::numbers::pi / 180.0;

double wrapped(double lon_deg) { return std::remainder(lon_deg, 360.0); }

}  // namespace

EqualAreaMap::EqualAreaMap(LonLat centre)
    : centre_(centre),
      sin_lat_(std::sin(centre.lat_deg * kRadiansPerDegree)),
      cos_lat_(std::cos(centre.lat_deg * kRadiansPerDegree)) {}

EqualAreaMap EqualAreaMap::around(std::span<const LonLat> places) {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
  for (const LonLat& place : places) {
    const double lat = place.lat_deg * kRadiansPerDegree;
    const double lon = place.lon_deg * kRadiansPerDegree;
    x += std::cos(lat) * std::cos(lon);
    y += std::cos(lat) * std::sin(lon);
    z += std::sin(lat);
  }
  if (x == 0.0 && y == 0.0 && z == 0.0) return EqualAreaMap(LonLat{});
  return EqualAreaMap(LonLat{.lon_deg = std::atan2(y, x) / kRadiansPerDegree,
                             .lat_deg = std::atan2(z, std::hypot(x, y)) / kRadiansPerDegree});
}

PlanePoint EqualAreaMap::project(LonLat place) const {
  const double lat = place.lat_deg * kRadiansPerDegree;
  const double lon = (place.lon_deg - centre_.lon_deg) * kRadiansPerDegree;
  const double cos_c = sin_lat_ * std::sin(lat) + cos_lat_ * std::cos(lat) * std::cos(lon);
  // 1 + cos(c) vanishes opposite to the centre; the floor keeps the image finite there.
  const double scale = kEarthRadius_m * std::sqrt(2.0 / std::max(1.0 + cos_c, 1e-12));
  return {.x_m = scale * std::cos(lat) * std::sin(lon),
          .y_m = scale * (cos_lat_ * std::sin(lat) - sin_lat_ * std::cos(lat) * std::cos(lon))};
}

LonLat EqualAreaMap::place_of(PlanePoint point) const {
  const double rho = std::hypot(point.x_m, point.y_m);
  if (rho == 0.0) return centre_;
  const double c = 2.0 * std::asin(std::min(1.0, rho / (2.0 * kEarthRadius_m)));
  const double sin_c = std::sin(c);
  const double cos_c = std::cos(c);
  const double sin_lat =
      std::clamp(cos_c * sin_lat_ + point.y_m * sin_c * cos_lat_ / rho, -1.0, 1.0);
  const double lon =
      std::atan2(point.x_m * sin_c, rho * cos_lat_ * cos_c - point.y_m * sin_lat_ * sin_c);
  return {.lon_deg = wrapped(centre_.lon_deg + lon / kRadiansPerDegree),
          .lat_deg = std::asin(sin_lat) / kRadiansPerDegree};
}

}  // namespace bailiwick::geo
