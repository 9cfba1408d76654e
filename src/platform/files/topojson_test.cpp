// Goal: arcs are decoded, walked both ways and shared exactly; hostile references are refused.
#include "platform/files/topojson.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "geo/borders.hpp"

namespace bailiwick::platform::files {
namespace {

// Two boxes side by side, A west and B east of the arc 0; both forms hold the same map.
const std::string kTransform = R"("transform":{"scale":[0.5,0.5],"translate":[4,50]},)";
const std::string kQuantised =
    R"([[[2,0],[0,2]],[[2,2],[-2,0],[0,-2],[2,0]],[[2,2],[2,0],[0,-2],[-2,0]]])";
const std::string kPlain =
    R"([[[5,50],[5,51]],[[5,51],[4,51],[4,50],[5,50]],[[5,51],[6,51],[6,50],[5,50]]])";

std::string topology(const std::string& transform, const std::string& arcs,
                     const std::string& geometries) {
  return R"({"type":"Topology",)" + transform + R"("arcs":)" + arcs +
         R"(,"objects":{"units":{"type":"GeometryCollection","geometries":)" + geometries + "}}}";
}

const std::string kBoxes =
    R"([{"type":"Polygon","id":"A","arcs":[[0,1]]},{"type":"MultiPolygon","id":"B","arcs":[[[0,2]]]},
                               {"type":"Polygon","id":"C","arcs":[[-2,-1]]}])";

Checked<Features> parse(const std::string& text, const std::string& object = {}) {
  return parse_topojson({"m.topojson", text, {}}, object);
}

std::string rule_of(const Checked<Features>& features) {
  return features ? "" : features.error().at(0).rule;
}

TEST(TopoJson, quantised_and_plain_arcs_give_the_same_areas) {
  const auto quantised = parse(topology(kTransform, kQuantised, kBoxes));
  const auto plain = parse(topology("", kPlain, kBoxes));
  ASSERT_TRUE(quantised);
  ASSERT_TRUE(plain);
  for (const auto* features : {&*quantised, &*plain}) {
    ASSERT_EQ(features->areas.size(), 3U);
    const geo::Ring& ring = features->areas[0][0].outer;
    ASSERT_EQ(ring.size(), 5U);
    EXPECT_EQ(ring[0].lon_deg, 5.0);
    EXPECT_EQ(ring[2].lon_deg, 4.0);
    EXPECT_EQ(ring[2].lat_deg, 51.0);
    EXPECT_NEAR(features->points[1].lon_deg, 5.5, 1e-9);
    EXPECT_NEAR(features->points[2].lon_deg, 4.5,
                1e-9);  // walked backwards, it is the western box again
  }
}

TEST(TopoJson, units_that_share_an_arc_are_neighbours) {
  const auto features = parse(topology(kTransform, kQuantised, kBoxes));
  ASSERT_TRUE(features);
  const auto borders = geo::shared_borders(features->areas);
  ASSERT_FALSE(borders.empty());
  EXPECT_EQ(borders[0].link, geo::Link(0, 1));
  EXPECT_NEAR(borders[0].length_m, 111195.0, 10.0);
}

TEST(TopoJson, points_are_transformed_too) {
  const auto features =
      parse(topology(kTransform, kQuantised, R"([{"type":"Point","coordinates":[3,4]}])"));
  ASSERT_TRUE(features);
  EXPECT_EQ(features->points[0].lon_deg, 5.5);
  EXPECT_EQ(features->points[0].lat_deg, 52.0);
}

TEST(TopoJson, the_object_asked_for_or_else_the_largest_is_read) {
  const std::string text = R"({"type":"Topology","arcs":)" + kPlain + R"(,"objects":{
      "land":{"type":"Polygon","arcs":[[1,0]]},
      "units":{"type":"GeometryCollection","geometries":)" +
                           kBoxes + "}}}";
  const auto largest = parse(text);
  ASSERT_TRUE(largest);
  EXPECT_EQ(largest->areas.size(), 3U);
  EXPECT_EQ(largest->notes.size(), 1U);
  EXPECT_EQ(parse(text, "land")->areas.size(), 1U);
  EXPECT_EQ(rule_of(parse(text, "sea")), "F073");
}

TEST(TopoJson, every_rule_is_told) {
  struct Row {
    std::string text;
    const char* rule;
  };
  const auto with = [](const std::string& geometry) {
    return topology("", kPlain, "[" + geometry + "]");
  };
  for (const Row& row : std::vector<Row>{
           {"{}", "F070"},
           {R"({"type":"Topology","arcs":[],"objects":{}})", "F070"},
           {topology(R"("transform":{"scale":[1]},)", kPlain, kBoxes), "F070"},
           {topology("", "[[[0,0],[1]]]", kBoxes), "F071"},
           {topology("", "[5]", kBoxes), "F071"},
           {topology("", "[[[0,0],[999,1]]]", kBoxes), "F063"},
           {with(R"({"type":"Polygon","arcs":[[0,3]]})"), "F072"},
           {with(R"({"type":"Polygon","arcs":[[0,-4]]})"), "F072"},
           {with(R"({"type":"Polygon","arcs":[[0.5]]})"), "F072"},
           {with(R"({"type":"Polygon","arcs":[[9223372036854775807,-9223372036854775808]]})"),
            "F072"},
           {with(R"({"type":"LineString","arcs":[0]})"), "F074"},
           {with(R"({"type":"Polygon","arcs":[0]})"), "F074"},
           {with(R"({"type":"Polygon"})"), "F074"},
           {with(R"({"type":null})"), "F074"},
           {with(R"({"type":"Point","coordinates":[1]})"), "F074"},
           {topology("", kPlain, "[]"), "F074"},
           {topology("", "[[]]", R"([{"type":"Polygon","arcs":[[0]]}])"), "F075"},
           {with(R"({"type":"MultiPolygon","arcs":[]})"), "F075"},
       }) {
    EXPECT_EQ(rule_of(parse(row.text)), row.rule) << row.text;
  }
}

TEST(TopoJson, an_area_that_collapsed_is_read_as_a_point_with_a_note) {
  const auto features = parse(topology("", kPlain, R"([{"type":"Polygon","arcs":[[0]]}])"));
  ASSERT_TRUE(features);
  EXPECT_TRUE(features->areas[0].empty());
  EXPECT_EQ(features->points[0].lon_deg, 5.0);
  ASSERT_EQ(features->notes.size(), 1U);
}

TEST(TopoJson, arcs_that_are_used_without_end_are_refused) {
  std::string ring = "0,1";
  for (std::size_t i = 0; i < 10 * kArcUsesLimit; ++i) ring += ",0,1";
  EXPECT_EQ(rule_of(parse(topology("", kPlain, R"([{"type":"Polygon","arcs":[[)" + ring + "]]}]"))),
            "F076");
}

}  // namespace
}  // namespace bailiwick::platform::files
