// Goal: a desk is what the database says, made once and kept while that is so; colours stay while neighbours differ. Method: the service on both
// databases, beside desks of a second process.
#include "planning/board_desk.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using BoardDeskTest = support::StudioTest;
INSTANTIATE_TEST_SUITE_P(Both, BoardDeskTest, support::on_both(), support::dialect_name);

TEST_P(BoardDeskTest, IsKeptUntilThePlanChanges) {
  const DeskPtr first = desk();
  EXPECT_EQ(desk(), first) << "the same object";
  const BoardDesks elsewhere(parts());
  const auto there = elsewhere.open(tenant_, plan_);
  ASSERT_TRUE(there);
  EXPECT_EQ((*there)->board, first->board);
  ASSERT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
  const auto renewed = elsewhere.open(tenant_, plan_);
  EXPECT_EQ((*renewed)->revision, 1);
  EXPECT_EQ((*renewed)->board, desk()->board);
}

TEST_P(BoardDeskTest, APlanWithoutADesignHasNone) {
  const auto made = service_->create(planner_, {.name = "Later",
                                                .dataset = made_plan_.plan.dataset,
                                                .territories = 2,
                                                .balance = {{"population", 0.1}}});
  ASSERT_TRUE(made);
  EXPECT_EQ(support::rules_in(studio_->desks.open(tenant_, made->plan.id).error()), "P052");
  EXPECT_EQ(support::rules_in(studio_->desks.open(tenant_, PlanId(ids_.next())).error()), "P050");
}

TEST_P(BoardDeskTest, ColoursStayWhileNeighboursDiffer) {
  const DeskPtr before = desk();
  const auto unit = before->ground->lookup->find_exact("u01");
  BoardPatch patch;
  patch.added = {{TerritoryId(ids_.next()), "New"}};
  patch.moves = {{*unit, before->board.territory_of[static_cast<std::size_t>(*unit)], 2}};
  const DeskPtr after = desk_after(*before, patch);
  ASSERT_EQ(after->colours.size(), 3U);
  EXPECT_EQ(after->colours[0], before->colours[0]);
  EXPECT_EQ(after->colours[1], before->colours[1]);
  EXPECT_NE(after->colours[2], after->colours[0]);
  EXPECT_NE(after->colours[2], after->colours[1]);
  EXPECT_EQ(before->board.territory_count(), 2) << "the one before is as it was";
}

TEST_P(BoardDeskTest, ARedesignBeginsAnew) {
  ASSERT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
  ASSERT_EQ(run(made_plan_.job), "");
  EXPECT_EQ(desk()->revision, 0);
  EXPECT_EQ(studio_->boards.changes(planner_, plan_, {}, 5)->items.size(), 0U);
}

}  // namespace
}  // namespace bailiwick::planning
