// Goal: a wish to stop reaches the budget at work, and progress its sink. Method: a signal that is always on.
#include "planning/command_wait.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace bailiwick::planning {
namespace {

class Always : public StopSignal {
 public:
  bool was_caught() const override { return true; }
  void watch(const Budget& budget) override { budget.cancel(); }
};

TEST(CommandWait, TheWishToStopReachesTheBudget) {
  std::ostringstream out;
  std::string shown;
  CommandWait wait(Console{.out = out,
                           .err = out,
                           .is_terminal = true,
                           .progress = [&](std::string_view text) { shown += text; },
                           .listen = [] { return std::make_unique<Always>(); }});
  const Listener listener = wait.listener();
  listener.on_phase("solve");
  const Budget budget = Budget::iterations(5);
  listener.on_budget(budget);
  EXPECT_TRUE(budget.is_cancelled());
  EXPECT_TRUE(listener.is_stopped());
  EXPECT_NE(shown.find("solve"), std::string::npos);
}

TEST(CommandWait, WithoutASignalNothingStops) {
  std::ostringstream out;
  CommandWait wait(
      Console{.out = out, .err = out, .is_terminal = false, .progress = {}, .listen = {}});
  EXPECT_FALSE(wait.listener().is_stopped);
}

TEST(CommandWait, PhasesAreTimedOnceTheProblemWasJudged) {
  std::ostringstream out;
  CommandWait wait(
      Console{.out = out, .err = out, .is_terminal = false, .progress = {}, .listen = {}});
  const Listener listener = wait.listener();
  listener.on_phase("read");
  EXPECT_TRUE(wait.seconds().empty());
  listener.on_phase("validate");
  wait.finish();
  const PhaseSeconds seconds = wait.seconds();
  ASSERT_EQ(seconds.size(), 2U);
  EXPECT_EQ(seconds[1].first, "validate");
  EXPECT_GE(seconds[1].second, 0.0);
}

}  // namespace
}  // namespace bailiwick::planning
