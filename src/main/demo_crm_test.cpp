// Goal: the demonstration's records are there, in the territories of their places, and its rep sees theirs.
#include "main/demo_crm.hpp"

#include <gtest/gtest.h>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, TheDemonstrationKnowsItsMarket) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  ASSERT_TRUE(planner);
  const auto all = operator_of(planner->tenant);
  for (const crm::ObjectSpec& object : crm::all_objects()) {
    if (object.kind == crm::ObjectKind::kLead) continue;
    const auto count = application_->crm().records.count(all, {.object = object.kind});
    ASSERT_TRUE(count);
    EXPECT_GT(*count, 0) << object.name;
  }
  const auto accounts = application_->crm().records.list(all, {.limit = 200});
  ASSERT_TRUE(accounts);
  EXPECT_EQ(accounts->items.size(), 12U) << "three a unit";
  for (const auto& item : accounts->items) EXPECT_TRUE(item.record.territory.has_value());
}

TEST_F(TwoCompanies, TheDemonstrationHasRulesToLookAt) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  ASSERT_TRUE(planner);
  const auto all = operator_of(planner->tenant);
  const auto rules = application_->assignment().rules(all, "draft");
  ASSERT_TRUE(rules) << rules.error().message;
  const auto preview = application_->assignment().preview(all, application_->alignment().today());
  ASSERT_TRUE(preview) << preview.error().front().message;
  // The rule of the test itself, which holds for everything above the regions, is left with nothing.
  ASSERT_EQ(rules->rules.size(), 6U);
  for (const auto& [rule, figures] : preview->rules) {
    const bool is_own = rule.text() == ids_["rule"];
    EXPECT_TRUE(!is_own || figures.wins == 0) << figures.wins;
  }
  EXPECT_EQ(preview->accounts, 12);
}

}  // namespace
}  // namespace bailiwick
