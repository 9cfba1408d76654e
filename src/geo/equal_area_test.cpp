// Goal: the map shows true areas and can be read backwards. Method: round trips and small squares of known size.
#include "geo/equal_area.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace bailiwick::geo {
namespace {

TEST(EqualArea, EveryPlaceComesBackFromTheMap) {
  const EqualAreaMap map(LonLat{.lon_deg = 175.0, .lat_deg = -40.0});
  for (double lon = -180.0; lon <= 180.0; lon += 30.0) {
    for (double lat = -85.0; lat <= 85.0; lat += 17.0) {
      const LonLat back = map.place_of(map.project({.lon_deg = lon, .lat_deg = lat}));
      EXPECT_NEAR(back.lat_deg, lat, 1e-6);
      EXPECT_NEAR(std::remainder(back.lon_deg - lon, 360.0), 0.0, 1e-6);
    }
  }
}

TEST(EqualArea, AreasAreTrueFarFromTheCentreToo) {
  const EqualAreaMap map(LonLat{.lon_deg = -96.0, .lat_deg = 39.0});
  for (const LonLat corner : {LonLat{-96.0, 39.0}, LonLat{-124.0, 47.0}, LonLat{-70.0, 26.0}}) {
    const double step = 0.01;
    const PlanePoint a = map.project(corner);
    const PlanePoint b = map.project({corner.lon_deg + step, corner.lat_deg});
    const PlanePoint c = map.project({corner.lon_deg, corner.lat_deg + step});
    const double drawn =
        std::abs((b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m));
    const double radians = step * std::numbers::pi / 180.0;
    const double cos_lat = std::cos(corner.lat_deg * std::numbers::pi / 180.0);
    const double expected = kEarthRadius_m * kEarthRadius_m * radians * radians * cos_lat;
    EXPECT_NEAR(drawn / expected, 1.0, 2e-3);
  }
}

TEST(EqualArea, ThePlacesAroundTheAntimeridianAreDrawnTogether) {
  const std::vector<LonLat> places = {{179.0, 10.0}, {-179.0, 10.0}};
  const EqualAreaMap map = EqualAreaMap::around(places);
  EXPECT_NEAR(std::abs(map.centre().lon_deg), 180.0, 1e-9);
  EXPECT_NEAR(map.project(places[0]).x_m, -map.project(places[1]).x_m, 1e-3);
  EXPECT_EQ(EqualAreaMap::around({}).centre().lon_deg, 0.0);
}

}  // namespace
}  // namespace bailiwick::geo
