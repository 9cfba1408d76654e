// Goal: a scenario begins as its plan, is compared with it and merged into it, conflicts are asked for, and merging twice brings nothing twice.
// Method: the service on both databases, with a designed plan of eight units.
#include "planning/scenario_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using support::rules_in;

class ScenarioServiceTest : public support::StudioTest {
 protected:
  PlanId branch() {
    const auto made = studio_->scenarios.branch(planner_, plan_, "What if");
    EXPECT_TRUE(made) << (made ? "" : made.error().front().message);
    return made ? made->id : PlanId();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, ScenarioServiceTest, support::on_both(), support::dialect_name);

TEST_P(ScenarioServiceTest, AScenarioBeginsAsThePlan) {
  ASSERT_TRUE(move(planner_, plan_, at("u03"), {"u01"}));
  const PlanId scenario = branch();
  EXPECT_EQ(desk(scenario)->board, desk()->board);
  EXPECT_EQ(desk(scenario)->revision, 0);
  EXPECT_EQ(desk(scenario)->plan.parent, plan_);
  EXPECT_EQ(desk(scenario)->plan.state, PlanState::kDraft);
  EXPECT_EQ(service_->territories(planner_, scenario)->size(), 2U);
  EXPECT_EQ(studio_->boards.board(planner_, scenario)->parent->id, plan_);
  ASSERT_TRUE(move(planner_, scenario, at("u00"), {"u01"}));
  EXPECT_NE(at(scenario, "u01"), at("u01")) << "what is changed in one is not in the other";
  EXPECT_EQ(rules_in(studio_->scenarios.branch(planner_, plan_, " ").error()), "P053");
}

TEST_P(ScenarioServiceTest, WhatIsDifferentIsNamed) {
  const PlanId scenario = branch();
  ASSERT_TRUE(move(planner_, scenario, at("u03"), {"u01", "u11"}));
  const auto found = studio_->scenarios.compare(planner_, plan_, scenario);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->diff.moves.size(), 2U);
  EXPECT_EQ(studio_->scenarios.compare(planner_, scenario, {})->theirs->plan.id, plan_)
      << "with the one it was branched from";
  EXPECT_EQ(rules_in(studio_->scenarios.compare(planner_, plan_, {}).error()), "P113");
  EXPECT_EQ(found->theirs->judgement.territories[static_cast<std::size_t>(at("u03"))].units, 6);
  const auto dataset =
      service_->add_dataset(planner_, "Other", planning::testing::units_csv("AB\nAB"));
  ASSERT_TRUE(dataset);
  const auto elsewhere = service_->create(planner_, {.name = "Elsewhere",
                                                     .dataset = dataset->id,
                                                     .territories = 2,
                                                     .balance = {{"population", 0.5}}});
  ASSERT_TRUE(elsewhere);
  EXPECT_EQ(rules_in(studio_->scenarios.compare(planner_, plan_, elsewhere->plan.id).error()),
            "P052");
  ASSERT_EQ(run(elsewhere->job), "");
  EXPECT_EQ(rules_in(studio_->scenarios.compare(planner_, plan_, elsewhere->plan.id).error()),
            "P112");
}

TEST_P(ScenarioServiceTest, AMergeBringsWhatTheScenarioChanged) {
  const std::int32_t east = at("u03");
  const PlanId scenario = branch();
  ASSERT_TRUE(move(planner_, plan_, east, {"u00"}));
  ASSERT_TRUE(move(planner_, scenario, east, {"u01"}));
  const auto merged = studio_->scenarios.merge(
      planner_, plan_, {.from = scenario, .take = {}, .take_names = {}, .reason = "agreed"});
  ASSERT_TRUE(merged) << merged.error().front().message;
  EXPECT_TRUE(merged->outcome.change);
  EXPECT_EQ(at("u00"), east) << "ours";
  EXPECT_EQ(at("u01"), east) << "theirs";
  // Ours moved it back since: a second merge leaves it.
  ASSERT_TRUE(move(planner_, plan_, 1 - east, {"u01"}));
  const auto again =
      studio_->scenarios.merge(planner_, plan_, {.from = scenario, .take = {}, .take_names = {}});
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->outcome.change);
  EXPECT_EQ(at("u01"), 1 - east);
  ASSERT_TRUE(studio_->boards.undo(planner_, plan_));
  ASSERT_TRUE(studio_->boards.undo(planner_, plan_)) << "a merge can be undone";
  EXPECT_EQ(at("u01"), 1 - east);
}

TEST_P(ScenarioServiceTest, ConflictsAreAskedForBeforeAnythingIsWritten) {
  const std::int32_t east = at("u03");
  ASSERT_TRUE(studio_->boards.change(planner_, plan_, {.add = {"Third"}}, false));
  const PlanId scenario = branch();
  ASSERT_TRUE(move(planner_, plan_, east, {"u01"}));
  ASSERT_TRUE(move(planner_, scenario, 2, {"u01"}));
  MergeRequest request{.from = scenario, .take = {}, .take_names = {}};
  const auto open = studio_->scenarios.merge(planner_, plan_, request);
  ASSERT_TRUE(open);
  EXPECT_EQ(open->merge.conflicts.size(), 1U);
  EXPECT_FALSE(open->outcome.change);
  EXPECT_EQ(at("u01"), east);
  request.take = {{"u77", MergeSide::kTheirs}};
  request.take_names = {{TerritoryId(ids_.next()), MergeSide::kOurs}};
  EXPECT_EQ(rules_in(studio_->scenarios.merge(planner_, plan_, request).error()), "P114 P114");
  request.take = {{"u01", MergeSide::kTheirs}};
  request.take_names.clear();
  request.is_preview = true;
  EXPECT_FALSE(studio_->scenarios.merge(planner_, plan_, request)->outcome.change);
  request.is_preview = false;
  ASSERT_TRUE(studio_->scenarios.merge(planner_, plan_, request)->outcome.change);
  EXPECT_EQ(at("u01"), 2);
}

TEST_P(ScenarioServiceTest, APlanIsMergedIntoItsScenarioAndSiblingsIntoEachOther) {
  const std::int32_t east = at("u03");
  const PlanId one = branch();
  const PlanId two = branch();
  ASSERT_TRUE(move(planner_, plan_, east, {"u00"}));
  ASSERT_TRUE(
      studio_->scenarios.merge(planner_, one, {.from = plan_, .take = {}, .take_names = {}}));
  EXPECT_EQ(at(one, "u00"), east);
  ASSERT_TRUE(move(planner_, two, east, {"u10"}));
  ASSERT_TRUE(studio_->scenarios.merge(planner_, one, {.from = two, .take = {}, .take_names = {}}));
  EXPECT_EQ(at(one, "u10"), east);
  EXPECT_EQ(at(one, "u00"), east);
  const auto stranger = studio_->scenarios.branch(planner_, one, "Grandchild");
  ASSERT_TRUE(stranger);
  EXPECT_EQ(
      rules_in(studio_->scenarios
                   .merge(planner_, plan_, {.from = stranger->id, .take = {}, .take_names = {}})
                   .error()),
      "P113");
}

}  // namespace
}  // namespace bailiwick::planning
