// Goal: the API of measures answers as docs/spec/unit-layers.md says. Method: the handlers, called as the server calls them, each answer against its schema.
#include "market/measure_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/files/scratch_folder.hpp"
#include "tests/support/measure_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class MeasureRoutesTest : public bailiwick::testing::MeasureTest {
 protected:
  void SetUp() override {
    MeasureTest::SetUp();
    if (IsSkipped()) return;
    routes = measure_routes(*measures, *models);
    layer = add_layer({"00501", "10001"});
  }
  Json call(std::string_view id, RouteInput input) {
    input.path.emplace_back("layer", layer.text());
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }
  Json join(const std::string& text, const platform::http::Pairs& query) {
    for (const platform::http::Route& route : routes) {
      if (route.id != "joinUnitMeasures") continue;
      platform::http::Request request;
      request.path_params = {{"layer", layer.text()}};
      request.query = query;
      request.body_file = folder.write("measures.csv", text).string();
      request.principal = admin;
      const auto response = route.handle({request, Json()});
      const Json json = bailiwick::testing::json_of(response);
      if (response && response->status == 200) {
        EXPECT_TRUE(platform::http::mistakes_of(*route.answers.front().schema, json).empty());
      }
      return json;
    }
    return {};
  }

  platform::files::testing::ScratchFolder folder;
  platform::http::Routes routes;
  LayerId layer;
};

TEST_P(MeasureRoutesTest, MeasuresAreJoinedListedAndRead) {
  const Json checked =
      join("zip,people,note\n501,1.5,x\n10001,2,y\n77777-1,3,z\n", {{"check", "true"}});
  EXPECT_EQ(checked["code"], "zip");
  EXPECT_EQ(checked["matched"], 2);
  EXPECT_EQ(checked["mended"]["examples"][0]["meant"], "00501");
  EXPECT_EQ(checked["left_out"], Json({"note"}));
  EXPECT_EQ(checked["columns"][0]["sum"], 3.5);
  EXPECT_EQ(checked["is_stored"], false);
  const Json stored = join("zip,people\n501,1.5\n501,2\n",
                           {{"repeats", "sum"}, {"as_of", "2020-04-01"}, {"source", "Census"}});
  EXPECT_EQ(stored["is_stored"], true);
  const std::string dutch = "zip;people\n501;12.500\n10001;1.234\n";
  const Json assumed = join(dutch, {{"check", "true"}});
  EXPECT_EQ(assumed["columns"][0]["sum"], 13734);
  EXPECT_EQ(assumed["notes"].size(), 1U);
  const Json asked = join(dutch, {{"check", "true"}, {"decimal_mark", "."}});
  EXPECT_EQ(asked["columns"][0]["sum"], 13.734);
  EXPECT_EQ(asked["columns"][0]["decimal_mark"], ".");
  const Json listed = call("listUnitMeasures", {});
  EXPECT_EQ(listed["items"][0]["key"], "people");
  EXPECT_EQ(listed["items"][0]["as_of"], "2020-04-01");
  EXPECT_EQ(listed["items"][0]["quantiles"].size(), kQuantiles);
  EXPECT_EQ(listed["items"].size(), 1 + kLiveMeasures);
  const Json read = call("readUnitValues", {.query = {{"measures", "people,accounts"}}});
  EXPECT_EQ(read["measures"]["people"], Json({3.5, nullptr}));
  EXPECT_EQ(read["territories"]["of"], Json({-1, -1}));
}

TEST_P(MeasureRoutesTest, DerivedMeasuresAreMadeAndRemoved) {
  const RouteInput put{.path = {{"key", "twice"}},
                       .headers = {{"if-match", "*"}},
                       .body = {{"name", "Twice"}, {"formula", "area_km2 * 2"}, {"unit", "km2"}}};
  EXPECT_EQ(call("putUnitMeasure", put)["version"], 1);
  EXPECT_EQ(call("readUnitValues", {.query = {{"measures", "twice"}}})["measures"]["twice"][0],
            200);
  const RouteInput remove{.path = {{"key", "twice"}}, .headers = {{"if-match", "\"1\""}}};
  EXPECT_TRUE(call("removeUnitMeasure", remove).is_null());
  EXPECT_EQ(call("removeUnitMeasure", remove)["rule"], "M085");
  EXPECT_TRUE(call("countUnitLayer", {})["job"].is_string());
}

INSTANTIATE_TEST_SUITE_P(Both, MeasureRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
