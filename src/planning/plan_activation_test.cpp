// Goal: an approved plan becomes real on its day: territories in the tree, units as rules, accounts moved, the plan before it archived; and what is not
// approved, or has changed, does not. Method: the service and its job on both databases, with a handful of accounts at the plan's units.
#include "planning/plan_activation.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/activation_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using support::rules_in;

using PlanActivationTest = support::ActivationTest;
INSTANTIATE_TEST_SUITE_P(Both, PlanActivationTest, support::on_both(), support::dialect_name);

TEST_P(PlanActivationTest, AnApprovedPlanBecomesReal) {
  EXPECT_EQ(activate(plan_), "P115");
  const auto preview = studio_->activation.preview(planner_, request(plan_));
  ASSERT_TRUE(preview) << preview.error().front().message;
  EXPECT_EQ(preview->added.size(), 2U);
  EXPECT_EQ(preview->accounts.moves, 2);
  EXPECT_EQ(preview->accounts.gaps, 1) << "the one abroad";
  EXPECT_TRUE(align_->tree(planner_, {.day = align_->today()})->empty()) << "it wrote nothing";
  approve(plan_);
  ASSERT_EQ(activate(plan_), "");
  EXPECT_EQ(territory_of(west_), id_at(plan_, "u00"));
  EXPECT_EQ(territory_of(east_), id_at(plan_, "u03"));
  EXPECT_EQ(territory_of(abroad_), std::nullopt);
  EXPECT_EQ(align_->tree(planner_, {.day = align_->today()})->size(), 2U);
  EXPECT_EQ(service_->plan(planner_, plan_)->state, PlanState::kActive);
  EXPECT_EQ(service_->plan(planner_, plan_)->valid_from, align_->today());
  EXPECT_EQ(rules_->rules(planner_, "active")->rules.size(), 2U);
}

TEST_P(PlanActivationTest, TheNextPlanMovesWhatDiffersAndArchivesTheOneBefore) {
  approve(plan_);
  ASSERT_EQ(activate(plan_), "");
  const auto next = studio_->scenarios.branch(planner_, plan_, "Next");
  ASSERT_TRUE(next);
  ASSERT_TRUE(move(planner_, next->id, at("u03"), {"u00"}));
  ASSERT_TRUE(studio_->boards.change(
      planner_, next->id, {.revision = 1, .rename = {{.index = at("u03"), .name = "Renamed"}}},
      false));
  approve(next->id);
  // Somebody works on a draft of rules: their own stay, the units are renewed.
  AssignmentRule rule;
  rule.territory = id_at(plan_, "u00");
  rule.name = "Belgium";
  rule.condition = FormulaCondition{"country == \"BE\""};
  ASSERT_TRUE(rules_->add(planner_, rule));
  const auto job = studio_->activation.activate(planner_, request(next->id));
  ASSERT_TRUE(job);
  ASSERT_EQ(run(*job), "");
  EXPECT_EQ(territory_of(west_), id_at(plan_, "u03")) << "territories are the same by id";
  EXPECT_EQ(service_->plan(planner_, plan_)->state, PlanState::kArchived);
  EXPECT_EQ(service_->plan(planner_, next->id)->state, PlanState::kActive);
  const auto tree = align_->tree(planner_, {.day = align_->today()});
  EXPECT_EQ(tree->size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(
      *tree, [](const auto& node) { return node.territory.name == "Renamed"; }));
  const auto draft = rules_->rules(planner_, "draft");
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->rules.size(), 3U);
  EXPECT_EQ(run(*job), "P119") << "it is done";
}

TEST_P(PlanActivationTest, ANewDesignTakesTheIdentitiesOfTheActiveOne) {
  approve(plan_);
  ASSERT_EQ(activate(plan_), "");
  const auto redesigned = service_->create(planner_, {.name = "Three",
                                                      .dataset = made_plan_.plan.dataset,
                                                      .territories = 3,
                                                      .balance = {{"population", 0.6}},
                                                      .seconds = 1.0});
  ASSERT_TRUE(redesigned);
  ASSERT_EQ(run(redesigned->job), "");
  const Board three = desk(redesigned->plan.id)->board;
  int shared = 0;
  std::set<std::string> names;
  for (const BoardTerritory& territory : three.territories) {
    names.insert(territory.name);
    for (const BoardTerritory& before : desk()->board.territories)
      shared += before.id == territory.id ? 1 : 0;
  }
  EXPECT_EQ(shared, 2);
  EXPECT_EQ(names.size(), 3U);
}

TEST_P(PlanActivationTest, WhatIsWrongIsTold) {
  approve(plan_);
  PlanActivationRequest wanted = request(plan_);
  wanted.country = "";
  EXPECT_EQ(rules_in(studio_->activation.activate(planner_, wanted).error()), "P116");
  wanted = request(plan_);
  wanted.parent = TerritoryId(ids_.next());
  EXPECT_EQ(rules_in(studio_->activation.activate(planner_, wanted).error()), "P069");
  const auto reader = support::somebody(tenant_, person_, platform::identity::Role::kRep);
  EXPECT_EQ(rules_in(studio_->activation.activate(reader, request(plan_)).error()), "I001");
  const auto job = studio_->activation.activate(planner_, request(plan_));
  ASSERT_TRUE(job);
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kDraft, "wait"));
  EXPECT_EQ(run(*job), "P119");
  EXPECT_EQ(territory_of(west_), std::nullopt);
}

}  // namespace
}  // namespace bailiwick::planning
