// Goal: what a plan did to territories, rules, accounts and plans when it became active is taken back, but for what people did since. Method: two plans after
// one another on both databases, with a handful of accounts and two people.
#include "planning/plan_rollback.hpp"

#include <gtest/gtest.h>

#include "planning/assignment_job.hpp"
#include "platform/identity/people_store.hpp"
#include "tests/support/activation_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using support::rules_in;

class PlanRollbackTest : public support::ActivationTest {
 protected:
  // A second plan, active, in which the west's account is the east's and the east has another name.
  PlanId next_plan() {
    approve(plan_);
    EXPECT_EQ(activate(plan_), "");
    const auto next = studio_->scenarios.branch(planner_, plan_, "Next");
    EXPECT_TRUE(next);
    EXPECT_TRUE(move(planner_, next->id, at("u03"), {"u00"}));
    EXPECT_TRUE(studio_->boards.change(
        planner_, next->id, {.revision = 1, .rename = {{.index = at("u03"), .name = "Renamed"}}},
        false));
    approve(next->id);
    EXPECT_EQ(activate(next->id), "");
    return next->id;
  }
  std::string roll_back(PlanId plan) {
    const auto job = studio_->rollback.ask(planner_, plan, "Too soon");
    return job ? run(*job) : job.error().front().rule;
  }
  PersonId seat(TerritoryId territory) {
    const PersonId person(ids_.next());
    const auto position = align_->add_position(planner_, {.id = {}, .title = "Seat"})->id;
    platform::identity::Person somebody;
    somebody.id = person;
    somebody.name = "Somebody";
    somebody.email = person.text() + "@acme.example";
    const auto added = write([&](platform::db::Connection& connection) -> Result<void> {
      const auto company = connection.execute(
          "INSERT INTO company VALUES ($1, 'Acme', 'US', 'USD', 'UTC', 'en', 1, 'monday', 0, 1, 1, "
          "0) ON CONFLICT DO NOTHING",
          {tenant_});
      if (!company) return tl::unexpected(company.error());
      return platform::identity::insert_person(connection, tenant_, somebody);
    });
    EXPECT_TRUE(added) << added.error().message;
    const alignment::Period always{.from = align_->today().plus_days(-30)};
    EXPECT_TRUE(align_->hold(planner_, {.position = position, .period = always, .person = person}));
    EXPECT_TRUE(
        align_->assign(planner_, {.territory = territory, .position = position, .period = always}));
    return person;
  }
  std::set<std::string> names() {
    std::set<std::string> names;
    const auto tree = *align_->tree(planner_, {.day = align_->today()});
    for (const auto& node : tree) names.insert(node.territory.name);
    return names;
  }
};
INSTANTIATE_TEST_SUITE_P(Both, PlanRollbackTest, support::on_both(), support::dialect_name);

TEST_P(PlanRollbackTest, EverythingIsAsItWasBefore) {
  const PlanId next = next_plan();
  ASSERT_EQ(territory_of(west_), id_at(plan_, "u03"));
  ASSERT_TRUE(names().contains("Renamed"));
  const auto rules_before = rules_->sets(planner_);
  ASSERT_EQ(roll_back(next), "");
  EXPECT_EQ(territory_of(west_), id_at(plan_, "u00"));
  EXPECT_EQ(territory_of(east_), id_at(plan_, "u03"));
  EXPECT_EQ(names(), (std::set<std::string>{"T1", "T2"}));
  EXPECT_EQ(service_->plan(planner_, plan_)->state, PlanState::kActive);
  EXPECT_EQ(service_->plan(planner_, next)->state, PlanState::kApproved);
  const auto active = rules_->rules(planner_, "active");
  ASSERT_TRUE(active);
  EXPECT_EQ(active->set->id, rules_before->back().id);
  const auto changes = studio_->boards.changes(planner_, next, std::nullopt, 1);
  ASSERT_TRUE(changes);
  EXPECT_EQ(changes->items.front().reason, "Too soon");
  EXPECT_EQ(roll_back(next), "P140") << "once";
  // And it can become active again.
  EXPECT_EQ(activate(next), "");
  EXPECT_EQ(territory_of(west_), id_at(plan_, "u03"));
}

TEST_P(PlanRollbackTest, TheFirstPlanLeavesNothingBehind) {
  approve(plan_);
  ASSERT_EQ(activate(plan_), "");
  ASSERT_EQ(roll_back(plan_), "");
  EXPECT_EQ(territory_of(west_), std::nullopt);
  EXPECT_TRUE(names().empty());
  EXPECT_EQ(rules_->rules(planner_, "active").error().code, ErrorCode::kNotFound);
}

TEST_P(PlanRollbackTest, WhoeverGivesOrTakesHasATaskUntilItIsTakenBack) {
  approve(plan_);
  ASSERT_EQ(activate(plan_), "");
  EXPECT_TRUE(handovers_.open.empty()) << "nobody had them, nobody takes them";
  const PersonId west = seat(id_at(plan_, "u00"));
  const PersonId east = seat(id_at(plan_, "u03"));
  const auto next = studio_->scenarios.branch(planner_, plan_, "Next");
  ASSERT_TRUE(move(planner_, next->id, at("u03"), {"u00"}));
  approve(next->id);
  ASSERT_EQ(activate(next->id), "");
  std::set<PersonId> owners;
  for (const auto& [id, task] : handovers_.open) owners.insert(task.owner);
  EXPECT_EQ(owners, (std::set<PersonId>{west, east}));
  const auto made = studio_->rollback.activations(planner_, next->id);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->front().accounts, 1);
  EXPECT_EQ(made->front().plan_before, plan_);
  ASSERT_EQ(roll_back(next->id), "");
  EXPECT_TRUE(handovers_.open.empty());
}

TEST_P(PlanRollbackTest, WhatPeopleDidSinceStays) {
  approve(plan_);
  ASSERT_EQ(activate(plan_), "");
  const TerritoryId west = id_at(plan_, "u00");
  const alignment::AccountMove by_hand{.account = abroad_, .territory = west};
  ASSERT_TRUE(align_->align_accounts(planner_, {&by_hand, 1}, {.period = {align_->today(), {}}}));
  ASSERT_EQ(roll_back(plan_), "");
  EXPECT_EQ(territory_of(abroad_), west);
  EXPECT_EQ(territory_of(west_), std::nullopt);
  EXPECT_EQ(names(), (std::set<std::string>{"T1"})) << "it has an account, so it stays";
  const auto made = studio_->rollback.activations(planner_, plan_);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->front().rolled_back->kept, 1);
  EXPECT_EQ(made->front().rolled_back->closed, 1);
}

TEST_P(PlanRollbackTest, ANameThatSomebodyGaveSinceStays) {
  const PlanId next = next_plan();
  const auto tree = *align_->tree(planner_, {.day = align_->today()});
  for (const auto& node : tree) {
    alignment::Territory territory = node.territory;
    if (territory.name != "Renamed") continue;
    territory.name = "Better";
    ASSERT_TRUE(align_->rename_territory(planner_, territory));
  }
  ASSERT_EQ(roll_back(next), "");
  EXPECT_EQ(names(), (std::set<std::string>{"T1", "Better"}));
}

TEST_P(PlanRollbackTest, WhatCannotBeTakenBackIsRefused) {
  const PlanId next = next_plan();
  EXPECT_EQ(rules_in(studio_->rollback.ask(planner_, plan_, "no").error()), "P140");
  EXPECT_EQ(rules_in(studio_->rollback.ask(planner_, next, " ").error()), "P109");
  EXPECT_EQ(rules_in(studio_->rollback.ask(planner_, PlanId(ids_.next()), "no").error()), "P050");
  const auto reader = support::somebody(tenant_, person_, platform::identity::Role::kRep);
  EXPECT_EQ(rules_in(studio_->rollback.ask(reader, next, "no").error()), "I001");
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kDraft, {}));
  EXPECT_EQ(roll_back(next), "P141");
  ASSERT_TRUE(studio_->boards.set_state(planner_, plan_, PlanState::kArchived, {}));
  const auto job = studio_->rollback.ask(planner_, next, "no");
  ASSERT_TRUE(job);
  ASSERT_EQ(run(*job), "");
  EXPECT_EQ(service_->plan(planner_, plan_)->state, PlanState::kActive);
}

TEST_P(PlanRollbackTest, RulesThatWereActivatedSinceAreInTheWay) {
  const PlanId next = next_plan();
  AssignmentRule rule;
  rule.territory = id_at(plan_, "u00");
  rule.name = "Belgium";
  rule.condition = FormulaCondition{"country == \"BE\""};
  ASSERT_TRUE(rules_->add(planner_, rule));
  queue_.add_kind(assign_kind(*rules_));
  const auto assigned = rules_->activate(planner_, align_->today());
  ASSERT_TRUE(assigned) << assigned.error().front().message;
  const auto asked = studio_->rollback.ask(planner_, next, "no");
  ASSERT_TRUE(asked) << "they are not active yet";
  ASSERT_EQ(run(*assigned), "");
  EXPECT_EQ(run(*asked), "P140");
  EXPECT_EQ(roll_back(next), "P140");
}

}  // namespace
}  // namespace bailiwick::planning
