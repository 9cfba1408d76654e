// Goal: the API answers as docs/spec/assignment-rules.md says. Method: the handlers, called as the server calls them.
#include "planning/assignment_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/http/schema.hpp"
#include "tests/support/assignment_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;
using Json = nlohmann::json;
using bailiwick::testing::RouteInput;

class AssignmentRoutesTest : public bailiwick::testing::AssignmentTest {
 protected:
  void SetUp() override {
    AssignmentTest::SetUp();
    if (IsSkipped()) return;
    routes = assignment_routes(*rules);
  }
  Json call(std::string_view id, const RouteInput& input) {
    return bailiwick::testing::declared_json(routes, id, admin, input);
  }
  Json body(const char* name, const char* text) {
    return {{"territory", north.text()}, {"name", name}, {"kind", "formula"}, {"formula", text}};
  }

  http::Routes routes;
};

TEST_P(AssignmentRoutesTest, RulesAreAddedChangedAndRemoved) {
  EXPECT_TRUE(call("listAssignmentRules", {})["set"].is_null());
  const Json added = call("addAssignmentRule", {.body = body("Large", "employees > 500")});
  EXPECT_EQ(added["formula"], "employees > 500");
  EXPECT_EQ(added["priority"], 0);
  const std::string id = added["id"];
  const RouteInput change{.path = {{"rule", id}},
                          .headers = {{"if-match", "\"1\""}},
                          .body = {{"kind", "units"}, {"units", {"10*"}}}};
  const Json changed = call("changeAssignmentRule", change);
  EXPECT_EQ(changed["units"], Json({"10*"}));
  EXPECT_FALSE(changed.contains("formula"));
  EXPECT_EQ(changed["name"], "Large");
  EXPECT_EQ(call("changeAssignmentRule", change)["rule"], "P065");
  EXPECT_EQ(call("listAssignmentRules", {.query = {{"set", "draft"}}})["items"], Json({changed}));
  EXPECT_EQ(call("listAssignmentRuleSets", {})["items"].size(), 1U);
  EXPECT_TRUE(
      call("removeAssignmentRule", {.path = {{"rule", id}}, .headers = {{"if-match", "\"2\""}}})
          .is_null());
  EXPECT_EQ(call("changeAssignmentRule", change)["rule"], "P060");
  const std::string set = call("listAssignmentRules", {})["set"]["id"];
  EXPECT_TRUE(call("giveUpAssignmentRuleSet", {.path = {{"set", set}}}).is_null());
}

TEST_P(AssignmentRoutesTest, APreviewAnActivationAndWhy) {
  const AccountId account = accounts.add(480, "NL");
  accounts.add(900, "NL");
  call("addAssignmentRule", {.body = body("Large", "employees > 500")});
  const Json preview = call("previewAssignmentRules", {.body = Json::object()});
  EXPECT_EQ(preview["accounts"], 2);
  EXPECT_EQ(preview["gaps"], 1);
  EXPECT_EQ(preview["move_examples"][0]["to"], north.text());
  EXPECT_TRUE(preview["notes"].empty());
  const Json job = call("activateAssignmentRules", {.body = {{"valid_from", to_text(today)}}});
  EXPECT_EQ(job["kind"], std::string(kAssignKind));
  ASSERT_EQ(activate(today), "");
  const Json why = call("whyAccount", {.path = {{"account", account.text()}}});
  EXPECT_FALSE(why.contains("territory"));
  EXPECT_EQ(why["rules"][0]["outcome"], "fails");
  EXPECT_EQ(why["rules"][0]["clauses"][0]["text"], "employees > 500");
  EXPECT_EQ(why["changes"][0]["to"], "501");
  EXPECT_EQ(why["changes"][0]["territory"], north.text());
}

INSTANTIATE_TEST_SUITE_P(Both, AssignmentRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
