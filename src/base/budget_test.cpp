// Goal: a budget ends by its deadline, by being cancelled, or is left to the one who counts iterations; on a clock
// that the test moves.
#include "base/budget.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace bailiwick {
namespace {

TEST(Budget, a_deadline_is_over_when_its_time_has_come) {
  const auto now = std::make_shared<double>(100.0);
  const Budget budget = Budget::deadline(Seconds(5), [now] { return Seconds(*now); });
  EXPECT_FALSE(budget.is_over());
  EXPECT_EQ(budget.remaining(), Seconds(5));
  *now = 103.0;
  EXPECT_EQ(budget.elapsed(), Seconds(3));
  EXPECT_EQ(budget.remaining(), Seconds(2));
  *now = 105.0;
  EXPECT_TRUE(budget.is_over());
  *now = 200.0;
  EXPECT_EQ(budget.remaining(), Seconds(0));
  EXPECT_FALSE(budget.iteration_limit());
}

TEST(Budget, an_iteration_limit_is_told_and_has_no_deadline) {
  const Budget budget = Budget::iterations(12);
  EXPECT_EQ(budget.iteration_limit(), 12);
  EXPECT_FALSE(budget.remaining());
  EXPECT_FALSE(budget.is_over());
}

TEST(Budget, cancelling_one_copy_ends_all) {
  const Budget budget = Budget::iterations(12);
  const Budget copy = budget;
  copy.cancel();
  EXPECT_TRUE(budget.is_cancelled());
  EXPECT_TRUE(budget.is_over());
}

TEST(Budget, the_machine_s_clock_does_not_run_backwards) {
  const Clock clock = monotonic_clock();
  const Seconds first = clock();
  EXPECT_GE(clock(), first);
}

}  // namespace
}  // namespace bailiwick
