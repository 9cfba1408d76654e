// Goal: a signal ends the budget that is watched and nothing else. Method: the process signals itself.
#include "main/interrupt.hpp"

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <thread>

namespace bailiwick {
namespace {

TEST(Interrupt, ASignalCancelsTheWatchedBudget) {
  Interrupt interrupt;
  const Budget budget = Budget::iterations(10);
  interrupt.watch(budget);
  EXPECT_FALSE(interrupt.was_caught());
  raise(SIGINT);
  EXPECT_TRUE(interrupt.was_caught());
  for (int i = 0; i < 500 && !budget.is_cancelled(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(budget.is_cancelled());
}

TEST(Interrupt, ABudgetWatchedAfterTheSignalIsCancelledAtOnce) {
  Interrupt interrupt;
  raise(SIGTERM);
  const Budget budget = Budget::iterations(10);
  interrupt.watch(budget);
  EXPECT_TRUE(budget.is_cancelled());
}

TEST(Interrupt, ANewInterruptStartsUncaught) {
  {
    const Interrupt first;
    raise(SIGINT);
  }
  const Interrupt second;
  EXPECT_FALSE(second.was_caught());
}

TEST(InterruptDeathTest, ASecondSignalEndsTheProgram) {
  EXPECT_EXIT(
      {
        const Interrupt interrupt;
        raise(SIGINT);
        raise(SIGINT);
      },
      ::testing::ExitedWithCode(130), "");
}

}  // namespace
}  // namespace bailiwick
