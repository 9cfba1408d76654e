// Goal: the API of workload, potential and the market answers as docs/spec/potential.md says. Method: the handlers, called as the server calls them, each answer
// against its schema.
#include "market/potential_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/measure_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::market {
namespace {

using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class PotentialRoutesTest : public bailiwick::testing::MeasureTest {
 protected:
  void SetUp() override {
    MeasureTest::SetUp();
    if (IsSkipped()) return;
    routes = market_model_routes(*models);
    for (auto& route : market_size_routes(*market)) routes.push_back(route);
  }
  Json call(std::string_view id, const RouteInput& input) {
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }
  static Json potential() {
    return {{"rules", {{{"name", "All"}, {"formula", "true"}, {"amount", "employees * 100"}}}},
            {"obtainable", "0.25"}};
  }

  platform::http::Routes routes;
};

TEST_P(PotentialRoutesTest, ModelsAreReadChangedAndTried) {
  Json workload = call("readWorkloadModel", {});
  EXPECT_EQ(workload["hours_a_year"], "1600");
  EXPECT_EQ(workload["version"], 1);
  workload.erase("version");
  workload["detour"] = "1.5";
  const RouteInput put{.headers = {{"if-match", "\"1\""}}, .body = workload};
  EXPECT_EQ(call("putWorkloadModel", put)["detour"], "1.5");
  EXPECT_EQ(models->workload(admin)->version, 2);
  add({.id = {}, .name = "One", .employees = 5});
  const Json tried = call("tryPotentialModel", {.body = potential()});
  EXPECT_EQ(tried["numbers"]["tam"], "500.00");
  EXPECT_EQ(tried["rules"][0]["accounts"][0]["amount"], "500.00");
  EXPECT_EQ(
      call("putPotentialModel", {.headers = {{"if-match", "*"}}, .body = potential()})["version"],
      2);
  EXPECT_EQ(call("readPotentialModel", {})["obtainable"], "0.25");
}

TEST_P(PotentialRoutesTest, TheMarketIsShown) {
  call("putPotentialModel", {.headers = {{"if-match", "*"}}, .body = potential()});
  const AccountId account = add({.id = {},
                                 .name = "One",
                                 .employees = 5,
                                 .territory = north,
                                 .kind = "customer",
                                 .industry = "Shops",
                                 .revenue = {sold(10'000)}});
  EXPECT_TRUE(call("countMarket", {})["job"].is_string());
  EXPECT_EQ(call("readMarketSize", {})["rule"], "M097");
  count();
  const Json size = call("readMarketSize", {.query = {{"by", "industry"}}});
  EXPECT_EQ(size["all"]["penetration"], "0.2");
  EXPECT_EQ(size["items"][0]["key"], "Shops");
  EXPECT_EQ(size["currency"], "EUR");
  const Json space = call("listWhiteSpace", {});
  EXPECT_EQ(space["items"][0]["white_space"], "400.00");
  const Json one = call("readAccountMarket", {.path = {{"account", account.text()}}});
  EXPECT_EQ(one["rule"]["parts"][0]["value"], "500");
  EXPECT_EQ(one["workload"]["visits"], 12);
  const Json page = call("readTerritoryMarket", {.path = {{"territory", north.text()}}});
  EXPECT_EQ(page["measures"].size(), kTerritoryMeasures);
  EXPECT_EQ(page["peers"]["of"], "none");
  EXPECT_EQ(page["findings"][0]["kind"], "gap");
  EXPECT_EQ(page["without_rate"], 0);
}

INSTANTIATE_TEST_SUITE_P(Both, PotentialRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
