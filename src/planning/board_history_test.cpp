// Goal: undo and redo are about what its person did last, whoever else works beside them; the history leads to the present. Method: written
// sequences, and 200 seeded random ones that are compared with a stack of boards.
#include "planning/board_history.hpp"

#include <gtest/gtest.h>

#include "tests/support/board_world.hpp"

namespace bailiwick::planning {
namespace {

using ChangeKind = BoardChangeKind;

PersonId person(std::uint8_t n) {
  Uuid uuid;
  uuid.bytes[15] = n;
  return PersonId(uuid);
}
const PersonId kAnn = person(1);
const PersonId kBob = person(2);

class History {
 public:
  History& add(ChangeKind kind, PersonId by,
               std::optional<std::int64_t> takes_back = std::nullopt) {
    BoardChange change;
    change.number = static_cast<std::int64_t>(changes_.size()) + 1;
    change.kind = kind;
    change.by = by;
    change.takes_back = takes_back;
    changes_.push_back(change);
    return *this;
  }
  [[nodiscard]] std::optional<std::int64_t> undo(PersonId by) const {
    return undo_target(changes_, by);
  }
  [[nodiscard]] std::optional<std::int64_t> redo(PersonId by) const {
    return redo_target(changes_, by);
  }

 private:
  std::vector<BoardChange> changes_;
};

TEST(BoardHistory, KindsHaveNames) {
  for (const ChangeKind kind :
       {ChangeKind::kEdit, ChangeKind::kUndo, ChangeKind::kRedo, ChangeKind::kRestore,
        ChangeKind::kMerge, ChangeKind::kOffer, ChangeKind::kImport, ChangeKind::kState})
    EXPECT_EQ(parse_board_change_kind(name_of(kind)), kind);
  EXPECT_EQ(parse_board_change_kind("lost"), std::nullopt);
}

TEST(BoardHistory, OnesOwnLastChangeIsUndone) {
  History history;
  EXPECT_EQ(history.undo(kAnn), std::nullopt);
  history.add(ChangeKind::kEdit, kAnn).add(ChangeKind::kEdit, kBob).add(ChangeKind::kState, kAnn);
  EXPECT_EQ(history.undo(kAnn), 1);
  EXPECT_EQ(history.undo(kBob), 2);
  EXPECT_EQ(history.redo(kAnn), std::nullopt);
}

TEST(BoardHistory, UndoAndRedoWalkBackAndForth) {
  History history;
  history.add(ChangeKind::kEdit, kAnn).add(ChangeKind::kEdit, kAnn);
  history.add(ChangeKind::kUndo, kAnn, history.undo(kAnn));
  EXPECT_EQ(history.undo(kAnn), 1);
  history.add(ChangeKind::kUndo, kAnn, history.undo(kAnn));
  EXPECT_EQ(history.undo(kAnn), std::nullopt);
  EXPECT_EQ(history.redo(kAnn), 4);
  history.add(ChangeKind::kRedo, kAnn, history.redo(kAnn));
  EXPECT_EQ(history.redo(kAnn), 3);
  history.add(ChangeKind::kRedo, kAnn, history.redo(kAnn));
  EXPECT_EQ(history.redo(kAnn), std::nullopt);
  EXPECT_EQ(history.undo(kAnn), 6);
}

TEST(BoardHistory, AChangeEndsWhatCouldBeRedone) {
  History history;
  history.add(ChangeKind::kEdit, kAnn).add(ChangeKind::kUndo, kAnn, 1).add(ChangeKind::kEdit, kBob);
  EXPECT_EQ(history.redo(kAnn), 2) << "what somebody else does is no matter";
  history.add(ChangeKind::kEdit, kAnn);
  EXPECT_EQ(history.redo(kAnn), std::nullopt);
}

TEST(BoardHistory, WhoWasQuickerIsNamedWithTheUnits) {
  BoardPatch one;
  one.moves = {{2, 0, 1}, {5, 0, 1}};
  BoardPatch two;
  two.locked = {3};
  const std::vector<NumberedPatch> since = {{7, one}, {8, two}};
  const std::vector<std::int32_t> units = {3, 5, 9};
  const auto found = collisions(since, units);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].number, 7);
  EXPECT_EQ(found[0].units, (std::vector<std::int32_t>{5}));
  EXPECT_EQ(found[1].units, (std::vector<std::int32_t>{3}));
  const std::vector<std::int32_t> others = {1};
  EXPECT_TRUE(collisions(since, others).empty());
}

// One person: the model is a list of boards and a place in it.
TEST(BoardHistory, UndoingAllGivesTheFirstBoardAndReplayingGivesThePresent) {
  testing::TerritoryIds ids;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Rng rng(seed);
    const Board first = testing::board_of({0, 1, 2, 0, 1, 2}, ids);
    std::vector<Board> states = {first};
    std::size_t place = 0;
    std::vector<BoardChange> changes;
    std::vector<NumberedPatch> patches;
    Board board = first;
    const auto make = [&](ChangeKind kind, BoardPatch patch,
                          std::optional<std::int64_t> takes_back) {
      BoardChange change;
      change.number = static_cast<std::int64_t>(changes.size()) + 1;
      change.kind = kind;
      change.by = kAnn;
      change.takes_back = takes_back;
      changes.push_back(change);
      apply(board, patch);
      patches.push_back({change.number, std::move(patch)});
    };
    const auto take_back = [&](ChangeKind kind, std::int64_t number) {
      make(kind, inverse(patches[static_cast<std::size_t>(number) - 1].patch), number);
    };
    for (int i = 0; i < 30; ++i) {
      const auto what = rng.below(3);
      const auto undo = undo_target(changes, kAnn);
      const auto redo = redo_target(changes, kAnn);
      ASSERT_EQ(undo.has_value(), place > 0) << "seed " << seed;
      ASSERT_EQ(redo.has_value(), place + 1 < states.size()) << "seed " << seed;
      if (what == 0 && undo) {
        take_back(ChangeKind::kUndo, *undo);
        --place;
      } else if (what == 1 && redo) {
        take_back(ChangeKind::kRedo, *redo);
        ++place;
      } else {
        make(ChangeKind::kEdit, testing::random_patch(board, rng, ids), std::nullopt);
        states.resize(++place);
        states.push_back(board);
      }
      ASSERT_EQ(board, states[place]) << "seed " << seed;
    }
    EXPECT_EQ(replayed(first, patches), board) << "seed " << seed;
    while (const auto undo = undo_target(changes, kAnn)) take_back(ChangeKind::kUndo, *undo);
    EXPECT_EQ(board, first) << "seed " << seed;
  }
}

TEST(BoardHistory, WhatDoesNotFitIsNotReplayed) {
  testing::TerritoryIds ids;
  BoardPatch patch;
  patch.moves = {{0, 1, 0}};
  const std::vector<NumberedPatch> patches = {{1, patch}};
  EXPECT_EQ(replayed(testing::board_of({0, 1}, ids), patches), std::nullopt);
}

}  // namespace
}  // namespace bailiwick::planning
