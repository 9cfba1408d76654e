// Goal: the API of layers answers as docs/spec/unit-layers.md says. Method: the handlers, called as the server calls them, each answer against its schema.
#include "market/layer_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/layer_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class LayerRoutesTest : public bailiwick::testing::LayerTest {
 protected:
  void SetUp() override {
    LayerTest::SetUp();
    if (!IsSkipped()) routes = layer_routes(*layers);
  }
  Json call(std::string_view id, const RouteInput& input) {
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }
  platform::http::Routes routes;
};

TEST_P(LayerRoutesTest, ALayerIsUploadedReadChangedAndRemoved) {
  folder.write("file", collection({square("A", 4, 52)}));
  const Json added = call("uploadUnitLayer", {.query = {{"name", "Squares"},
                                                        {"country", "NL"},
                                                        {"source", "Own"},
                                                        {"code", "code"},
                                                        {"repair", "true"}},
                                              .body_file = folder.file("file")});
  EXPECT_EQ(added["state"], "loading");
  EXPECT_EQ(added["country"], "NL");
  const auto id = LayerId::parse(added["id"].get<std::string>());
  ASSERT_TRUE(id);
  const auto job = platform::jobs::JobId::parse(added["job"].get<std::string>());
  ASSERT_FALSE(run({.tenant = admin.tenant,
                    .id = *job,
                    .kind = std::string(kLoadLayerKind),
                    .payload = Json{{"layer", id->text()}}.dump()}));
  const RouteInput one{.path = {{"layer", id->text()}}};
  const Json read = call("getUnitLayer", one);
  EXPECT_EQ(read["state"], "ready");
  EXPECT_EQ(read["unit_count"], 1);
  EXPECT_EQ(read["match"], (Json{{"by", "place"}}));
  EXPECT_EQ(read["bounds"], (Json{4.0, 52.0, 5.0, 53.0}));
  const std::string tag = "\"" + std::to_string(read["version"].get<int>()) + "\"";
  const Json changed =
      call("changeUnitLayer",
           {.path = {{"layer", id->text()}},
            .headers = {{"if-match", tag}},
            .body = {{"name", "Fields"}, {"match", {{"by", "postal_code"}, {"characters", 4}}}}});
  EXPECT_EQ(changed["name"], "Fields");
  EXPECT_EQ(changed["match"]["characters"], 4);
  EXPECT_EQ(call("listUnitLayers", {})["items"][0]["name"], "Fields");
  const auto removed = bailiwick::testing::call_route(
      routes, "removeUnitLayer", admin,
      {.path = {{"layer", id->text()}}, .headers = {{"if-match", "*"}}});
  EXPECT_EQ(removed->status, 204);
  EXPECT_EQ(call("getUnitLayer", one)["rule"], "M060");
}

TEST_P(LayerRoutesTest, WhatFailedSaysWhy) {
  const auto started = layers->upload(admin, file_of("Bad", "code,lon,lat\nA,200,52\n"));
  run(started->job);
  const Json read = call("getUnitLayer", {.path = {{"layer", started->layer.id.text()}}});
  EXPECT_EQ(read["state"], "failed");
  EXPECT_EQ(read["problems"][0]["rule"], "M069");
}

TEST_P(LayerRoutesTest, BuiltInLayersSayWhetherTheyAreThere) {
  const Json list = call("listUnitLayers", {});
  EXPECT_EQ(list["built_in"][0]["key"], "us_zip");
  EXPECT_EQ(list["built_in"][0]["is_available"], false);
  const auto refused = bailiwick::testing::call_route(routes, "addUnitLayer", admin,
                                                      {.body = {{"built_in", "us_county"}}});
  EXPECT_EQ(refused->status, 409);
  folder.write("us_county.topojson", collection({square("01001", -87, 32)}));
  EXPECT_EQ(call("addUnitLayer", {.body = {{"built_in", "us_county"}}})["built_in"], "us_county");
}

INSTANTIATE_TEST_SUITE_P(Both, LayerRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
