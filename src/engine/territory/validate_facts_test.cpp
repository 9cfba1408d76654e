// Goal: groups, areas and limits say what the problem says. Method: tiny worlds read by eye, and limits against sums
// worked out one by one.
#include "engine/territory/validate_facts.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "engine/territory/ascii_world.hpp"

namespace bailiwick::engine::territory::validation {
namespace {

TEST(Facts, JoinsOverlappingMustLinksIntoGroups) {
  Problem problem = ascii::world_of("AAAAAA", "123456");
  problem.balance = {ascii::rule({.measure = 0})};
  problem.must_link = {{4, 5}, {1, 2}, {2, 4}, {}};
  const Facts facts = facts_of(problem);
  EXPECT_EQ(facts.group_of, (std::vector<GroupIndex>{0, 1, 1, 2, 1, 1}));
  EXPECT_EQ(facts.group_first, (std::vector<UnitIndex>{0, 1, 3}));
  EXPECT_EQ(facts.group_units, (std::vector<std::int32_t>{1, 4, 1}));
  EXPECT_EQ(facts.group_amounts[0], (std::vector<std::int64_t>{1, 16, 4}));
  EXPECT_EQ(facts.falling_amounts[0], (std::vector<std::int64_t>{16, 4, 1}));
  EXPECT_EQ(facts.totals[0], 21);
}

TEST(Facts, SpreadsLocksOverGroupsAndKeepsConflictsOut) {
  Problem problem = ascii::world_of("AAAAAA");
  problem.k_min = problem.k_max = 3;
  problem.hints.resize(3);
  problem.hints[2].pinned_unit = 5;
  problem.must_link = {{0, 1}, {2, 3}};
  problem.locks = {{1, 0}, {2, 0}, {3, 1}};
  problem.forbidden = {{0, 2}, {1, 2}, {4, 1}};
  const Facts facts = facts_of(problem);
  EXPECT_EQ(facts.locks.size(), 4U);
  EXPECT_EQ(facts.group_lock, (std::vector<TerritoryIndex>{0, kUnassigned, kUnassigned, 2}));
  EXPECT_EQ(facts.free_groups, 2);
  EXPECT_EQ(facts.locked_territories, 3);
  EXPECT_EQ(facts.pinned_territories, 1);
  EXPECT_EQ(facts.free_centres, 5);
  EXPECT_EQ(facts.group_forbidden.size(), 2U);
  EXPECT_TRUE(facts.is_forbidden(0, 2));
  EXPECT_FALSE(facts.is_forbidden(0, 1));
  EXPECT_EQ(facts.forbidden_of(2).size(), 1U);
  EXPECT_TRUE(facts.forbidden_of(3).empty());
}

TEST(Facts, FindsTheConnectedAreas) {
  Problem problem = ascii::world_of("AA.A\n..AA", "12.3\n..45");
  problem.balance = {ascii::rule({.measure = 0})};
  Facts facts = facts_of(problem);
  ASSERT_EQ(facts.areas.size(), 2U);
  EXPECT_EQ(facts.area_of, (std::vector<std::int32_t>{0, 0, 1, 1, 1}));
  EXPECT_EQ(facts.areas[1].first, 2);
  EXPECT_EQ(facts.areas[1].units, 3);
  EXPECT_EQ(facts.areas[1].amounts[0], 12);
  problem.is_contiguous = false;
  facts = facts_of(problem);
  ASSERT_EQ(facts.areas.size(), 1U);
  EXPECT_EQ(facts.areas[0].amounts[0], 15);
}

TEST(Limits, AreNarrowedToTheStepOfTheAmounts) {
  Problem problem = ascii::world_of("AAA", "369");
  problem.balance = {ascii::rule({.measure = 0, .tolerance = 0.2})};
  const Facts facts = facts_of(problem);
  EXPECT_EQ(facts.steps[0], 3);
  const Limits limits(facts, 0, 2);  // 9 +- 1.8
  EXPECT_TRUE(limits.is_uniform());
  EXPECT_EQ(limits.at(1).window.lower, 8);
  EXPECT_EQ(limits.at(1).window.upper, 10);
  EXPECT_EQ(limits.at(1).lower, 9);
  EXPECT_EQ(limits.at(1).upper, 9);
}

TEST(Limits, NeverExceedTheTotalAndASaturatedSumStaysPositive) {
  Problem problem = ascii::world_of("AAA");
  problem.measures[0].values = {kMeasureTotalLimit, 0, 0};
  problem.balance = {ascii::rule({.measure = 0, .soft_km = 1.0})};
  const Facts facts = facts_of(problem);
  const Limits limits(facts, 0, kTerritoriesLimit);
  EXPECT_EQ(limits.at(0).upper, kMeasureTotalLimit);
  EXPECT_EQ(limits.most_of(kTerritoriesLimit), kSaturated);
  EXPECT_EQ(limits.least_of(kTerritoriesLimit), 0);
}

TEST(Limits, SayHowManyTerritoriesShareAnAmountAsTryingEachNumberDoes) {
  Rng rng(11);
  for (int round = 0; round < 500; ++round) {
    Problem problem = ascii::world_of("AAAAA");
    const auto k = static_cast<std::int32_t>(1 + rng.below(5));
    for (auto& value : problem.measures[0].values) value = static_cast<std::int64_t>(rng.below(10));
    problem.balance = {
        ascii::rule({.measure = 0, .tolerance = 0.1 * static_cast<double>(rng.below(11))})};
    if (rng.below(2) == 0) {
      for (std::int32_t t = 0; t < k; ++t) {
        problem.balance[0].shares.push_back(1.0 + static_cast<double>(rng.below(3)));
        problem.balance[0].caps.push_back(static_cast<double>(rng.below(30)));
      }
    }
    const Facts facts = facts_of(problem);
    const Limits limits(facts, 0, k);
    for (std::int64_t amount = 0; amount <= facts.totals[0]; ++amount) {
      std::int32_t fewest = k + 1;
      std::int32_t most = 0;
      for (std::int32_t j = k; j >= 0; --j) {
        if (limits.most_of(j) >= amount) fewest = j;
      }
      for (std::int32_t j = 0; j <= k; ++j) {
        if (limits.least_of(j) <= amount) most = j;
      }
      const Limits::Range range = limits.territories_for(amount);
      ASSERT_EQ(range.fewest, fewest);
      ASSERT_EQ(range.most, most);
    }
  }
}

TEST(Saturation, StopsAtItsTop) {
  EXPECT_EQ(saturating_sum(kSaturated - 1, 5), kSaturated);
  EXPECT_EQ(saturating_sum(3, 5), 8);
  EXPECT_EQ(saturating_product(kMeasureTotalLimit, 100'000), kSaturated);
  EXPECT_EQ(saturating_product(kMeasureTotalLimit, 2), kMeasureTotalLimit * 2);
  EXPECT_EQ(saturating_product(0, 100'000), 0);
}

}  // namespace
}  // namespace bailiwick::engine::territory::validation
