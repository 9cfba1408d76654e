// Goal: bodies become what was asked, and answers speak of every territory that a change touches. Method: bodies and a change by hand; whole answers
// are held against their schemas in board_routes_test.
#include "planning/board_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/board_world.hpp"
#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

using nlohmann::json;

TEST(BoardJson, ABodyBecomesAChange) {
  const NewBoardChange change =
      new_board_change_of({{"revision", 7},
                           {"moves", {{{"to", 2}, {"units", {"a", "b"}}}}},
                           {"lock", {"c"}},
                           {"add", {{{"name", "New"}}}},
                           {"rename", {{{"index", 1}, {"name", "Other"}}}},
                           {"reason", "why"}});
  EXPECT_EQ(change.revision, 7);
  EXPECT_EQ(change.moves.at(0).units, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(change.lock.at(0), "c");
  EXPECT_EQ(change.add.at(0), "New");
  EXPECT_EQ(change.rename.at(0).index, 1);
  EXPECT_EQ(change.reason, "why");
  EXPECT_TRUE(new_board_change_of({{"revision", 0}}).moves.empty());
}

TEST(BoardJson, ABodyBecomesAMerge) {
  const PlanId from(Uuid{{1}});
  const MergeRequest request = merge_request_of({{"from", from.text()},
                                                 {"take", {{{"unit", "a"}, {"side", "theirs"}}}},
                                                 {"take_all", "ours"},
                                                 {"preview", true}});
  EXPECT_EQ(request.from, from);
  EXPECT_EQ(request.take.at(0).side, MergeSide::kTheirs);
  EXPECT_EQ(request.take_all, MergeSide::kOurs);
  EXPECT_TRUE(request.is_preview);
}

TEST(BoardJson, AnOutcomeNamesWhatItTouches) {
  testing::TerritoryIds ids;
  const NewPlan asked{
      .name = "A", .dataset = {}, .territories = 2, .balance = {{"population", 0.1}}};
  Desk bare;
  bare.plan.request = asked;
  bare.ground = *ground_of(testing::units_csv("AABBCC"), asked);
  const DeskPtr before = desk_with(bare, testing::board_of({0, 0, 1, 1, 2, 2}, ids));
  BoardPatch patch;
  patch.moves = {{1, 0, 1}};
  const DeskPtr after = desk_after(*before, patch);
  const json answer = outcome_json({.before = before,
                                    .after = after,
                                    .patch = patch,
                                    .effect = {},
                                    .change = {},
                                    .undo_redo = {}});
  ASSERT_EQ(answer["after"].size(), 2U);
  EXPECT_EQ(answer["after"][1]["units"], 3);
  EXPECT_EQ(answer["before"][1]["units"], 2);
  EXPECT_EQ(answer["written"], false);
}

}  // namespace
}  // namespace bailiwick::planning
