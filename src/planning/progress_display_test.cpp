// Goal: progress is a drawn line on a terminal and plain lines elsewhere, not too many. Method: a clock of ours.
#include "planning/progress_display.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bailiwick::planning {
namespace {

namespace territory = engine::territory;

territory::Problem two_units() {
  territory::Problem problem;
  problem.positions.resize(2);
  problem.measures = {{"m", 0, {30, 10}}};
  territory::BalanceRule rule;
  rule.tolerance = 0.1;
  problem.balance = {rule};
  return problem;
}

TEST(ProgressDisplay, PlainLinesComeEveryFewSecondsOnly) {
  std::string text;
  double now = 0.0;
  ProgressDisplay display([&](std::string_view more) { text += more; },
                          ProgressDisplay::Mode::kPlain, [&] { return Seconds(now); });
  const territory::Problem problem = two_units();
  const territory::Plan plan{.k = 2, .territory_of = {0, 1}, .centres = {}};
  display.phase("solve");
  for (int i = 0; i < 100; ++i) {
    now += 0.1;
    territory::Progress progress{
        .phase = "improve", .fraction = now / 10, .best = &plan, .cost = 2e6, .violations = {}};
    display.solve(problem, progress);
  }
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_NE(text.find("improve  RMS 1.00 km  worst 50.00%  outside 0"), std::string::npos) << text;
  EXPECT_EQ(text.find('\r'), std::string::npos);
}

TEST(ProgressDisplay, ATerminalsLineIsRedrawnAndCleared) {
  std::string text;
  double now = 0.0;
  ProgressDisplay display([&](std::string_view more) { text += more; },
                          ProgressDisplay::Mode::kTerminal, [&] { return Seconds(now); });
  display.phase("bound");
  now = 1.0;
  display.bound({.value = 1.0, .fraction = 0.5, .iterations = 1234});
  display.finish();
  EXPECT_NE(text.find("[##########..........]"), std::string::npos) << text;
  EXPECT_NE(text.find("1,234 rounds"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\r\x1b[K"));
}

TEST(ProgressDisplay, TheWorstDeviationIsOverAllTerritories) {
  const territory::Plan plan{.k = 2, .territory_of = {0, 1}, .centres = {}};
  EXPECT_DOUBLE_EQ(worst_deviation(two_units(), plan), 0.5);
  territory::Problem without = two_units();
  without.balance.clear();
  EXPECT_EQ(worst_deviation(without, plan), -1.0);
}

TEST(ProgressDisplay, SaysTheBestSoFarForAJob) { EXPECT_EQ(best_so_far({}, {}), "First plan"); }

}  // namespace
}  // namespace bailiwick::planning
