// Goal: the API answers as docs/spec/market.md says. Method: the handlers, called as the server calls them, each answer against its schema.
#include "market/icp_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/http/schema.hpp"
#include "tests/support/market_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::market {
namespace {

namespace http = platform::http;
using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class IcpRoutesTest : public bailiwick::testing::MarketTest {
 protected:
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    routes = icp_routes(*icp);
  }
  Json call(std::string_view id, const RouteInput& input) {
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }
  static Json body() {
    return {{"name", "Ideal"},
            {"criteria",
             {{{"name", "Large"}, {"formula", "employees > 500"}, {"weight", 3}},
              {{"name", "Home"}, {"formula", "country == \"NL\""}, {"weight", 1}}}}};
  }

  http::Routes routes;
};

TEST_P(IcpRoutesTest, AProfileIsDraftedActivatedAndRead) {
  EXPECT_TRUE(call("readIcp", {})["active"].is_null());
  const RouteInput put{.headers = {{"if-match", "*"}}, .body = body()};
  EXPECT_EQ(call("putIcpDraft", put)["criteria"], body()["criteria"]);
  EXPECT_EQ(call("readIcp", {})["draft"]["name"], "Ideal");
  EXPECT_EQ(call("activateIcp", {.headers = {{"if-match", "\"1\""}}})["state"], "active");
  EXPECT_TRUE(call("readIcp", {})["draft"].is_null());
  EXPECT_EQ(call("putIcpDraft", put)["version"], 3);
  EXPECT_EQ(call("putIcpDraft", put)["rule"], "M034") << "a draft that was not read";
  EXPECT_TRUE(call("giveUpIcpDraft", {.headers = {{"if-match", "\"3\""}}}).is_null());
  EXPECT_EQ(call("giveUpIcpDraft", {.headers = {{"if-match", "\"3\""}}})["rule"], "M030");
}

TEST_P(IcpRoutesTest, ScoresAndTheFitAreShown) {
  const AccountId large =
      add({.id = {}, .name = "Large", .employees = 900, .territory = north, .won = 30, .lost = 10});
  add({.id = {}, .name = "Small", .employees = 9, .country = "BE", .won = 9, .lost = 30});
  activate(criteria());
  const Json scores = call("readIcpScores", {.query = {{"best", "1"}}});
  EXPECT_EQ(scores["bins"], Json({1, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(scores["all"], Json({{"accounts", 2}, {"mean", 50.0}}));
  EXPECT_EQ(scores["territories"][0]["territory"], north.text());
  ASSERT_EQ(scores["best"].size(), 1U);
  EXPECT_EQ(scores["best"][0]["account"], large.text());
  const Json score = call("readAccountIcp", {.path = {{"account", large.text()}}});
  EXPECT_EQ(score["score"], 100.0);
  EXPECT_EQ(score["criteria"][0]["mark"], "held");
  EXPECT_EQ(score["criteria"][0]["clauses"][0]["text"], "employees > 500");
  const Json fit = call("fitIcp", {.body = Json::object()});
  EXPECT_EQ(fit["outcome"], "fitted");
  EXPECT_EQ(fit["criteria"][0]["proposed_weight"], 100);
  EXPECT_EQ(fit["criteria"][1]["akin"], Json({"Large"})) << "here the two are the same";
  const Json given = call("fitIcp", {.body = {{"criteria", {body()["criteria"][1]}}}});
  EXPECT_EQ(given["criteria"].size(), 1U);
  EXPECT_EQ(given["criteria"][0]["finding"], "fitted");
}

INSTANTIATE_TEST_SUITE_P(Both, IcpRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
