// Goal: the document says of each schema what the checker enforces.
#include "platform/http/schema_json.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>

namespace bailiwick::platform::http {
namespace {

using nlohmann::ordered_json;

std::string text_of(const Schema& schema) {
  ordered_json components = ordered_json::object();
  return json_schema(schema, components).dump();
}

TEST(SchemaJson, plain_kinds_are_written_with_their_bounds) {
  EXPECT_EQ(text_of(text(1, 9)), R"({"type":"string","minLength":1,"maxLength":9})");
  EXPECT_EQ(text_of(integer(0, 5)),
            R"({"type":"integer","minimum":0,"maximum":5,"format":"int64"})");
  EXPECT_EQ(text_of(integer(0, std::numeric_limits<std::int64_t>::max())),
            R"({"type":"integer","minimum":0,"format":"int64"})");
  EXPECT_EQ(text_of(one_of({"a", "b"})), R"({"type":"string","enum":["a","b"]})");
  EXPECT_EQ(text_of(boolean().described("Yes?")), R"({"type":"boolean","description":"Yes?"})");
  EXPECT_EQ(text_of(map_of(date())),
            R"({"type":"object","additionalProperties":{"type":"string","format":"date"}})");
  EXPECT_EQ(text_of(Schema()), "{}");
}

TEST(SchemaJson, null_is_one_more_type) {
  EXPECT_EQ(text_of(boolean().nullable()), R"({"type":["boolean","null"]})");
  EXPECT_EQ(text_of(one_of({"a"}).nullable()), R"({"type":["string","null"],"enum":["a",null]})");
}

TEST(SchemaJson, a_named_object_becomes_a_component_once) {
  const Schema point = object("Point", {{"x", number(0, 1)}, {"y", number(0, 1), kOptional}});
  ordered_json components = ordered_json::object();
  const auto json =
      json_schema(object("", {{"from", point}, {"to", point.nullable()}}), components);
  EXPECT_EQ(json["properties"]["from"]["$ref"], "#/components/schemas/Point");
  EXPECT_EQ(json["properties"]["to"]["anyOf"][1]["type"], "null");
  ASSERT_EQ(components.size(), 1U);
  EXPECT_EQ(components["Point"]["required"].dump(), R"(["x"])");
  EXPECT_EQ(components["Point"]["additionalProperties"], false);
}

TEST(SchemaJsonDeathTest, two_different_objects_may_not_share_a_name) {
  ordered_json components = ordered_json::object();
  static_cast<void>(json_schema(object("Point", {{"x", boolean()}}), components));
  EXPECT_DEATH(static_cast<void>(json_schema(object("Point", {{"y", boolean()}}), components)),
               "share a name");
}

}  // namespace
}  // namespace bailiwick::platform::http
