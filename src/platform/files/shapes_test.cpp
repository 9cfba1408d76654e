// Goal: map files become units with areas, and areas find the units of another file.
#include "platform/files/shapes.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::platform::files {
namespace {

using Words = std::vector<std::string>;

std::string feature(const std::string& properties, int west) {
  const std::string w = std::to_string(west);
  const std::string e = std::to_string(west + 1);
  return R"({"type":"Feature","properties":)" + properties +
         R"(,"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",0],[" + e + ",0],[" + e +
         ",1],[" + w + ",1],[" + w + ",0]]]}}";
}

TextFile collection(const std::string& features) {
  return {"m.geojson", R"({"type":"FeatureCollection","features":[)" + features + "]}", {}};
}

TEST(Shapes, ids_measures_and_places_come_from_the_properties_and_the_geometry) {
  const auto shapes =
      parse_shapes(collection(feature(R"({"GEOID":"01001","pop":5.5,"NAME":"x"})", 4) + "," +
                              feature(R"({"GEOID":"01003","pop":2,"NAME":"y"})", 5)),
                   {.measures = {"pop"}});
  ASSERT_TRUE(shapes);
  EXPECT_EQ(shapes->units.ids, (Words{"01001", "01003"}));
  EXPECT_EQ(shapes->units.measure("pop")->values, (std::vector<std::int64_t>{55, 20}));
  EXPECT_EQ(shapes->units.text("NAME")->values[1], "y");
  EXPECT_NEAR(shapes->units.places[1].lon_deg, 5.5, 1e-9);
  EXPECT_EQ(shapes->units.positions.size(), 2U);
  EXPECT_EQ(shapes->areas.size(), 2U);
}

TEST(Shapes, a_known_name_that_not_every_feature_has_is_not_the_id) {
  const auto shapes = parse_shapes(collection(feature(R"({"id":"","zip":"1"})", 4) + "," +
                                              feature(R"({"id":"q","zip":"2"})", 5)));
  ASSERT_TRUE(shapes);
  EXPECT_EQ(shapes->units.ids, (Words{"1", "2"}));
}

TEST(Shapes, faults_are_told_feature_by_feature) {
  const auto shapes = parse_shapes(
      collection(feature(R"({"id":"a","pop":-1})", 4) + "," + feature(R"({"id":"a","pop":2})", 5)),
      {.measures = {"pop"}});
  ASSERT_FALSE(shapes);
  ASSERT_EQ(shapes.error().size(), 2U);
  EXPECT_EQ(shapes.error()[0].rule, "F019");
  EXPECT_NE(shapes.error()[0].message.find("m.geojson, feature 2"), std::string::npos);
  EXPECT_EQ(shapes.error()[1].rule, "F016");
}

TEST(Shapes, another_kind_of_document_is_refused) {
  for (const char* text : {R"({"type":"Feature"})", "[]", "{}", R"({"type":5})"}) {
    EXPECT_EQ(parse_shapes({"m", text, {}}).error().at(0).rule, "F078") << text;
  }
}

TEST(Shapes, areas_are_fitted_by_id_with_zeros_restored_and_the_rest_is_told) {
  const auto shapes = parse_shapes(collection(feature(R"({"zip":"01001"})", 4) + "," +
                                              feature(R"({"zip":"02002"})", 5) + "," +
                                              feature(R"({"zip":"03003"})", 6)));
  ASSERT_TRUE(shapes);
  Units units;
  units.ids = {"2002", "01001"};
  const auto areas = fit_shapes(units, *shapes);
  ASSERT_TRUE(areas);
  EXPECT_EQ((*areas)[0][0].outer[0].lon_deg, 5.0);
  EXPECT_NEAR(units.places[1].lon_deg, 4.5, 1e-9);
  EXPECT_EQ(units.notes.size(), 2U);
  units.ids = {"2002", "99999"};
  const auto missing = fit_shapes(units, *shapes);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().at(0).rule, "F079");
}

}  // namespace
}  // namespace bailiwick::platform::files
