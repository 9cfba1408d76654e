// Goal: borders are read from both formats. Method: one square in each.
#include "planning/borders.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(Borders, GeoJsonAndTopoJsonAreToldApartByContent) {
  const testing::TempFolder folder;
  const auto geojson = read_borders(
      folder.write("a.json", R"({"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"name":"X"},"geometry":{"type":"Polygon","coordinates":[[[5,52],[6,52],[6,53],[5,52]]]}}]})"));
  ASSERT_TRUE(geojson) << geojson.error().front().message;
  EXPECT_EQ(geojson->size(), 1U);
  const auto topojson =
      read_borders(folder.write("b.json", R"({"type":"Topology","objects":{"states":{
    "type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],"id":"1"}]}},
    "arcs":[[[5,52],[6,52],[6,53],[5,52]]]})"));
  ASSERT_TRUE(topojson) << topojson.error().front().message;
  EXPECT_EQ(topojson->size(), 1U);
}

TEST(Borders, WhatIsNoMapIsTheReadersError) {
  const testing::TempFolder folder;
  EXPECT_FALSE(read_borders(folder.path("missing.json")));
  EXPECT_FALSE(read_borders(folder.write("c.json", "{}")));
}

}  // namespace
}  // namespace bailiwick::planning
