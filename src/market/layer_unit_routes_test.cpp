// Goal: maps and units answer as docs/spec/unit-layers.md says. Method: the handlers, called as the server calls them, each answer against its schema.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "market/layer_routes.hpp"
#include "platform/files/topojson.hpp"
#include "tests/support/layer_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class LayerUnitRoutesTest : public bailiwick::testing::LayerTest {
 protected:
  void SetUp() override {
    LayerTest::SetUp();
    if (IsSkipped()) return;
    routes = layer_unit_routes(
        *reader,
        [this](const platform::identity::Principal&, LayerId,
               const std::vector<std::string>& keys) -> Result<std::vector<UnitColumn>> {
          asked.push_back(keys);
          if (keys.empty())
            return std::vector<UnitColumn>{{.key = "accounts", .values = {2.0, 5.0}},
                                           {.key = "people", .values = {1.0, 10.0}}};
          if (keys.back() == "nothing")
            return fail(ErrorCode::kNotFound, "M085", "No such measure.");
          return std::vector<UnitColumn>{{.key = keys.back(), .values = {7.0, 3.0}}};
        });
    layer = loaded("Squares", collection({square("A/1", 4, 52), square("B", 5, 52)}));
    values.answer = {{"people", {std::nullopt, 10.0}}};
    territories.answer = {.ids = {north}, .names = {"North"}, .of = {-1, 0}};
  }
  Json call(std::string_view id, platform::http::Pairs query = {}, const std::string& code = {}) {
    RouteInput input{.path = {{"layer", layer.id.text()}}, .query = std::move(query)};
    if (!code.empty()) input.path.emplace_back("code", code);
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }
  platform::http::Routes routes;
  Layer layer;
  std::vector<std::vector<std::string>> asked;
};

TEST_P(LayerUnitRoutesTest, TheMapIsTopojsonWithATag) {
  const auto response = bailiwick::testing::call_route(routes, "getUnitLayerMap", admin,
                                                       {.path = {{"layer", layer.id.text()}}});
  ASSERT_TRUE(response);
  EXPECT_FALSE(bailiwick::testing::header_of(response, "ETag").empty());
  const auto& body = std::get<platform::http::SharedBody>(response->body);
  const auto file = platform::files::text_from_bytes("map", *body.text);
  const auto features = platform::files::parse_topojson(*file, "units");
  ASSERT_TRUE(features);
  EXPECT_EQ(features->areas.size(), 2U);
}

TEST_P(LayerUnitRoutesTest, LiveMeasuresAreCountedWhereUnitsAreSortedByThemOrTheyAreNamed) {
  const Json page = call("listUnits", {{"sort", "potential"}});
  EXPECT_EQ(page["items"][0]["code"], "B");
  EXPECT_EQ(page["items"][0]["values"], (Json{{"people", 10.0}, {"potential", 3.0}}));
  EXPECT_EQ(call("listUnits", {{"measure", "accounts"}})["items"][0]["values"]["accounts"], 7.0);
  // One that is kept and derived of live ones is reckoned anew.
  EXPECT_EQ(call("listUnits", {{"measure", "people"}, {"sort", "-people"}})["items"][0]["code"],
            "A/1");
  EXPECT_EQ(call("listUnits", {{"measure", "potential"}, {"sort", "-potential"}})["items"].size(),
            2U);
  EXPECT_EQ(asked, (std::vector<std::vector<std::string>>{
                       {"potential"}, {"accounts"}, {"people"}, {"potential"}}));
  EXPECT_EQ(call("listUnits", {{"measure", "nothing"}})["rule"], "M085");
}

TEST_P(LayerUnitRoutesTest, UnitsAreATable) {
  const Json page = call("listUnits", {{"sort", "-people"}, {"limit", "1"}});
  ASSERT_EQ(page["items"].size(), 1U);
  EXPECT_EQ(page["items"][0]["code"], "B");
  EXPECT_EQ(page["items"][0]["values"], (Json{{"people", 10.0}}));
  EXPECT_EQ(page["items"][0]["territory"], north.text());
  const Json next = call("listUnits", {{"sort", "-people"}, {"cursor", page["next"]}});
  EXPECT_EQ(next["items"][0]["code"], "A/1");
  EXPECT_EQ(next["items"][0]["values"], Json::object());
  EXPECT_FALSE(next.contains("next"));
  EXPECT_EQ(call("listUnits", {{"cursor", "bad"}})["rule"], "Y001");
  EXPECT_EQ(call("listUnits", {{"sort", "bad"}})["rule"], "M062");
}

TEST_P(LayerUnitRoutesTest, OneUnitAndAllAsCsv) {
  const Json unit = call("getUnit", {}, "B");
  EXPECT_EQ(unit["neighbours"], Json::array({"A/1"}));
  EXPECT_EQ(unit["values"], (Json{{"people", 10.0}, {"accounts", 5.0}})) << "live ones too";
  EXPECT_EQ(unit["ranks"]["people"], (Json{{"rank", 1}, {"of", 2}})) << "reckoned anew";
  EXPECT_EQ(unit["ranks"]["accounts"], (Json{{"rank", 1}, {"of", 2}}));
  EXPECT_EQ(call("getUnit", {}, "C")["rule"], "M061");
  const auto csv = bailiwick::testing::call_route(routes, "getUnitsCsv", admin,
                                                  {.path = {{"layer", layer.id.text()}}});
  std::string piece;
  EXPECT_TRUE(std::get<platform::http::StreamBody>(csv->body).next(piece));
  EXPECT_EQ(piece, "code,name,part_of,lon,lat,area_km2,people,accounts\n");
  piece.clear();
  EXPECT_TRUE(std::get<platform::http::StreamBody>(csv->body).next(piece));
  EXPECT_NE(piece.find(",10,5\n"), std::string::npos) << piece;
}

INSTANTIATE_TEST_SUITE_P(Both, LayerUnitRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
