// Goal: the ascent is deterministic, never loses what it has proven, and comes close to the optimum. Method: worlds
// whose optimum is known or computed by Cbc.
#include "engine/territory/bound_multipliers.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "engine/territory/ascii_world.hpp"

namespace bailiwick::engine::territory {
namespace {

Problem grid_world(std::int32_t side, std::int32_t k) {
  std::string map;
  for (std::int32_t row = 0; row < side; ++row)
    map += (row > 0 ? "\n" : "") + std::string(static_cast<std::size_t>(side), 'A');
  Problem problem = ascii::world_of(map);
  problem.k_min = problem.k_max = k;
  BalanceRule rule;
  rule.tolerance = 0.1;
  problem.balance.push_back(rule);
  return problem;
}

std::vector<double> run(const Problem& problem, int threads, int steps) {
  const BoundRelaxation r = relax(problem, problem.k_min, problem.k_max);
  Workers workers(threads);
  BoundAscent ascent(r, workers);
  const Budget budget = Budget::iterations(steps);
  std::vector<double> values;
  for (int i = 0; i < steps; ++i) {
    ascent.step(static_cast<double>(i) / steps, budget);
    values.push_back(ascent.best().value_or(0.0));
  }
  return values;
}

TEST(BoundAscent, OneThreadAndTwoGiveTheSameBits) {
  for (const CentreKind centre : {CentreKind::kCentroid, CentreKind::kUnit}) {
    Problem problem = grid_world(12, 6);
    problem.centre = centre;
    EXPECT_EQ(run(problem, 1, 60), run(problem, 2, 60));
  }
}

TEST(BoundAscent, TheBestValueNeverFalls) {
  const auto values = run(grid_world(12, 6), 2, 100);
  for (std::size_t i = 1; i < values.size(); ++i) EXPECT_GE(values[i], values[i - 1]);
  EXPECT_GT(values.back(), values.front());
}

TEST(BoundAscent, SixteenSquareTerritoriesOfAGridAreBoundedWithinTenPercent) {
  Problem problem = grid_world(16, 16);
  problem.balance[0].tolerance = 0.0;
  // Sixteen squares of 4 x 4 units: 16 units of mean square 2.5 km^2 each.
  const double squares = 16.0 * 16.0 * 2.5e6;
  const double best = run(problem, 2, 400).back();
  EXPECT_LE(best, squares);
  EXPECT_GE(best, 0.90 * squares);
}

TEST(BoundAscent, AnEndedBudgetLeavesTheBestValueAlone) {
  const Problem problem = grid_world(8, 4);
  const BoundRelaxation r = relax(problem, 4, 4);
  Workers workers(2);
  BoundAscent ascent(r, workers);
  const Budget budget = Budget::iterations(100);
  for (int i = 0; i < 20; ++i) ascent.step(0.01 * i, budget);
  const auto best = ascent.best();
  ASSERT_TRUE(best.has_value());
  budget.cancel();
  for (int i = 0; i < 20; ++i) ascent.step(0.9, budget);
  EXPECT_EQ(ascent.best(), best);
}

}  // namespace
}  // namespace bailiwick::engine::territory
