// Goal: figures are those of a check for what the plan was asked, and a change's effect names what is broken and mended. Method: a plan of eight
// units whose figures are reckoned by hand.
#include "planning/board_judge.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/board_world.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

const NewPlan kAsked{
    .name = "A", .dataset = {}, .territories = 2, .balance = {{"population", 0.1}}};

class BoardJudgeTest : public ::testing::Test {
 protected:
  BoardJudgeTest() {
    auto made = ground_of(testing::units_csv("AABB\nAABB"), kAsked);
    EXPECT_TRUE(made);
    ground_ = *made;
  }
  Judgement judge(std::vector<std::int32_t> territory_of) {
    return judged(*ground_, testing::board_of(std::move(territory_of), ids_));
  }
  testing::TerritoryIds ids_;
  std::shared_ptr<const BoardGround> ground_;
};

TEST_F(BoardJudgeTest, FiguresAreThoseOfACheck) {
  const Judgement even = judge({0, 0, 1, 1, 0, 0, 1, 1});
  ASSERT_EQ(even.territories.size(), 2U);
  EXPECT_EQ(even.territories[0].units, 4);
  EXPECT_EQ(even.territories[0].amounts.at("population"), 40.0);
  EXPECT_EQ(even.territories[0].deviations.at("population"), 0.0);
  EXPECT_EQ(even.territories[0].pieces, 1);
  EXPECT_NEAR(even.territories[0].centre->lon_deg, 5.05, 1e-3);
  EXPECT_GT(even.territories[0].rms_km, 5.0);
  EXPECT_EQ(even.totals.violation_count, 0);
  EXPECT_EQ(even.totals.outside.at("population"), 0);
  const Judgement uneven = judge({0, 0, 0, 1, 0, 0, 1, 1});
  EXPECT_NEAR(uneven.totals.worst_deviation.at("population"), 0.25, 1e-12);
  EXPECT_EQ(uneven.totals.outside.at("population"), 2);
  ASSERT_EQ(uneven.totals.violations.size(), 2U);
  EXPECT_EQ(uneven.totals.violations[0].rule, "T052");
  EXPECT_EQ(uneven.totals.violations[0].values.at("measure"), "population");
}

TEST_F(BoardJudgeTest, AnEmptyTerritoryHasNoCentre) {
  const Judgement one = judge({0, 0, 0, 0, 0, 0, 0, 2});
  EXPECT_FALSE(one.territories[1].centre);
  EXPECT_EQ(one.territories[1].units, 0);
}

TEST_F(BoardJudgeTest, AnEffectNamesWhatIsNewOrWorse) {
  const Judgement even = judge({0, 0, 1, 1, 0, 0, 1, 1});
  const Judgement uneven = judge({0, 0, 0, 1, 0, 0, 1, 1});
  const Judgement worse = judge({0, 0, 0, 1, 0, 0, 0, 1});
  const Judgement torn = judge({0, 0, 1, 1, 0, 0, 1, 0});
  EXPECT_EQ(effect_of(even, uneven, kAsked).breaks.size(), 2U);
  EXPECT_EQ(effect_of(uneven, uneven, kAsked).breaks.size(), 0U);
  EXPECT_EQ(effect_of(uneven, worse, kAsked).breaks.size(), 2U) << "worse is told again";
  EXPECT_EQ(effect_of(worse, uneven, kAsked).breaks.size(), 0U);
  EXPECT_EQ(effect_of(worse, uneven, kAsked).mends.size(), 0U) << "better is not yet good";
  EXPECT_EQ(effect_of(uneven, even, kAsked).mends.size(), 2U);
  const BoardEffect broken = effect_of(even, torn, kAsked);
  ASSERT_EQ(broken.breaks.size(), 3U);
  EXPECT_EQ(broken.breaks[0].kind, BoardBreach::Kind::kPieces);
  EXPECT_EQ(name_of(broken.breaks[0].kind), "pieces");
  EXPECT_EQ(broken.breaks[0].pieces, 2);
  EXPECT_EQ(name_of(BoardBreach::Kind::kEmpty), "empty");
  EXPECT_EQ(name_of(BoardBreach::Kind::kBalance), "balance");
}

TEST_F(BoardJudgeTest, ADemandThatIsBrokenOrKeptAgainIsTold) {
  Board board = testing::board_of({0, 0, 1, 1, 0, 0, 1, 1}, ids_);
  const Judgement free = judged(*ground_, board);
  const Demand together{.kind = DemandKind::kTogether, .units = {1, 2}};
  board.demands = {together};
  const Judgement torn = judged(*ground_, board);
  EXPECT_EQ(torn.totals.violation_count, 1);
  const BoardEffect made = effect_of(free, torn, kAsked);
  ASSERT_EQ(made.breaks.size(), 1U);
  EXPECT_EQ(name_of(made.breaks[0].kind), "together");
  EXPECT_EQ(made.breaks[0].demand, together);
  EXPECT_TRUE(effect_of(torn, torn, kAsked).breaks.empty()) << "nothing new";
  EXPECT_TRUE(effect_of(torn, free, kAsked).mends.empty()) << "given up, not kept";
  board.territory_of[2] = 0;
  const auto kept = effect_of(torn, judged(*ground_, board), kAsked);
  EXPECT_TRUE(std::ranges::any_of(
      kept.mends, [&](const BoardBreach& breach) { return breach.demand == together; }));
  board.demands.clear();
  for (const std::int32_t other : ground_->problem.adjacency.neighbours(0))
    board.demands.push_back({.kind = DemandKind::kBarrier, .units = {0, other}});
  board.territory_of[2] = 1;
  const BoardEffect cut = effect_of(free, judged(*ground_, board), kAsked);
  ASSERT_EQ(cut.breaks.size(), 1U);
  EXPECT_EQ(cut.breaks[0].kind, BoardBreach::Kind::kPieces);
}

TEST_F(BoardJudgeTest, ASummaryKeepsItsBoundAndCountsTheGapAnew) {
  const Judgement even = judge({0, 0, 1, 1, 0, 0, 1, 1});
  const std::string before =
      nlohmann::json{{"bound_km", even.totals.rms_km / 1.1}, {"gap", 9.0}, {"seconds", 3}}.dump();
  const auto after = nlohmann::json::parse(summary_after(before, even, 2));
  EXPECT_NEAR(after.at("gap").get<double>(), 0.21, 1e-9);
  EXPECT_EQ(after.at("seconds"), 3);
  EXPECT_TRUE(after.at("is_feasible").get<bool>());
  EXPECT_FALSE(nlohmann::json::parse(summary_after(before, even, 3)).contains("gap"))
      << "the bound is for three territories";
  const Judgement uneven = judge({0, 0, 0, 1, 0, 0, 1, 1});
  const auto unmet = nlohmann::json::parse(summary_after(before, uneven, 2));
  EXPECT_FALSE(unmet.contains("gap"));
  EXPECT_EQ(unmet.at("violations").at(0).at("rule"), "T052");
}

TEST(BoardGround, UnitsThatCannotBeReadAreRefused) {
  EXPECT_FALSE(ground_of("unit,lon\na,5\n", kAsked));
  NewPlan asked = kAsked;
  asked.balance = {{"cars", 0.1}};
  EXPECT_FALSE(ground_of(testing::units_csv("AB"), asked)) << "no such measure";
}

}  // namespace
}  // namespace bailiwick::planning
