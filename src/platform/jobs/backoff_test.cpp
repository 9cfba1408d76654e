// Goal: waits double up to their limit, and spread.
#include "platform/jobs/backoff.hpp"

#include <gtest/gtest.h>

#include <set>

namespace bailiwick::platform::jobs {
namespace {

TEST(Backoff, a_wait_lies_in_the_upper_half_of_a_doubling_span) {
  Rng rng(1);
  const Backoff backoff = {Seconds(5), Seconds(60)};
  const double most[] = {5, 10, 20, 40, 60, 60, 60};
  for (int failures = 1; failures <= 7; ++failures) {
    for (int i = 0; i < 100; ++i) {
      const double wait = wait_after(failures, backoff, rng).value();
      EXPECT_GE(wait, most[failures - 1] / 2);
      EXPECT_LT(wait, most[failures - 1]);
    }
  }
}

TEST(Backoff, many_failures_cost_no_time_to_reckon) {
  Rng rng(1);
  EXPECT_LE(wait_after(1'000'000'000'000, {}, rng), Seconds(3600));
}

TEST(Backoff, those_who_failed_together_do_not_come_back_together) {
  Rng rng(1);
  std::set<double> waits;
  for (int i = 0; i < 100; ++i) waits.insert(wait_after(3, {}, rng).value());
  EXPECT_GT(waits.size(), 90U);
}

}  // namespace
}  // namespace bailiwick::platform::jobs
