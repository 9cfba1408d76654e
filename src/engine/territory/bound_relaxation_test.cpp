// Goal: the relaxation keeps what it says it keeps. Method: worlds small enough to say by hand what must come out.
#include "engine/territory/bound_relaxation.hpp"

#include <gtest/gtest.h>

#include "engine/territory/ascii_world.hpp"

namespace bailiwick::engine::territory {
namespace {

Problem balanced_world() {
  Problem problem = ascii::world_of("AAAA\nAAAA", "1234\n4321");
  problem.k_min = problem.k_max = 2;
  BalanceRule rule;
  rule.tolerance = 0.2;
  problem.balance.push_back(rule);
  return problem;
}

TEST(Relax, KeepsTheWindowOfTheOnlyRule) {
  const BoundRelaxation r = relax(balanced_world(), 2, 2);
  EXPECT_EQ(r.kept_rule, "load");
  EXPECT_EQ(r.window.lower, 8.0);
  EXPECT_EQ(r.window.upper, 12.0);
  EXPECT_EQ(r.items.size(), 8U);
  EXPECT_EQ(r.open_max, 2);
}

TEST(Relax, OfSeveralRulesKeepsTheTightest) {
  Problem problem = balanced_world();
  problem.measures.push_back({"visits", 0, {5, 5, 5, 5, 5, 5, 5, 5}});
  BalanceRule tight;
  tight.measure = 1;
  tight.tolerance = 0.05;
  problem.balance.push_back(tight);
  const BoundRelaxation r = relax(problem, 2, 2);
  EXPECT_EQ(r.kept_rule, "visits");
  EXPECT_EQ(r.window.lower, 19.0);
}

TEST(Relax, UnequalSharesGiveTheWidestWindow) {
  Problem problem = balanced_world();
  problem.balance[0].shares = {1.0, 3.0};
  const BoundRelaxation r = relax(problem, 2, 2);
  EXPECT_EQ(r.window.lower, 4.0);
  EXPECT_EQ(r.window.upper, 18.0);
}

TEST(Relax, ARangeOfCountsGivesTheWidestWindow) {
  Problem problem = balanced_world();
  problem.k_max = 4;
  const BoundRelaxation r = relax(problem, 2, 4);
  EXPECT_EQ(r.window.lower, 4.0);
  EXPECT_EQ(r.window.upper, 12.0);
  EXPECT_EQ(r.open_min, 2);
  EXPECT_EQ(r.open_max, 4);
}

TEST(Relax, APinnedTerritoryTakesItsLockedUnitsOutOfTheItems) {
  Problem problem = balanced_world();
  problem.hints.resize(2);
  problem.hints[1].pinned_unit = 7;
  problem.locks = {{3, 1}};
  problem.forbidden = {{0, 1}};
  const BoundRelaxation r = relax(problem, 2, 2);
  EXPECT_EQ(r.items.size(), 6U);
  EXPECT_EQ(r.open_max, 1);
  ASSERT_EQ(r.pinned.size(), 1U);
  EXPECT_EQ(r.pinned[0].fixed_cost, 1e6);  // the unit above the pinned one, 1 km away
  EXPECT_EQ(r.pinned[0].window.lower, 8.0 - 1.0 - 4.0);
  EXPECT_EQ(r.pinned[0].barred, std::vector<std::int32_t>{0});
}

TEST(Relax, UnitsOfNoWeightAndNoAmountAreNoItemsButMayBeCentres) {
  Problem problem = balanced_world();
  problem.measures[0].values[2] = 0;
  problem.weight_measure = 0;
  problem.centre = CentreKind::kUnit;
  const BoundRelaxation r = relax(problem, 2, 2);
  EXPECT_EQ(r.items.size(), 7U);
  EXPECT_EQ(r.candidates.size(), 8U);
  EXPECT_EQ(r.candidates[2].item, -1);
}

TEST(Relax, OnlyAllowedUnitsAreCandidates) {
  Problem problem = balanced_world();
  problem.centre = CentreKind::kUnit;
  problem.may_be_centre = {0, 1, 0, 0, 0, 0, 1, 0};
  EXPECT_EQ(relax(problem, 2, 2).candidates.size(), 2U);
}

TEST(Relax, DistancesToCentroidsAroundTheWholeEarthAreRefused) {
  Problem problem = balanced_world();
  problem.surface = geo::Surface::kSphere;
  for (std::size_t u = 0; u < 8; ++u)
    problem.positions[u] = geo::on_earth({45.0 * static_cast<double>(u) - 180.0, 10.0});
  problem.power = DistancePower::kLinear;
  EXPECT_FALSE(relax(problem, 2, 2).refusal.empty());
  problem.power = DistancePower::kSquared;
  EXPECT_TRUE(relax(problem, 2, 2).refusal.empty());
}

TEST(Relax, TheSoftTermOfTheKeptRuleIsPricedAsTheModelSays) {
  Problem problem = balanced_world();
  problem.balance[0].soft_km = 2.0;
  const BoundRelaxation r = relax(problem, 2, 2);
  EXPECT_TRUE(r.has_soft);
  // D(2 km) * W / k / target = 4e6 * 8 / 2 / 10.
  EXPECT_DOUBLE_EQ(r.window.soft, 1.6e6);
}

TEST(Chord2Max, IsTheSquareOfTheRadiusAndALittleMoreOnAPlane) {
  Problem problem = balanced_world();
  EXPECT_EQ(chord2_max(relax(problem, 2, 2), 0.0), kInfinite);
  problem.radius_max_km = 2.0;
  const double limit = chord2_max(relax(problem, 2, 2), 100.0);
  EXPECT_GE(limit, 2100.0 * 2100.0);
  EXPECT_LE(limit, 2102.0 * 2102.0);
}

}  // namespace
}  // namespace bailiwick::engine::territory
