// Goal: rules are changed in a draft, what is wrong is told, and no company sees another's. Method: every rule once, on both databases.
#include "planning/assignment_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_world.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::Role;

class AssignmentServiceTest : public bailiwick::testing::AssignmentTest {
 protected:
  template <class T>
  static std::string first_rule(const Checked<T>& outcome) {
    return outcome ? std::string("none") : outcome.error().front().rule;
  }
  std::string refused(AssignmentRule rule) {
    return first_rule(rules->add(admin, std::move(rule)));
  }
};

TEST_P(AssignmentServiceTest, ADraftIsChangedAndRead) {
  EXPECT_FALSE(rules->rules(admin, "")->set);
  AssignmentRule rule = add(formula(north, "employees > 5"));
  add({.id = {},
       .territory = south,
       .name = "Codes",
       .condition = UnitsCondition{"NL", {"10*"}},
       .is_overlay = true});
  rule.name = "Larger";
  const auto changed = rules->change(admin, rule);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->version, 2);
  EXPECT_EQ(first_rule(rules->change(admin, rule)), "P065");
  const auto read = rules->rules(admin, "draft");
  ASSERT_EQ(read->rules.size(), 2U);
  EXPECT_EQ(read->rules[0].name, "Larger");
  EXPECT_EQ(read->rules[1].condition, (RuleCondition{UnitsCondition{"NL", {"10*"}}}));
  EXPECT_TRUE(read->rules[1].is_overlay);
  EXPECT_EQ(rule_of(rules->remove(admin, rule.id, 1)), "P065");
  ASSERT_TRUE(rules->remove(admin, rule.id, 2));
  EXPECT_EQ(rules->rules(admin, "")->rules.size(), 1U);
  EXPECT_EQ(rules->sets(admin)->at(0).rule_count, 1);
  EXPECT_EQ(events(admin.tenant).back().event.name, "rule_set.updated");
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(AssignmentServiceTest, TheFirstToWinIsReadFirst) {
  const RuleId low = add(formula(south, "true", -1)).id;
  const RuleId top = add(formula(country, "true")).id;
  const RuleId deep = add(formula(north, "true")).id;
  AssignmentRule named = formula(south, "", -5);
  named.name = "One";
  named.condition = NamedCondition{{accounts.add(1, "NL")}};
  const RuleId first = add(named).id;
  std::vector<RuleId> order;
  const auto read = rules->rules(admin, "draft");
  ASSERT_TRUE(read);
  for (const AssignmentRule& rule : read->rules) order.push_back(rule.id);
  EXPECT_EQ(order, (std::vector{first, deep, top, low}));
}

TEST_P(AssignmentServiceTest, WhatIsWrongWithARuleIsTold) {
  AssignmentRule good = formula(north, "employees > 5");
  AssignmentRule bad = good;
  bad.name = "";
  EXPECT_EQ(refused(bad), "P053");
  bad = good;
  bad.priority = kPriorityMax + 1;
  EXPECT_EQ(refused(bad), "P063");
  bad = good;
  bad.condition = FormulaCondition{"employes > 5"};
  EXPECT_EQ(refused(bad), "Q011");
  for (const char* never : {"employees > 500 && employees < 100", "false", "1 > 2"}) {
    bad.condition = FormulaCondition{never};
    EXPECT_EQ(refused(bad), "Q062") << never;
  }
  const AssignmentRule stored = add(good);
  AssignmentRule closed = stored;
  closed.condition = FormulaCondition{"false"};
  EXPECT_EQ(first_rule(rules->change(admin, closed)), "Q062");
  closed = stored;
  closed.is_open = false;
  EXPECT_TRUE(rules->change(admin, closed));
  const struct {
    const char* text;
    const char* rule;
  } never_answered[] = {{"since > date(\"2026-02-30\")", "Q060"}, {"employees / 0 > 1", "Q060"}};
  for (const auto& [text, told] : never_answered) {
    bad.condition = FormulaCondition{text};
    const auto outcome = rules->add(admin, bad);
    ASSERT_FALSE(outcome) << text;
    ASSERT_EQ(outcome.error().size(), 1U) << "once, and not as Q062 besides";
    EXPECT_EQ(outcome.error().front().rule, told);
    EXPECT_EQ(outcome.error().front().pointer, "/formula");
    EXPECT_TRUE(
        outcome.error().front().message.starts_with("In the rule \"employees > 5\": line 1"))
        << outcome.error().front().message << " names no id that was never kept";
  }
  bad.condition = NamedCondition{};
  EXPECT_EQ(refused(bad), "P062");
  bad.condition = UnitsCondition{"NL", {"1*2"}};
  EXPECT_EQ(refused(bad), "P062");
  bad.condition = UnitsCondition{"NL", {}};
  EXPECT_EQ(refused(bad), "P062");
  bad.condition = UnitsCondition{"NL", {"1012", "10;2", "1013*", "--", "??"}};
  const auto units = rules->add(admin, bad);
  ASSERT_FALSE(units);
  EXPECT_TRUE(
      units.error().front().message.starts_with("\"10;2\", \"--\", \"??\" are no postal codes: "));
  bad.condition = UnitsCondition{"XX", {"1012"}};
  EXPECT_EQ(refused(bad), "P149");
  bad.condition = UnitsCondition{"nl", {"1012 ab", "*"}};
  EXPECT_TRUE(rules->add(admin, bad));
  bad = good;
  bad.territory = TerritoryId(world->ids().next());
  EXPECT_EQ(refused(bad), "P069");
  EXPECT_EQ(rule_of(rules->rules(admin, "nonsense")), "P060");
}

TEST_P(AssignmentServiceTest, AccountsThatAreNotThereAreNamed) {
  const AccountId there = accounts.add(5, "NL");
  const AccountId gone = AccountId(world->ids().next());
  AssignmentRule rule = formula(north, "");
  rule.name = "Named";
  rule.condition = NamedCondition{{there, gone, there}};
  const auto refused_one = rules->add(admin, rule);
  ASSERT_FALSE(refused_one);
  EXPECT_EQ(refused_one.error().front().rule, "P148");
  EXPECT_EQ(refused_one.error().front().pointer, "/accounts");
  EXPECT_NE(refused_one.error().front().message.find(gone.text()), std::string::npos);
  EXPECT_EQ(refused_one.error().front().message.find(there.text()), std::string::npos);
  rule.condition = NamedCondition{{there}};
  AssignmentRule kept = add(rule);
  // Once it is stored it can be closed, though the account is hidden since.
  accounts.rows.clear();
  kept.is_open = false;
  EXPECT_TRUE(rules->change(admin, kept));
}

TEST_P(AssignmentServiceTest, OnlyWhoMayReadsAndChanges) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  const AssignmentRule rule = add(formula(north, "true"));
  EXPECT_EQ(first_rule(rules->add(rep, rule)), "I001");
  EXPECT_EQ(first_rule(rules->change(rep, rule)), "I001");
  EXPECT_EQ(rule_of(rules->remove(rep, rule.id, 1)), "I001");
  EXPECT_EQ(rule_of(rules->give_up(rep, rules->sets(admin)->at(0).id)), "I001");
  EXPECT_EQ(first_rule(rules->activate(rep, today)), "I001");
  EXPECT_EQ(first_rule(rules->preview(rep, today)), "I001");
  EXPECT_EQ(first_rule(rules->preview_rows(rep, PreviewList::kGaps, today)), "I001");
  auto nobody = rep;
  nobody.permissions.clear();
  EXPECT_EQ(rule_of(rules->rules(nobody, "")), "I001");
  EXPECT_EQ(rule_of(rules->sets(nobody)), "I001");
  EXPECT_EQ(first_rule(rules->preview(nobody, today)), "I001");
  EXPECT_EQ(first_rule(rules->why(nobody, AccountId(), today)), "I001");
  const auto other = world->add_company("other");
  EXPECT_FALSE(rules->rules(other, "")->set);
  EXPECT_EQ(rule_of(rules->give_up(other, rules->sets(admin)->at(0).id)), "P060");
  EXPECT_EQ(first_rule(rules->add(other, rule)), "P069");
}

TEST_P(AssignmentServiceTest, ADraftCanBeGivenUpOnce) {
  add(formula(north, "true"));
  const RuleSetId draft = rules->sets(admin)->at(0).id;
  ASSERT_TRUE(rules->give_up(admin, draft));
  EXPECT_EQ(rule_of(rules->give_up(admin, draft)), "P064");
  EXPECT_FALSE(rules->rules(admin, "")->set);
}

INSTANTIATE_TEST_SUITE_P(Both, AssignmentServiceTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
