// Goal: a part keeps its number, shares and locked units, and what comes of it is a patch of the board. Method: a map of twelve units whose answer
// is plain to see.
#include "planning/optimise.hpp"

#include <gtest/gtest.h>

#include "engine/territory/solve.hpp"
#include "engine/territory/validate.hpp"
#include "tests/support/board_world.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

const NewPlan kAsked{
    .name = "A", .dataset = {}, .territories = 3, .balance = {{"population", 0.1}}};

class OptimiseTest : public ::testing::Test {
 protected:
  OptimiseTest() { ground_ = *ground_of(testing::units_csv("AABBCC\nAABBCC"), kAsked); }

  BoardPatch solved(const OptimiseRequest& request) {
    const auto part = part_of(*ground_, board_, request, kAsked);
    EXPECT_TRUE(part) << part.error().front().message;
    EXPECT_TRUE(territory::validate(part->problem).empty());
    const auto solution = territory::solve(part->problem, Budget::iterations(200),
                                           {.seed = 1, .threads = 1, .progress = {}});
    return patch_of(*part, board_, solution.plan);
  }

  testing::TerritoryIds ids_;
  std::shared_ptr<const BoardGround> ground_;
  // Territory 1 has five units, territory 0 three, territory 2 four.
  Board board_ = testing::board_of({0, 1, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2}, ids_);
};

TEST_F(OptimiseTest, TheWholeIsMendedWithFewMoves) {
  const BoardPatch patch = solved({.territories = {}, .balance = {}});
  ASSERT_EQ(patch.moves.size(), 1U);
  EXPECT_EQ(patch.moves[0], (UnitMove{1, 1, 0}));
}

TEST_F(OptimiseTest, APartKeepsToItsTerritoriesAndTheSharesOfTheWhole) {
  const OptimiseRequest request{.territories = {1, 0}, .balance = {}};
  const auto part = part_of(*ground_, board_, request, kAsked);
  ASSERT_TRUE(part);
  EXPECT_EQ(part->units.size(), 8U);
  EXPECT_EQ(part->territories, (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(part->problem.balance.at(0).target, 40.0) << "a third of 120, not half of 80";
  EXPECT_EQ(solved(request).moves.size(), 1U);
}

TEST_F(OptimiseTest, ALockedUnitStays) {
  board_.is_locked[1] = 1;
  for (const UnitMove& move : solved({.territories = {}, .balance = {}}).moves)
    EXPECT_NE(move.unit, 1);
}

TEST_F(OptimiseTest, DemandsAreKept) {
  board_.demands = {{.kind = DemandKind::kForbid, .territory = 0, .units = {1}},
                    {.kind = DemandKind::kTogether, .units = {8, 9}}};
  Board after = board_;
  apply(after, solved({.territories = {}, .balance = {}}));
  EXPECT_TRUE(broken_by(after.demands, after.territory_of).empty());
  EXPECT_NE(after.territory_of, board_.territory_of) << "there is a way all the same";
}

TEST_F(OptimiseTest, DemandsThatCannotBeMetAreNamedBeforeTheSearch) {
  board_.is_locked[1] = 1;
  board_.demands = {{.kind = DemandKind::kForbid, .territory = 1, .units = {1}}};
  const auto part = part_of(*ground_, board_, {.territories = {}, .balance = {}}, kAsked);
  ASSERT_TRUE(part);
  EXPECT_FALSE(territory::validate(part->problem).empty());
}

TEST_F(OptimiseTest, EveryMistakeIsTold) {
  const OptimiseRequest request{.territories = {0, 0, 9},
                                .seconds = 0.0,
                                .balance = {{"populatoin", 0.1}, {"population", 0.0}},
                                .disruption_cap = 2.0};
  const auto part = part_of(*ground_, board_, request, kAsked);
  ASSERT_FALSE(part);
  EXPECT_EQ(testing::rules_of(part.error()), "P101 P101 P055 P055 P054 P055");
}

TEST_F(OptimiseTest, WhatIsAboutATerritoryGoesIntoItOrOut) {
  BoardPatch patch;
  patch.moves = {{0, 0, 1}, {1, 1, 2}, {2, 2, 0}};
  EXPECT_EQ(about(patch, {0}).moves, (std::vector<UnitMove>{{0, 0, 1}, {2, 2, 0}}));
  EXPECT_EQ(about(patch, {}).moves.size(), 3U);
}

}  // namespace
}  // namespace bailiwick::planning
