// Goal: every unit that changes hands is counted once, on both sides. Method: plans as strings, a letter a unit.
#include "planning/compare.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace bailiwick::planning {
namespace {

struct TwoFiles {
  std::vector<std::string> territories;
  std::vector<std::int32_t> territory_of;
  PlanSide side() const { return {territories, territory_of}; }
};

// "AAB." is three units of territories A, A, B and one without.
TwoFiles plan_of(std::string_view letters) {
  TwoFiles plan;
  for (const char c : letters) {
    const auto it = std::find(plan.territories.begin(), plan.territories.end(), std::string(1, c));
    const auto index = static_cast<std::int32_t>(it - plan.territories.begin());
    if (c != '.' && it == plan.territories.end()) plan.territories.emplace_back(1, c);
    plan.territory_of.push_back(c == '.' ? -1 : index);
  }
  return plan;
}

std::vector<platform::files::MeasureColumn> revenue(std::vector<std::int64_t> values) {
  return {{"revenue", 0, std::move(values)}};
}

TEST(Compare, EqualPlansMoveNothing) {
  const TwoFiles plan = plan_of("AABBC");
  const Comparison c = compare(plan.side(), plan.side(), revenue({1, 2, 3, 4, 5}), {});
  EXPECT_TRUE(c.moves.empty());
  EXPECT_EQ(c.amounts_moved[0], 0);
  EXPECT_EQ(c.amounts_total[0], 15);
}

TEST(Compare, WhatOneLosesAnotherGains) {
  const Comparison c =
      compare(plan_of("AAABB").side(), plan_of("AABBB").side(), revenue({1, 2, 3, 4, 5}), {});
  ASSERT_EQ(c.moves.size(), 1U);
  EXPECT_EQ(c.moves[0].units, 1);
  EXPECT_EQ(c.moves[0].amounts[0], 3);
  EXPECT_EQ(c.territories[0].amounts_lost[0], 3);
  EXPECT_EQ(c.territories[1].amounts_gained[0], 3);
  EXPECT_EQ(c.territories[1].amounts_before[0] + 3, c.territories[1].amounts_after[0]);
  EXPECT_EQ(c.moved_units, std::vector<std::int32_t>{2});
}

TEST(Compare, TerritoriesOfOtherNamesAreMatchedByWhatTheyShare) {
  const Comparison c =
      compare(plan_of("AAABB").side(), plan_of("XXXYY").side(), revenue({1, 1, 1, 1, 1}), {});
  EXPECT_TRUE(c.moves.empty());
  EXPECT_EQ(c.territories.size(), 2U);
}

TEST(Compare, NamesWinUnlessTheyMeanNothing) {
  const TwoFiles before = plan_of("AAABB");
  const TwoFiles after = plan_of("BBBAA");
  EXPECT_EQ(compare(before.side(), after.side(), {}, {}).moved_units.size(), 5U);
  EXPECT_TRUE(compare(before.side(), after.side(), {}, {.by_overlap = true}).moved_units.empty());
}

TEST(Compare, NewAndEndedTerritoriesAndUnitsWithoutOneAreCounted) {
  const Comparison c =
      compare(plan_of("AAB.").side(), plan_of("AACC").side(), revenue({1, 1, 1, 1}), {});
  // B and C share a unit, so C is B under another name; the unit without a territory joins it.
  ASSERT_EQ(c.territories.size(), 2U);
  EXPECT_EQ(c.moved_units, std::vector<std::int32_t>{3});
  const Comparison d = compare(plan_of("AAB").side(), plan_of("AAA").side(), {}, {});
  EXPECT_FALSE(d.territories[1].after.has_value());
  EXPECT_EQ(d.territories[1].units_lost, 1);
}

}  // namespace
}  // namespace bailiwick::planning
