// Goal: windows mean the same to everyone, down to the last whole number. Method: figures worked out by hand.
#include "engine/territory/model.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "engine/territory/ascii_world.hpp"

namespace bailiwick::engine::territory {
namespace {

Problem world_with(std::vector<std::int64_t> values, BalanceRule rule) {
  Problem problem = ascii::world_of(std::string(values.size(), 'A'));
  problem.measures[0].values = std::move(values);
  problem.balance = {std::move(rule)};
  return problem;
}

Window window_at(const Problem& problem, TerritoryIndex t, std::int32_t k) {
  return window_of(problem, problem.balance[0], t, k);
}

TEST(Window, EqualTargetsShareTheTotal) {
  const Problem problem = world_with({60, 40}, ascii::rule({.measure = 0, .tolerance = 0.1}));
  const Window window = window_at(problem, 0, 2);
  EXPECT_DOUBLE_EQ(window.target, 50.0);
  EXPECT_EQ(window.lower, 45);
  EXPECT_EQ(window.upper, 55);
}

TEST(Window, ABoundThatIsWholeInExactArithmeticStaysWhole) {
  // 100 * (1 + 0.07) is 107.00000000000001 and 100 * (1 - 0.07) is 92.99999999999999 or so in doubles.
  for (int percent = 0; percent <= 100; ++percent) {
    const Problem problem =
        world_with({100, 100, 100}, ascii::rule({.measure = 0, .tolerance = percent / 100.0}));
    const Window window = window_at(problem, 0, 3);
    EXPECT_EQ(window.lower, 100 - percent);
    EXPECT_EQ(window.upper, 100 + percent);
  }
}

TEST(Window, FractionsAreCutInwards) {
  const Problem problem = world_with({10}, ascii::rule({.measure = 0, .tolerance = 0.1}));
  const Window window = window_at(problem, 0, 3);
  EXPECT_EQ(window.lower, 3);  // 3.0 exactly
  EXPECT_EQ(window.upper, 3);  // 3.67
}

TEST(Window, SharesDivideTheTotalInTheirProportion) {
  const Problem problem =
      world_with({100}, ascii::rule({.measure = 0, .tolerance = 0.0, .shares = {1.0, 3.0}}));
  EXPECT_EQ(window_at(problem, 0, 2).lower, 25);
  EXPECT_EQ(window_at(problem, 1, 2).upper, 75);
}

TEST(Window, AnAbsoluteTargetIsInRealUnitsAndOverridesShares) {
  Problem problem = world_with(
      {12345}, ascii::rule({.measure = 0, .tolerance = 0.5, .shares = {1.0, 9.0}, .target = 20.0}));
  problem.measures[0].decimals = 2;
  const Window window = window_at(problem, 1, 2);
  EXPECT_DOUBLE_EQ(window.target, 2000.0);
  EXPECT_EQ(window.lower, 1000);
  EXPECT_EQ(window.upper, 3000);
}

TEST(Window, ACapacityTightensTheUpperSideOnly) {
  const double infinity = std::numeric_limits<double>::infinity();
  const Problem problem =
      world_with({100}, ascii::rule({.measure = 0, .tolerance = 0.1, .caps = {52.0, infinity}}));
  EXPECT_EQ(window_at(problem, 0, 2).lower, 45);
  EXPECT_EQ(window_at(problem, 0, 2).upper, 52);
  EXPECT_EQ(window_at(problem, 1, 2).upper, 55);
}

TEST(Window, WithoutAToleranceOnlyTheCapacityBinds) {
  const Problem soft = world_with({100}, ascii::rule({.measure = 0, .soft_km = 1.0}));
  EXPECT_EQ(window_at(soft, 0, 2).lower, 0);
  EXPECT_EQ(window_at(soft, 0, 2).upper, kMeasureTotalLimit);
  const Problem capped = world_with({100}, ascii::rule({.measure = 0, .caps = {0.0, 70.0}}));
  EXPECT_EQ(window_at(capped, 0, 2).upper, 0);
  EXPECT_EQ(window_at(capped, 1, 2).upper, 70);
}

TEST(Window, NeverLeavesTheRangeOfAmounts) {
  const Problem problem =
      world_with({kMeasureTotalLimit}, ascii::rule({.measure = 0, .tolerance = 5.0}));
  EXPECT_EQ(window_at(problem, 0, 1).lower, 0);
  EXPECT_EQ(window_at(problem, 0, 1).upper, kMeasureTotalLimit);
}

TEST(Window, AllAtOnceAreTheSameAsOneByOne) {
  const Problem problem = world_with(
      {7, 11, 13}, ascii::rule({.measure = 0, .tolerance = 0.3, .shares = {1.0, 2.0, 4.0}}));
  const std::vector<Window> windows = windows_of(problem, problem.balance[0], 3);
  ASSERT_EQ(windows.size(), 3U);
  for (TerritoryIndex t = 0; t < 3; ++t) {
    EXPECT_EQ(windows[static_cast<std::size_t>(t)].lower, window_at(problem, t, 3).lower);
    EXPECT_EQ(windows[static_cast<std::size_t>(t)].upper, window_at(problem, t, 3).upper);
  }
}

TEST(Weight, IsOneAUnitOrWhatTheMeasureSays) {
  Problem problem = ascii::world_of("AA", "70");
  EXPECT_EQ(weight_of(problem, 0), 1.0);
  problem.weight_measure = 0;
  EXPECT_EQ(weight_of(problem, 0), 7.0);
  EXPECT_EQ(weight_of(problem, 1), 0.0);
}

TEST(CostParts, TotalIsTheSumOfAllParts) {
  const CostParts parts{.compactness = 1.0,
                        .soft_balance = 2.0,
                        .disruption = 4.0,
                        .preference = 8.0,
                        .territories = 16.0};
  EXPECT_EQ(parts.total(), 31.0);
}

}  // namespace
}  // namespace bailiwick::engine::territory
