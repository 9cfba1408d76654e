// Goal: values are written as exact numbers that any reader of JSON takes. Method: by hand.
#include "market/measure_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::market {
namespace {

TEST(MeasureJsonTest, ValuesAreExactNumbers) {
  LayerValues values{.count = 2};
  values.measures["a"] = {parse_decimal("0.1"), std::nullopt};
  values.as_of["a"] = "2020-04-01";
  values.territories.of = {-1, 0};
  values.territories.ids = {TerritoryId(Uuid{})};
  values.territories.names = {"N\"orth"};
  const std::string text = json_text(values);
  EXPECT_NE(text.find("\"a\":[0.1,null]"), std::string::npos) << text;
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["territories"]["of"], nlohmann::json({-1, 0}));
  EXPECT_EQ(json["territories"]["names"][0], "N\"orth");
}

TEST(MeasureJsonTest, SummariesOfNothingAreNull) {
  const auto json = nlohmann::json::parse(
      json_text(std::vector<MeasureInfo>{{.measure = {.key = "a", .name = "A"}, .summary = {}}}));
  EXPECT_TRUE(json["items"][0]["least"].is_null());
  EXPECT_EQ(json["items"][0]["sum"], 0);
  EXPECT_TRUE(json["items"][0]["formula"].is_null());
}

}  // namespace
}  // namespace bailiwick::market
