// Goal: every route of activations answers what its schema says. Method: the handlers, called as the server calls them, on both databases.
#include "planning/activation_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/jobs/store.hpp"
#include "tests/support/route_call.hpp"
#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace http = platform::http;
namespace support = bailiwick::testing;
using nlohmann::json;

class ActivationRoutesTest : public support::StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    routes_ = studio_routes(*studio_);
    planner_.permissions.insert(platform::identity::Permission::kTerritoriesManage);
  }
  json call(std::string_view id, json body = nullptr) {
    return support::declared_json(routes_, id, planner_,
                                  {.path = {{"plan", plan_.text()}}, .body = std::move(body)});
  }
  platform::jobs::Job job(const json& asked) {
    const auto id = platform::jobs::JobId::parse(asked.at("job").at("id").get<std::string>());
    const auto found = write([&](platform::db::Connection& connection) {
      return platform::jobs::find(connection, tenant_, id.value_or(JobId()));
    });
    return **found;
  }
  http::Routes routes_;
};
INSTANTIATE_TEST_SUITE_P(Both, ActivationRoutesTest, support::on_both(), support::dialect_name);

TEST_P(ActivationRoutesTest, AnActivationIsPreviewedAskedForListedAndTakenBack) {
  const json body = {{"valid_from", "2027-01-01"}, {"country", "NL"}};
  const json preview = call("previewPlanActivation", body);
  EXPECT_EQ(preview["added"].size(), 2U);
  EXPECT_EQ(call("activatePlan", body)["rule"], "P115");
  EXPECT_EQ(call("rollBackPlan", {{"reason", "no"}})["rule"], "P140");
  EXPECT_TRUE(call("listPlanActivations")["items"].empty());
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, {}));
  ASSERT_TRUE(studio_->boards.set_state(other_, plan_, PlanState::kApproved, {}));
  const json asked = call("activatePlan", body);
  EXPECT_EQ(asked["job"]["kind"], "planning.activate");
  ASSERT_EQ(run(job(asked)), "");
  json made = call("listPlanActivations")["items"];
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0]["territories_added"], 2);
  EXPECT_EQ(made[0]["accounts"], 0);
  EXPECT_FALSE(made[0].contains("rolled_back"));
  EXPECT_EQ(call("rollBackPlan", {{"reason", " "}})["rule"], "P109");
  ASSERT_EQ(run(job(call("rollBackPlan", {{"reason", "Too soon"}}))), "");
  made = call("listPlanActivations")["items"];
  EXPECT_EQ(made[0]["rolled_back"]["closed"], 2);
  EXPECT_EQ(made[0]["rolled_back"]["by"], planner_.person.text());
}

}  // namespace
}  // namespace bailiwick::planning
