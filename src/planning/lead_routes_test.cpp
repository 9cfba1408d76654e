// Goal: the API answers as docs/spec/lead-routing.md says. Method: the handlers, called as the server calls them.
#include "planning/lead_routes.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::Json;
using bailiwick::testing::RouteInput;

class LeadRoutesTest : public bailiwick::testing::LeadTest {
 protected:
  void SetUp() override {
    LeadTest::SetUp();
    if (!IsSkipped()) routes = lead_routes(*leads);
  }
  Json call(std::string_view id, const RouteInput& input) {
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }

  platform::http::Routes routes;
};

TEST_P(LeadRoutesTest, APolicyIsReadTriedAndWritten) {
  Json policy = call("readLeadPolicy", {});
  EXPECT_EQ(policy["version"], 0);
  EXPECT_EQ(policy["hours"].size(), 5U);
  policy.erase("version");
  policy["is_on"] = true;
  policy["people"] = {{{"person", anna.person.text()}, {"capacity", 2}}};
  const Json lead = {{"company", "Tried"}, {"country", "NL"}};
  const Json trial = call("tryLeadPolicy", {.body = {{"lead", lead}, {"policy", policy}}});
  EXPECT_EQ(trial["territory"], north.text());
  EXPECT_EQ(trial["territory_name"], "North");
  EXPECT_EQ(trial["why"]["candidates"].size(), 3U);
  const Json put = call("putLeadPolicy", {.headers = {{"if-match", "\"0\""}}, .body = policy});
  EXPECT_EQ(put["version"], 1);
  EXPECT_EQ(put["people"][0]["capacity"], 2);
  EXPECT_EQ(call("readLeadPolicy", {}), put);
}

TEST_P(LeadRoutesTest, ALeadsRoutingIsShownAndChanged) {
  const crm::Record old = arrive();
  const RouteInput before{.path = {{"lead", old.id.text()}}};
  EXPECT_EQ(call("readLeadRouting", before)["state"], "unrouted");
  put_policy();
  const crm::Record lead = arrive();
  const RouteInput at{.path = {{"lead", lead.id.text()}}};
  const Json routing = call("readLeadRouting", at);
  EXPECT_EQ(routing["state"], "running");
  EXPECT_EQ(routing["territory_name"], "North");
  EXPECT_TRUE(routing.contains("owner_name"));
  EXPECT_EQ(routing["why"]["territory_by"], "rule");
  RouteInput send = at;
  send.body = {{"person", bob.person.text()}};
  EXPECT_EQ(call("sendLead", send)["owner"], bob.person.text());
  EXPECT_EQ(call("listLeadQueue", {.query = {{"kind", "due"}}})["items"].size(), 1U);
  const crm::Record waits = arrive({{"country", "BE"}});
  const Json queue = call("listLeadQueue", {});
  EXPECT_EQ(queue["waiting"], 1);
  EXPECT_EQ(queue["items"][0]["waits"], "no_territory");
  EXPECT_EQ(call("takeLead", {.path = {{"lead", waits.id.text()}}})["owner"], admin.person.text());
}

TEST_P(LeadRoutesTest, AQueueComesInPages) {
  put_policy();
  for (int i = 0; i < 3; ++i) arrive({{"country", "BE"}});
  const Json first = call("listLeadQueue", {.query = {{"limit", "2"}}});
  ASSERT_EQ(first["items"].size(), 2U);
  const Json second = call("listLeadQueue", {.query = {{"limit", "2"}, {"cursor", first["next"]}}});
  EXPECT_EQ(second["items"].size(), 1U);
  EXPECT_FALSE(second.contains("next"));
  EXPECT_EQ(call("listLeadQueue", {.query = {{"cursor", "nonsense"}}})["rule"], "Y001");
}

INSTANTIATE_TEST_SUITE_P(Both, LeadRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
