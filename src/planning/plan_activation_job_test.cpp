// Goal: the job says what it made active. Method: the handler on both databases.
#include "planning/plan_activation_job.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/activation_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using PlanActivationJobTest = support::ActivationTest;
INSTANTIATE_TEST_SUITE_P(Both, PlanActivationJobTest, support::on_both(), support::dialect_name);

TEST_P(PlanActivationJobTest, SaysWhatItDid) {
  approve(plan_);
  const auto job = studio_->activation.activate(planner_, request(plan_));
  ASSERT_TRUE(job) << job.error().front().message;
  support::JobContextOfTest context(*job);
  const auto outcome = queue_.kind(job->kind)->run(context);
  ASSERT_TRUE(outcome) << outcome.error().message;
  const auto result = nlohmann::json::parse(outcome->result);
  EXPECT_EQ(result["plan"], plan_.text());
  EXPECT_EQ(result["territories"], 2);
  EXPECT_EQ(result["accounts"], 3);
  EXPECT_EQ(result["gaps"], 1);
}

}  // namespace
}  // namespace bailiwick::planning
