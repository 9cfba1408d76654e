// Goal: the job says which plan it took back, and takes back once. Method: the handler on both databases.
#include "planning/plan_rollback_job.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/activation_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using PlanRollbackJobTest = support::ActivationTest;
INSTANTIATE_TEST_SUITE_P(Both, PlanRollbackJobTest, support::on_both(), support::dialect_name);

TEST_P(PlanRollbackJobTest, TakesBackOnce) {
  approve(plan_);
  ASSERT_EQ(activate(plan_), "");
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
