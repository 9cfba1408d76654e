// Goal: the API answers as docs/spec/market.md says. Method: the handlers, called as the server calls them, each answer against its schema.
#include "market/objective_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/http/schema.hpp"
#include "tests/support/route_call.hpp"
#include "tests/support/sales_world.hpp"

namespace bailiwick::market {
namespace {

namespace http = platform::http;
using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class ObjectiveRoutesTest : public bailiwick::testing::MarketTest {
 protected:
  void SetUp() override {
    MarketTest::SetUp();
    if (IsSkipped()) return;
    service.emplace(ProgressParts{market_parts(), sold, nullptr});
    routes = objective_routes(*service);
  }
  Json call(std::string_view id, const RouteInput& input) {
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }
  static Json body(const char* amount) {
    return {{"name", "Grow"},
            {"first_day", "2027-01-01"},
            {"last_day", "2027-12-31"},
            {"metric", "new_business_revenue"},
            {"segment", "country == \"NL\""},
            {"target", {{"amount", amount}, {"currency", "USD"}}}};
  }

  bailiwick::testing::SoldInMemory sold;
  std::optional<ObjectiveService> service;
  http::Routes routes;
};

TEST_P(ObjectiveRoutesTest, AnObjectiveIsSetDividedChangedAndRemoved) {
  const Json added = call("addObjective", {.body = body("1000.00")});
  EXPECT_EQ(added["target"]["amount"], "1000.00");
  EXPECT_EQ(added["segment"], "country == \"NL\"");
  const std::string id = added["id"];
  const Json shared = call(
      "shareObjective",
      {.path = {{"objective", id}},
       .headers = {{"if-match", "\"1\""}},
       .body = {{"shares",
                 {{{"territory", north.text()}, {"weight", 2}}, {{"territory", south.text()}}}}}});
  ASSERT_EQ(shared["shares"].size(), 2U);
  EXPECT_EQ(shared["shares"][0]["amount"]["amount"], "666.67");
  EXPECT_EQ(shared["shares"][1]["amount"]["amount"], "333.33");
  EXPECT_EQ(shared["basis"]["by"], "weights");
  const Json tried =
      call("shareObjective",
           {.path = {{"objective", id}},
            .query = {{"rehearse", "true"}},
            .headers = {{"if-match", "\"2\""}},
            .body = {{"by", "even"},
                     {"shares", {{{"territory", north.text()}}, {{"territory", south.text()}}}}}});
  EXPECT_EQ(tried["shares"][0]["amount"]["amount"], "500.00");
  EXPECT_EQ(tried["version"], 2);
  const Json changed = call(
      "changeObjective",
      {.path = {{"objective", id}}, .headers = {{"if-match", "\"2\""}}, .body = body("3000.00")});
  EXPECT_EQ(changed["shares"][1]["amount"]["amount"], "1000.00");
  EXPECT_EQ(call("listObjectives", {})["items"], Json({changed}));
  EXPECT_TRUE(
      call("removeObjective", {.path = {{"objective", id}}, .headers = {{"if-match", "\"3\""}}})
          .is_null());
}

TEST_P(ObjectiveRoutesTest, NewAccountsAreCounted) {
  Json count = body("1");
  count.erase("target");
  count["metric"] = "new_accounts";
  EXPECT_EQ(call("addObjective", {.body = count})["code"], "invalid_input");
  count["accounts"] = 120;
  const Json added = call("addObjective", {.body = count});
  EXPECT_EQ(added["accounts"], 120);
  EXPECT_FALSE(added.contains("target"));
}

INSTANTIATE_TEST_SUITE_P(Both, ObjectiveRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
