// Goal: the words for a job's state hold both ways, and which states are final.
#include "platform/jobs/jobs.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::jobs {
namespace {

TEST(Jobs, a_state_is_read_from_its_own_name) {
  for (const JobState state : {JobState::kQueued, JobState::kRunning, JobState::kSucceeded,
                               JobState::kFailed, JobState::kCancelled}) {
    EXPECT_EQ(parse_job_state(name_of(state)), state);
  }
  EXPECT_FALSE(parse_job_state("Queued"));
  EXPECT_FALSE(parse_job_state(""));
}

TEST(Jobs, only_what_waits_or_runs_is_not_finished) {
  EXPECT_FALSE(is_finished(JobState::kQueued));
  EXPECT_FALSE(is_finished(JobState::kRunning));
  EXPECT_TRUE(is_finished(JobState::kSucceeded));
  EXPECT_TRUE(is_finished(JobState::kFailed));
  EXPECT_TRUE(is_finished(JobState::kCancelled));
}

}  // namespace
}  // namespace bailiwick::platform::jobs
