// Goal: a browser gets each territory once, with a colour its neighbours do not have. Method: a map drawn in the test.
#include "planning/map_geojson.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(MapGeojson, EveryTerritoryIsAFeatureWithItsOwnColour) {
  const testing::TempFolder folder;
  const auto json = nlohmann::json::parse(map_geojson(testing::judged(folder, "AAB\nCCB")));
  ASSERT_EQ(json["features"].size(), 3U);
  for (std::size_t t = 0; t < 3; ++t) {
    const auto& feature = json["features"][t];
    EXPECT_EQ(feature["id"], t);
    EXPECT_EQ(feature["properties"]["index"], t);
    EXPECT_EQ(feature["geometry"]["type"], "MultiPolygon");
    EXPECT_GE(feature["geometry"]["coordinates"][0][0].size(), 4U);
    for (std::size_t other = 0; other < t; ++other) {
      EXPECT_NE(feature["properties"]["colour"], json["features"][other]["properties"]["colour"]);
    }
  }
  EXPECT_EQ(json["features"][0]["properties"]["name"], "A");
}

TEST(MapGeojson, RingsAreClosed) {
  const testing::TempFolder folder;
  const auto json = nlohmann::json::parse(map_geojson(testing::judged(folder, "AB\nAB")));
  for (const auto& feature : json["features"]) {
    for (const auto& polygon : feature["geometry"]["coordinates"]) {
      for (const auto& ring : polygon) EXPECT_EQ(ring.front(), ring.back());
    }
  }
}

}  // namespace
}  // namespace bailiwick::planning
