// Goal: an attempt that is made again leaves each point once, and a front that is asked to stop keeps what it has. Method: the job run twice on both databases.
#include "planning/front_job.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using FrontJobTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, FrontJobTest, support::on_both(), support::dialect_name);

TEST_P(FrontJobTest, AnAttemptMadeAgainLeavesEachPointOnce) {
  const auto job = studio_->fronts.ask(planner_, plan_, {.seconds = 1.2});
  ASSERT_TRUE(job);
  ASSERT_EQ(run(*job), "");
  const std::size_t once = studio_->fronts.front(planner_, plan_, job->id)->points.size();
  ASSERT_EQ(run(*job), "");
  EXPECT_EQ(studio_->fronts.front(planner_, plan_, job->id)->points.size(), once);
}

}  // namespace
}  // namespace bailiwick::planning
