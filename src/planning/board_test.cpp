// Goal: a change says exactly what was asked or is refused with every mistake; what is applied can be taken back; the difference of two
// boards makes the one of the other. Method: small boards by hand, and 300 seeded random sequences of changes.
#include "planning/board.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "tests/support/board_world.hpp"

namespace bailiwick::planning {
namespace {

using testing::board_of;
using testing::random_patch;

class BoardChangeTest : public ::testing::Test {
 protected:
  Checked<BoardPatch> patch(const NewBoardChange& change) {
    return patch_of(change, board_, lookup_, borders_, [this] { return ids_.next(); });
  }
  testing::TerritoryIds ids_;
  std::vector<std::string> units_ = {"a", "b", "c", "d"};
  platform::files::UnitLookup lookup_{units_};
  graph::Csr borders_ = graph::Csr::from_edges(4, std::vector<graph::Edge>{{0, 1}, {1, 2}, {2, 3}});
  Board board_ = board_of({0, 0, 1, 1}, ids_);
};

TEST_F(BoardChangeTest, UnitsMoveAndOnesThatAreThereDoNot) {
  const auto made = patch({.moves = {{.to = 1, .units = {"b", "c"}}}});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->moves, (std::vector<UnitMove>{{1, 0, 1}}));
  apply(board_, *made);
  EXPECT_EQ(board_.territory_of, (std::vector<std::int32_t>{0, 1, 1, 1}));
  EXPECT_TRUE(patch({.moves = {{.to = 1, .units = {"b"}}}})->is_empty());
}

TEST_F(BoardChangeTest, EveryMistakeIsToldWithItsPlace) {
  board_.is_locked[3] = 1;
  const auto made = patch({.moves = {{.to = 0, .units = {"d", "x", "a"}},
                                     {.to = 7, .units = {"b"}},
                                     {.to = 1, .units = {"a"}}},
                           .lock = {"y"},
                           .add = {" ", "T0"},
                           .rename = {{.index = 9, .name = "Z"}}});
  ASSERT_FALSE(made);
  std::string found;
  for (const Error& error : made.error()) found += error.rule + error.pointer + " ";
  EXPECT_EQ(found,
            "P104/add/0/name P104/add/1/name P101/rename/0/index P101/lock/0 P101/moves/0/units/1 "
            "P101/moves/1/to P101/moves/2/units/0 P102/moves ");
}

TEST_F(BoardChangeTest, DemandsAreMadeAndGivenUp) {
  const NewDemand together{.kind = DemandKind::kTogether, .units = {"c", "a", "c"}};
  const NewDemand pin{.kind = DemandKind::kPin, .units = {"d"}, .territory = 2};
  const auto made = patch({.add = {"New"}, .demand = {together, pin, together}});
  ASSERT_TRUE(made) << made.error().front().message;
  EXPECT_EQ(made->demanded, (Demands{{.kind = DemandKind::kPin, .territory = 2, .units = {3}},
                                     {.kind = DemandKind::kTogether, .units = {0, 2}}}));
  EXPECT_EQ(made->units(), (std::vector<std::int32_t>{0, 2, 3}));
  apply(board_, *made);
  EXPECT_TRUE(patch({.demand = {together}})->is_empty()) << "it is there";
  EXPECT_TRUE(patch({.demand = {pin}, .release = {pin}})->is_empty());
  const auto given_up = patch({.release = {together}});
  ASSERT_TRUE(given_up);
  BoardPatch removal = inverse(*made);
  removal.released.clear();
  EXPECT_EQ(obstacles(board_, removal).territories, (std::vector<std::int32_t>{2}))
      << "a territory with a pin is not taken away";
  apply(board_, *given_up);
  EXPECT_EQ(board_.demands.size(), 1U);
}

TEST_F(BoardChangeTest, DemandsThatCannotBeAreToldWithTheirPlace) {
  const auto made = patch({.demand = {{.kind = DemandKind::kBarrier, .units = {"a", "b", "c"}},
                                      {.kind = DemandKind::kPin, .units = {"a"}},
                                      {.kind = DemandKind::kForbid, .units = {"x"}, .territory = 0},
                                      {.kind = DemandKind::kTogether, .units = {"a", "a"}},
                                      {.kind = DemandKind::kBarrier, .units = {"a", "c"}}}});
  ASSERT_FALSE(made);
  std::string found;
  for (const Error& error : made.error()) found += error.rule + error.pointer + " ";
  EXPECT_EQ(
      found,
      "P143/demand/0 P101/demand/1/territory P101/demand/2/units/0 P143/demand/3 P143/demand/4 ");
}

TEST_F(BoardChangeTest, ALockedUnitMovesOnlyWhereTheChangeUnlocksIt) {
  board_.is_locked[0] = 1;
  EXPECT_EQ(patch({.moves = {{.to = 1, .units = {"a"}}}}).error().front().rule, "P102");
  const auto both = patch({.moves = {{.to = 1, .units = {"a"}}}, .unlock = {"a"}});
  ASSERT_TRUE(both);
  apply(board_, *both);
  EXPECT_EQ(board_.territory_of[0], 1);
  EXPECT_EQ(board_.is_locked[0], 0);
  EXPECT_EQ(patch({.lock = {"b"}, .unlock = {"b"}})->locked, (std::vector<std::int32_t>{1}))
      << "b is not locked, so unlocking it is nothing";
}

TEST_F(BoardChangeTest, ATerritoryIsAddedNamedAndFilledAtOnce) {
  const auto made = patch({.moves = {{.to = 2, .units = {"c"}}},
                           .add = {"New"},
                           .rename = {{.index = 0, .name = "First"}}});
  ASSERT_TRUE(made);
  const Board before = board_;
  apply(board_, *made);
  ASSERT_EQ(board_.territory_count(), 3);
  EXPECT_EQ(board_.territories[2].name, "New");
  EXPECT_EQ(board_.territories[0].name, "First");
  EXPECT_EQ(board_.territory_of[2], 2);
  apply(board_, inverse(*made));
  EXPECT_EQ(board_, before);
}

TEST_F(BoardChangeTest, NamesMaySwapWithinOneChange) {
  const auto made = patch({.rename = {{.index = 0, .name = "T1"}, {.index = 1, .name = "T0"}}});
  ASSERT_TRUE(made) << made.error().front().message;
  apply(board_, *made);
  EXPECT_EQ(board_.territories[0].name, "T1");
  EXPECT_EQ(patch({.rename = {{.index = 0, .name = "T0"}}}).error().front().rule, "P104");
}

TEST_F(BoardChangeTest, WhatDoesNotFitIsNamed) {
  const auto made = patch({.moves = {{.to = 1, .units = {"a", "b"}}}});
  board_.territory_of[1] = 1;
  EXPECT_EQ(obstacles(board_, *made).units, (std::vector<std::int32_t>{1}));
  BoardPatch removal;
  removal.removed = {board_.territories[1]};
  EXPECT_EQ(obstacles(board_, removal).units, (std::vector<std::int32_t>{1, 2, 3}))
      << "a territory with units in it cannot go";
  removal.removed = {board_.territories[0]};
  EXPECT_FALSE(obstacles(board_, removal).territories.empty());
}

TEST(BoardPatch, ChangesCanBeTakenBackAndDifferencesApplied) {
  testing::TerritoryIds ids;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Rng rng(seed);
    const Board first = board_of({0, 1, 2, 0, 1, 2, 0, 1, 2, 0}, ids);
    Board board = first;
    std::vector<BoardPatch> made;
    for (int i = 0; i < 8; ++i) {
      const Board before = board;
      made.push_back(random_patch(board, rng, ids));
      ASSERT_TRUE(obstacles(board, made.back()).none()) << "seed " << seed;
      apply(board, made.back());
      Board again = before;
      apply(again, between(before, board));
      ASSERT_EQ(again, board) << "seed " << seed;
    }
    Board other = first;
    apply(other, between(first, board));
    EXPECT_EQ(other, board) << "seed " << seed;
    for (std::size_t i = made.size(); i-- > 0;) apply(board, inverse(made[i]));
    EXPECT_EQ(board, first) << "seed " << seed;
  }
}

}  // namespace
}  // namespace bailiwick::planning
