// Goal: the attempt that runs here is found by the job that was seen, and no other; it tells how far it is and hears of a cancel.
#include "platform/jobs/live_runs.hpp"

#include <gtest/gtest.h>

#include "platform/jobs/run.hpp"

namespace bailiwick::platform::jobs {
namespace {

Job running(std::int64_t attempts) {
  Job job;
  job.state = JobState::kRunning;
  job.attempts = attempts;
  job.progress = 0.25;
  job.message = "as written";
  return job;
}

std::shared_ptr<Run> attempt_at(const Job& job) {
  return std::make_shared<Run>(job, Instant(0), [](Run&, const Job&) {});
}

TEST(LiveRuns, shows_what_was_told_last) {
  LiveRuns live;
  const auto run = attempt_at(running(1));
  live.add(run);
  Job seen = running(1);
  live.refresh(seen);
  EXPECT_EQ(seen.message, "as written") << "nothing was told yet";
  run->progress(0.75, "words");
  live.refresh(seen);
  EXPECT_EQ(seen.progress, 0.75);
  EXPECT_EQ(seen.message, "words");
}

TEST(LiveRuns, ends_the_attempt_that_was_seen_and_no_other) {
  LiveRuns live;
  const auto run = attempt_at(running(2));
  live.add(run);
  EXPECT_FALSE(live.cancel(running(1))) << "an attempt before it";
  Job finished = running(2);
  finished.state = JobState::kSucceeded;
  EXPECT_FALSE(live.cancel(finished));
  EXPECT_FALSE(run->is_stopping());
  EXPECT_TRUE(live.cancel(running(2)));
  EXPECT_EQ(run->reason(), StopReason::kCancelled);
}

TEST(LiveRuns, forgets_what_has_ended) {
  LiveRuns live;
  const auto run = attempt_at(running(1));
  live.add(run);
  live.remove(*run);
  EXPECT_FALSE(live.cancel(running(1)));
}

}  // namespace
}  // namespace bailiwick::platform::jobs
