// Goal: polygons, multipolygons with holes and points are read; whatever is not one is told feature by feature.
#include "platform/files/geojson.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::platform::files {
namespace {

// A collection of features with these geometries.
Checked<Features> parse(const std::vector<std::string>& geometries) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < geometries.size(); ++i) {
    text += (i > 0 ? "," : "") + (R"({"type":"Feature","properties":{"id":)" + std::to_string(i)) +
            R"(},"geometry":)" + geometries[i] + "}";
  }
  return parse_geojson({"m.geojson", text + "]}", {}});
}

std::string rule_of(const Checked<Features>& features) {
  return features ? "" : features.error().at(0).rule;
}

const std::string kBox = R"({"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})";

TEST(GeoJson, areas_holes_and_points_are_read) {
  const auto features =
      parse({kBox,
             R"({"type":"MultiPolygon","coordinates":[[[[3,0,9],[6,0],[6,3],[3,3],[3,0]],
                                   [[4,1],[5,1],[5,2],[4,2],[4,1]]],[[[9,9],[8,9],[8,8]]]]})",
             R"({"type":"Point","coordinates":[4.9,52.4]})"});
  ASSERT_TRUE(features);
  ASSERT_EQ(features->areas.size(), 3U);
  EXPECT_EQ(features->areas[0][0].outer.size(), 5U);
  EXPECT_EQ(features->areas[1].size(), 2U);
  EXPECT_EQ(features->areas[1][0].holes.size(), 1U);
  EXPECT_TRUE(features->areas[2].empty());
  EXPECT_NEAR(features->points[0].lon_deg, 1.0, 1e-9);
  EXPECT_TRUE(geo::contains(features->areas[1], features->points[1]));
  EXPECT_EQ(features->points[2].lat_deg, 52.4);
}

TEST(GeoJson, every_rule_is_told) {
  struct Row {
    const char* geometry;
    const char* rule;
  };
  for (const Row& row : std::vector<Row>{
           {"null", "F061"},
           {R"({"type":"LineString","coordinates":[[0,0],[1,1]]})", "F061"},
           {R"({"type":"GeometryCollection","geometries":[]})", "F061"},
           {R"({"type":"Polygon"})", "F062"},
           {R"({"type":"Polygon","coordinates":[]})", "F062"},
           {R"({"type":"Polygon","coordinates":[[[0,0],[1,1]]]})", "F062"},
           {R"({"type":"Polygon","coordinates":[[0,0],[1,1],[2,2]]})", "F062"},
           {R"({"type":"MultiPolygon","coordinates":[]})", "F062"},
           {R"({"type":"Polygon","coordinates":[[[0,0],["1",1],[1,0]]]})", "F062"},
           {R"({"type":"Point","coordinates":[0]})", "F062"},
           {R"({"type":"Point","coordinates":[500000,5800000]})", "F063"},
       }) {
    EXPECT_EQ(rule_of(parse({kBox, row.geometry})), row.rule) << row.geometry;
  }
  EXPECT_EQ(rule_of(parse({})), "F064");
  EXPECT_EQ(rule_of(parse_geojson({"m", R"({"type":"Feature"})", {}})), "F060");
  EXPECT_EQ(rule_of(parse_geojson({"m", "[1]", {}})), "F060");
  EXPECT_EQ(rule_of(parse_geojson({"m", "{", {}})), "F050");
}

TEST(GeoJson, an_area_that_collapsed_is_read_as_a_point_with_a_note) {
  const auto features =
      parse({kBox, R"({"type":"Polygon","coordinates":[[[7,8],[9,9],[7,8],[9,9]]]})"});
  ASSERT_TRUE(features);
  EXPECT_TRUE(features->areas[1].empty());
  EXPECT_EQ(features->points[1].lon_deg, 7.0);
  ASSERT_EQ(features->notes.size(), 1U);
}

TEST(GeoJson, every_bad_feature_is_told) {
  const auto features = parse({"null", kBox, "null"});
  ASSERT_FALSE(features);
  ASSERT_EQ(features.error().size(), 2U);
  EXPECT_NE(features.error()[1].message.find("feature 3"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::files
