// Goal: the job says which plan it took back, and takes back once. Method: the handler on both databases.
#include "planning/plan_rollback_job.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using PlanRollbackJobTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, PlanRollbackJobTest, support::on_both(), support::dialect_name);

TEST_P(PlanRollbackJobTest, TakesBackOnce) {
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, {}));
  ASSERT_TRUE(studio_->boards.set_state(other_, plan_, PlanState::kApproved, {}));
  planner_.permissions.insert(platform::identity::Permission::kTerritoriesManage);
  PlanActivationRequest request;
  request.plan = plan_;
  request.valid_from = align_->today();
  request.country = "NL";
  const auto made = studio_->activation.activate(planner_, request);
  ASSERT_TRUE(made) << made.error().front().message;
  ASSERT_EQ(run(*made), "");
  const auto job = studio_->rollback.ask(planner_, plan_, "Too soon");
  ASSERT_TRUE(job) << job.error().front().message;
  support::JobContextOfTest context(*job);
  const auto outcome = queue_.kind(job->kind)->run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(nlohmann::json::parse(outcome->result)["plan"], plan_.text());
  ASSERT_EQ(run(*job), "");
  EXPECT_EQ(run(*job), "P140");
}

}  // namespace
}  // namespace bailiwick::planning
