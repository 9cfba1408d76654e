// Goal: properties of features become a table, whatever kinds of values and gaps they have.
#include "platform/files/features.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace bailiwick::platform::files {
namespace {

using nlohmann::json;

// A JSON text and the tree that refers to it.
struct Document {
  explicit Document(std::string text) : file{"m", std::move(text), {}} {}
  JsonValue root() const { return tree->root(); }

  TextFile file;
  Result<JsonTree> tree = parse_json_tree(file);
};

TEST(Features, properties_of_all_kinds_become_text_and_gaps_are_empty) {
  FeaturesBuilder builder;
  builder.add(Document(R"({"properties": {"n": 5, "x": 0.1, "s": "a b", "t": true}})").root(), {},
              {1, 2});
  builder.add(Document(R"({"properties": {"s": null, "list": [1,2]}})").root(), {}, {3, 4});
  builder.add(Document(R"({"properties": null})").root(), {}, {5, 6});
  ErrorLog log("m");
  const Features features = builder.take("m", {}, log);
  EXPECT_TRUE(log.is_empty());
  const Table& table = features.properties;
  ASSERT_EQ(table.row_count(), 3U);
  const auto field = [&table](std::size_t row, const char* name) {
    return table.field(row, table.find(name).value());
  };
  EXPECT_EQ(field(0, "n"), "5");
  EXPECT_EQ(field(0, "x"), "0.1");
  EXPECT_EQ(field(0, "s"), "a b");
  EXPECT_EQ(field(0, "t"), "true");
  EXPECT_EQ(field(1, "s"), "");
  EXPECT_EQ(field(1, "list"), "[1,2]");
  EXPECT_EQ(field(2, "n"), "");
  EXPECT_EQ(table.place_of(2), "m, feature 3");
  EXPECT_FALSE(table.find("id"));
}

TEST(Features, own_ids_become_a_column_unless_a_property_has_the_name) {
  for (const bool has_property : {false, true}) {
    FeaturesBuilder builder;
    json feature = {{"id", 17}, {"properties", json::object()}};
    if (has_property) feature["properties"]["id"] = "p";
    builder.add(Document(feature.dump()).root(), {}, {});
    ErrorLog log("m");
    const Features features = builder.take("m", {}, log);
    EXPECT_EQ(features.properties.field(0, features.properties.find("id").value()),
              has_property ? "p" : "17");
  }
}

TEST(Features, more_properties_than_columns_may_be_are_refused) {
  json properties;
  for (std::size_t i = 0; i <= kColumnsLimit; ++i) properties["p" + std::to_string(i)] = 1;
  FeaturesBuilder builder;
  builder.add(Document(json{{"properties", properties}}.dump()).root(), {}, {});
  ErrorLog log("m");
  const Features features = builder.take("m", {}, log);
  EXPECT_EQ(features.properties.column_count(), kColumnsLimit);
  EXPECT_EQ(log.take().at(0).rule, "F012");
}

TEST(Features, positions_off_the_earth_are_refused_and_rounding_at_its_edge_is_not) {
  ErrorLog log("m");
  geo::LonLat point;
  EXPECT_TRUE(read_lon_lat(Document("[180.0000001, -90, 12]").root(), "f", point, log));
  EXPECT_EQ(point.lon_deg, 180.0);
  EXPECT_FALSE(read_lon_lat(Document("[121000, 487000]").root(), "f", point, log));
  EXPECT_FALSE(read_lon_lat(Document("[40.7, -104]").root(), "f", point, log));
  EXPECT_FALSE(read_lon_lat(Document("[1]").root(), "f", point, log));
  EXPECT_FALSE(read_lon_lat(Document("[\"1\", 2]").root(), "f", point, log));
  const Errors errors = log.take();
  EXPECT_EQ(errors.at(0).rule, "F063");
  EXPECT_NE(errors.at(0).message.find("projected"), std::string::npos);
  EXPECT_EQ(errors.at(1).rule, "F063");
  EXPECT_NE(errors.at(1).message.find("looks like latitude, longitude"), std::string::npos);
  EXPECT_EQ(errors.at(2).rule, "F062");
}

}  // namespace
}  // namespace bailiwick::platform::files
