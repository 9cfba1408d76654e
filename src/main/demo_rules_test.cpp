// Goal: rules are in force that say why every account is where it is, and a draft beside them changes something. Method: why of every account, with states and without.
#include "main/demo_rules.hpp"

#include <gtest/gtest.h>

#include "main/demo_accounts.hpp"
#include "tests/support/demo_company.hpp"
#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

// How many accounts say why; each is where its rule has it.
std::size_t check_why(const Application& application, TenantId tenant) {
  const auto all = operator_of(tenant);
  const LocalDate today = application.alignment().today();
  std::size_t count = 0;
  crm::ListAsk ask{.limit = 200};
  do {
    const auto page = application.crm().records.list(all, ask);
    EXPECT_TRUE(page);
    for (const auto& item : page->items) {
      const alignment::AccountId account(item.record.id.uuid);
      const auto why = application.assignment().why(all, account, today);
      EXPECT_TRUE(why);
      if (!why || !why->aligned || !why->why.winner) continue;
      EXPECT_EQ(why->aligned->territory, why->book.rules[*why->why.winner].rule.territory);
      EXPECT_EQ(why->aligned->reason, alignment::AlignmentReason::kRule);
      ++count;
    }
    ask.cursor = page->next.value_or("");
  } while (!ask.cursor.empty());
  return count;
}

TEST(DemoRules, SayOfEveryAccountByItsStateWhyItIsWhereItIs) {
  const testing::DemoCompany installed;
  ASSERT_TRUE(installed) << installed.fault();
  const auto all = installed.all();
  EXPECT_EQ(check_why(*installed, all.tenant), kDemoAccounts);
  const auto active = installed->assignment().rules(all, "active");
  ASSERT_TRUE(active);
  EXPECT_EQ(active->rules.size(), 4U);
  const auto draft = installed->assignment().rules(all, "draft");
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->rules.size(), 5U);
  EXPECT_EQ(draft->set->parent, active->set->id);
  const auto preview = installed->assignment().preview(all, installed->alignment().today());
  ASSERT_TRUE(preview) << preview.error().front().message;
  EXPECT_EQ(preview->gaps, 0);
  EXPECT_EQ(preview->conflicts, 0);
  EXPECT_GT(preview->moves, 0) << "the draft moves large health care of the South";
  EXPECT_LT(preview->moves, 30);
}

TEST_F(TwoCompanies, TheDemonstrationHasRulesWithoutStatesToo) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  ASSERT_TRUE(planner);
  EXPECT_EQ(check_why(*application_, planner->tenant), 12U);
}

TEST_F(TwoCompanies, TheDemonstrationHasRulesToLookAt) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  ASSERT_TRUE(planner);
  const auto all = operator_of(planner->tenant);
  const auto rules = application_->assignment().rules(all, "draft");
  ASSERT_TRUE(rules) << rules.error().message;
  const auto preview = application_->assignment().preview(all, application_->alignment().today());
  ASSERT_TRUE(preview) << preview.error().front().message;
  // The rule of the test itself goes before those of the regions, which leave all others room, as a plan's do that becomes active.
  ASSERT_EQ(rules->rules.size(), 6U);
  for (const auto& [rule, figures] : preview->rules) {
    const bool is_own = rule.text() == ids_["rule"];
    EXPECT_EQ(figures.wins, is_own ? 12 : 0);
  }
  EXPECT_EQ(preview->conflicts, 0);
  EXPECT_EQ(preview->accounts, 12);
}

TEST(DemoRules, NameTheStatesOrTheArea) {
  EXPECT_EQ(demo_region_formula("Northeast", true),
            R"(region in ["CT", "MA", "ME", "NH", "NJ", "NY", "PA", "RI", "VT"])");
  EXPECT_EQ(demo_region_formula("West", false), "lon < -103");
}

}  // namespace
}  // namespace bailiwick
