// Goal: the API answers as docs/spec/next.md says. Method: the handlers, called as the server calls them, each answer against its schema.
#include "market/next_routes.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/next_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::market {
namespace {

namespace http = platform::http;
using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class NextRoutesTest : public bailiwick::testing::NextTest {
 protected:
  void SetUp() override {
    NextTest::SetUp();
    if (IsSkipped()) return;
    routes = next_routes(*next);
  }
  Json call(std::string_view id, const RouteInput& input) {
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }

  http::Routes routes;
};

INSTANTIATE_TEST_SUITE_P(Both, NextRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

TEST_P(NextRoutesTest, TheListTellsEveryReason) {
  put_potential();
  activate(criteria());
  const LocalDate today = utc_date(world->now);
  const AccountId falling = add({.id = {},
                                 .name = "Falling",
                                 .employees = 900,
                                 .territory = north,
                                 .kind = "customer",
                                 .revenue = {sold(100'00, 900'00)}});
  const AccountId fresh =
      add({.id = {}, .name = "Fresh", .employees = 700, .territory = north, .kind = "prospect"});
  contacts.of(falling).contacted = today.plus_days(-70);
  contacts.of(fresh).contacted = today.plus_days(-2);
  contacts.all.closing = {{fresh, {world->ids().next(), "First", today, std::nullopt}}};
  contacts.all.tasks = {{falling, {world->ids().next(), "Call back", today}}};
  const Json list = call("listNext", {});
  ASSERT_EQ(list["items"].size(), 2U);
  EXPECT_EQ(list["existing"], 1);
  EXPECT_EQ(list["new"], 1);
  EXPECT_EQ(list["left_out"], Json::array());
  Json reasons = Json::array();
  for (const Json& item : list["items"])
    for (const Json& reason : item["reasons"]) reasons.push_back(reason["reason"]);
  for (const char* wanted : {"task", "closing", "overdue", "worth", "sign"})
    EXPECT_NE(std::ranges::find(reasons, wanted), reasons.end()) << wanted;
  const Json& first = list["items"][0];
  EXPECT_EQ(first["account"], falling.text());
  EXPECT_EQ(first["last_contact"], to_text(today.plus_days(-70)));
  EXPECT_EQ(first["every_days"], 30);
  EXPECT_EQ(first["parts"][2], Json({{"part", "cadence"}, {"weight", 30}, {"share", "1.0000"}}));
  EXPECT_EQ(call("listNext", {.query = {{"kind", "new"}, {"limit", "1"}}})["items"][0]["name"],
            "Fresh");
  EXPECT_EQ(call("listNext", {.query = {{"least", "100"}}})["items"].size(), 0U);
  EXPECT_EQ(call("listNext", {.query = {{"territory", south.text()}}})["items"].size(), 0U);
}

TEST_P(NextRoutesTest, ThePolicyIsReadAndChanged) {
  EXPECT_EQ(call("readNextPolicy", {}), Json({{"value", 40},
                                              {"fit", 20},
                                              {"cadence", 30},
                                              {"recency", 10},
                                              {"new_share", "0.3000"},
                                              {"version", 0}}));
  const Json body = {
      {"value", 10}, {"fit", 0}, {"cadence", 90}, {"recency", 0}, {"new_share", "0.25"}};
  const Json changed = call("putNextPolicy", {.headers = {{"if-match", "\"0\""}}, .body = body});
  EXPECT_EQ(changed["new_share"], "0.2500");
  EXPECT_EQ(changed["version"], 1);
  for (const char* bad : {"half", "-1", "1.00001", "0.00001", "2"}) {
    Json wrong = body;
    wrong["new_share"] = bad;
    EXPECT_EQ(call("putNextPolicy", {.headers = {{"if-match", "*"}}, .body = wrong})["rule"],
              "M130")
        << bad;
  }
}

}  // namespace
}  // namespace bailiwick::market
