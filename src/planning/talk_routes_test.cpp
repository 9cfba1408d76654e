// Goal: every route of comments, presence and matters answers what its schema says. Method: the handlers, called as the server calls them, on both databases.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "planning/discussion_routes.hpp"
#include "tests/support/route_call.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using nlohmann::json;

class TalkRoutesTest : public support::StudioTest {
 protected:
  json call(std::string_view id, json body = nullptr, const std::string& comment = {},
            platform::http::Pairs query = {}) {
    return support::declared_json(talk_routes(studio_->talk), id, planner_,
                                  {.path = {{"plan", plan_.text()}, {"comment", comment}},
                                   .query = std::move(query),
                                   .body = std::move(body)});
  }
};
INSTANTIATE_TEST_SUITE_P(Both, TalkRoutesTest, support::on_both(), support::dialect_name);

TEST_P(TalkRoutesTest, AThreadFromItsFirstWordToItsEnd) {
  const json made = call("addPlanComment", {{"text", "Why?"}, {"about", "unit"}, {"id", "u03"}});
  EXPECT_EQ(made["about"], "unit");
  EXPECT_EQ(made["id_about"], "u03");
  const std::string first = made["id"];
  const json answer = call("addPlanComment", {{"text", "So."}, {"answers", first}});
  EXPECT_EQ(answer["answers"], first);
  EXPECT_TRUE(call("editPlanComment", {{"text", "Why not?"}}, first).contains("edited_at"));
  EXPECT_TRUE(call("resolvePlanComment", {{"resolved", true}}, first).contains("resolved"));
  EXPECT_EQ(call("listPlanComments", nullptr, {}, {{"resolved", "yes"}})["items"].size(), 2U);
  EXPECT_EQ(call("listPlanComments", nullptr, {}, {{"resolved", "no"}})["items"].size(), 0U);
  EXPECT_EQ(call("listPlanComments", nullptr, {}, {{"about", "plan"}})["items"].size(), 0U);
  EXPECT_EQ(
      call("listPlanComments", nullptr, {}, {{"about", "unit"}, {"id", "u03"}})["items"].size(),
      2U);
  EXPECT_TRUE(call("withdrawPlanComment", nullptr, first).is_null());
  const json all = call("listPlanComments");
  EXPECT_EQ(all["items"][0]["withdrawn"], true);
  EXPECT_EQ(all["items"][0]["text"], "");
}

TEST_P(TalkRoutesTest, WhatIsSaidOfAnAccountNamesItsPlan) {
  const std::string account = accounts_.add(10, "NL").text();
  const json made =
      call("addPlanComment", {{"text", "Whose?"}, {"about", "account"}, {"id", account}});
  const json all = support::declared_json(talk_routes(studio_->talk), "listAccountComments",
                                          planner_, {.path = {{"account", account}}});
  ASSERT_EQ(all["items"].size(), 1U);
  EXPECT_EQ(all["items"][0]["id"], made["id"]);
  EXPECT_EQ(all["items"][0]["plan"], plan_.text());
  EXPECT_EQ(all["items"][0]["plan_name"], "North");
  EXPECT_EQ(all["items"][0]["plan_state"], "draft");
}

TEST_P(TalkRoutesTest, WhoIsHere) {
  const json here = call("bePresent", {{"about", "unit"}, {"id", "u03"}});
  ASSERT_EQ(here["items"].size(), 1U);
  EXPECT_EQ(here["items"][0]["person"], planner_.person.text());
  EXPECT_EQ(here["items"][0]["id"], "u03");
  EXPECT_TRUE(call("leavePlan").is_null());
}

TEST_P(TalkRoutesTest, WhatWaits) {
  ASSERT_TRUE(studio_->boards.set_state(other_, plan_, PlanState::kInReview, "See"));
  const json matters = call("listMatters");
  EXPECT_EQ(matters["count"], 1);
  EXPECT_EQ(matters["items"][0]["kind"], "review");
  EXPECT_EQ(matters["items"][0]["plan"]["name"], "North");
  EXPECT_EQ(matters["items"][0]["by"], other_.person.text());
}

}  // namespace
}  // namespace bailiwick::planning
