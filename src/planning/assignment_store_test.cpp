// Goal: rules and sets come back as they were kept, and a version that is not the current one changes nothing. Method: on both databases.
#include "planning/assignment_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_world.hpp"

namespace bailiwick::planning {
namespace {

class AssignmentStoreTest : public bailiwick::testing::AssignmentTest {};

TEST_P(AssignmentStoreTest, SetsAndRulesComeBack) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    RuleSet first{.id = RuleSetId(world->ids().next()), .name = "One", .created_at = world->now};
    RuleSet second{.id = RuleSetId(world->ids().next()), .name = "Two", .created_at = world->now};
    first.state = RuleSetState::kArchived;
    second.parent = first.id;
    for (const RuleSet& set : {first, second})
      EXPECT_TRUE(rule_store::insert_set(c, admin.tenant, set, admin.person));
    AssignmentRule rule = formula(north, "true", 7);
    rule.id = RuleId(world->ids().next());
    const rule_store::SetKey key{admin.tenant, first.id};
    EXPECT_TRUE(rule_store::insert_rule(c, key, rule));
    EXPECT_TRUE(rule_store::copy_rules(c, key, second.id));
    EXPECT_TRUE(*rule_store::delete_rule(c, key, rule.id, 1));
    const auto copied = rule_store::rules(c, {admin.tenant, second.id});
    EXPECT_EQ(copied->at(0).priority, 7);
    EXPECT_EQ(copied->at(0).condition, rule.condition);
    rule.version = 9;
    EXPECT_FALSE(*rule_store::update_rule(c, {admin.tenant, second.id}, rule));
    first.state = RuleSetState::kActive;
    EXPECT_TRUE(rule_store::companies_with_rules(c)->empty());
    EXPECT_TRUE(*rule_store::update_set(c, admin.tenant, first));
    EXPECT_FALSE(*rule_store::update_set(c, admin.tenant, first));
    EXPECT_EQ(rule_store::companies_with_rules(c).value(), std::vector{admin.tenant});
    const auto sets = rule_store::sets(c, admin.tenant);
    EXPECT_EQ(sets->at(0).parent, first.id);
    EXPECT_EQ(sets->at(0).rule_count, 1);
    EXPECT_EQ(sets->at(1).state, RuleSetState::kActive);
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, AssignmentStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
