// Goal: places on Earth are where they are, and distances agree with the haversine formula to the stated error.
#include "geo/position.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/rng.hpp"

namespace bailiwick::geo {
namespace {

double haversine_m(LonLat a, LonLat b) {
  const double k = std::numbers::pi / 180.0;
  const double s = std::sin((b.lat_deg - a.lat_deg) * k / 2.0);
  const double t = std::sin((b.lon_deg - a.lon_deg) * k / 2.0);
  const double h = s * s + std::cos(a.lat_deg * k) * std::cos(b.lat_deg * k) * t * t;
  return 2.0 * kEarthRadius_m * std::asin(std::sqrt(h));
}

TEST(Position, the_axes_point_where_the_header_says) {
  EXPECT_EQ(on_earth({0, 0}), (Position{6371009, 0, 0}));
  EXPECT_EQ(on_earth({90, 0}), (Position{0, 6371009, 0}));
  EXPECT_EQ(on_earth({0, 90}), (Position{0, 0, 6371009}));
}

TEST(Position, a_place_survives_the_way_there_and_back_to_a_metre) {
  Rng rng(1);
  for (int i = 0; i < 1000; ++i) {
    const LonLat place = {360.0 * rng.uniform() - 180.0, 178.0 * rng.uniform() - 89.0};
    EXPECT_LT(haversine_m(place, to_lon_lat(on_earth(place))), 1.0);
  }
}

TEST(Position, great_circles_agree_with_the_haversine_formula) {
  Rng rng(2);
  for (int i = 0; i < 2000; ++i) {
    const LonLat a = {360.0 * rng.uniform() - 180.0, 178.0 * rng.uniform() - 89.0};
    const LonLat b = {360.0 * rng.uniform() - 180.0, 178.0 * rng.uniform() - 89.0};
    const double expected = haversine_m(a, b);
    if (expected > 1e7) continue;
    const double error = expected < 3e6 ? 1e-9 : 1e-4;
    EXPECT_NEAR(distance_m(on_earth(a), on_earth(b), Surface::kSphere), expected,
                expected * error + 2.0);
  }
}

TEST(Position, amsterdam_to_new_york_is_5866_km) {
  EXPECT_NEAR(distance_m(on_earth({4.9, 52.37}), on_earth({-74.0, 40.71}), Surface::kSphere),
              5863e3, 5e3);
}

TEST(Position, on_a_plane_distance_is_straight) {
  EXPECT_DOUBLE_EQ(distance_m({0, 0, 0}, {3000, 4000, 0}, Surface::kPlane), 5000.0);
  EXPECT_DOUBLE_EQ(distance_squared_m2({0, 0, 0}, {3000, 4000, 0}, Surface::kPlane), 25e6);
}

}  // namespace
}  // namespace bailiwick::geo
