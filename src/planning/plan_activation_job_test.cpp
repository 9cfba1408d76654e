// Goal: the job says what it made active. Method: the handler on both databases.
#include "planning/plan_activation_job.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using PlanActivationJobTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, PlanActivationJobTest, support::on_both(), support::dialect_name);

TEST_P(PlanActivationJobTest, SaysWhatItDid) {
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kInReview, {}));
  ASSERT_TRUE(studio_->boards.set_state(other_, plan_, PlanState::kApproved, {}));
  planner_.permissions.insert(platform::identity::Permission::kTerritoriesManage);
  PlanActivationRequest request;
  request.plan = plan_;
  request.valid_from = align_->today();
  request.country = "NL";
  const auto job = studio_->activation.activate(planner_, request);
  ASSERT_TRUE(job) << job.error().front().message;
  support::JobContextOfTest context(*job);
  const auto outcome = queue_.kind(job->kind)->run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  const auto result = nlohmann::json::parse(outcome->result);
  EXPECT_EQ(result["plan"], plan_.text());
  EXPECT_EQ(result["territories"], 2);
  EXPECT_EQ(result["accounts"], 0);
}

}  // namespace
}  // namespace bailiwick::planning
