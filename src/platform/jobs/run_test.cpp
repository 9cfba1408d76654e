// Goal: progress only rises and is written seldom; every budget ends when the run is to stop.
#include "platform/jobs/run.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace bailiwick::platform::jobs {
namespace {

struct Written {
  int count = 0;
  Job last;
};

Run run_into(Written& written) {
  return Run(Job{}, Instant(0), [&written](Run&, const Job& job) {
    ++written.count;
    written.last = job;
  });
}

TEST(Run, progress_never_falls_and_is_written_seldom) {
  Written written;
  auto run = run_into(written);
  run.progress(0.5, "half");
  EXPECT_EQ(written.last.progress, 0.5);
  EXPECT_EQ(written.last.message, "half");
  for (int i = 0; i < 1'000; ++i) run.progress(0.1, "back");
  EXPECT_LE(written.count, 2);
  EXPECT_EQ(run.with_progress().progress, 0.5);
  EXPECT_EQ(run.with_progress().message, "back");
}

TEST(Run, progress_outside_its_bounds_is_cut) {
  Written written;
  auto run = run_into(written);
  run.progress(-1, "");
  EXPECT_EQ(run.with_progress().progress, 0.0);
  run.progress(std::numeric_limits<double>::quiet_NaN(), "");
  EXPECT_EQ(run.with_progress().progress, 0.0);
  run.progress(7, "");
  EXPECT_EQ(run.with_progress().progress, 1.0);
}

TEST(Run, a_long_message_is_cut_between_characters) {
  Written written;
  auto run = run_into(written);
  run.progress(0, std::string(kMessageBytesMax - 1, 'x') + "\xc3\xab");
  EXPECT_EQ(run.with_progress().message, std::string(kMessageBytesMax - 1, 'x'));
}

TEST(Run, budgets_end_when_it_is_to_stop_also_those_asked_for_later) {
  Written written;
  auto run = run_into(written);
  const Budget before = run.budget_of(Seconds(100));
  EXPECT_FALSE(before.is_over());
  EXPECT_FALSE(run.is_stopping());
  run.stop(StopReason::kCancelled);
  EXPECT_TRUE(before.is_over());
  EXPECT_TRUE(run.budget_of_iterations(100).is_over());
  EXPECT_TRUE(run.is_stopping());
  run.progress(0.5, "too late");
  EXPECT_EQ(written.count, 0);
}

TEST(Run, the_first_reason_stands_but_a_lost_lease_outweighs_it) {
  Written written;
  auto run = run_into(written);
  run.stop(StopReason::kCancelled);
  run.stop(StopReason::kStopping);
  EXPECT_EQ(run.reason(), StopReason::kCancelled);
  run.stop(StopReason::kLeaseLost);
  EXPECT_EQ(run.reason(), StopReason::kLeaseLost);
}

}  // namespace
}  // namespace bailiwick::platform::jobs
