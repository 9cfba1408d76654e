// Goal: what is said of an account is so: each rule's fate, and that a change moves it and no smaller one does. Method: worlds by hand; then random ones, where each
// change is made and the account walked again, and whole numbers are searched one by one for a smaller change.
#include "planning/assignment_why.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::account_id;
using bailiwick::testing::account_schema;
using bailiwick::testing::AccountRow;
using bailiwick::testing::AssignmentWalker;
using bailiwick::testing::RandomRules;
using bailiwick::testing::rule_id;
using bailiwick::testing::territory_id;
using formula::Value;

class World {
 public:
  explicit World(std::uint64_t seed)
      : random(seed),
        book(*compile_rules(account_schema(), random.rules, random.tree)),
        walker(random.rules, random.tree) {}

  [[nodiscard]] std::optional<TerritoryId> walked(AccountId account, const AccountRow& row) const {
    const auto winner = walker.ask(account, row).winner;
    if (!winner) return std::nullopt;
    for (const AssignmentRule& rule : random.rules)
      if (rule.id == *winner) return rule.territory;
    return std::nullopt;
  }
  [[nodiscard]] std::optional<TerritoryId> territory(std::optional<RuleIndex> rule) const {
    return rule ? std::optional(book.rules[*rule].rule.territory) : std::nullopt;
  }

  RandomRules random;
  RuleBook book;
  AssignmentWalker walker;
};

void expect_fates(const World& world, AccountId account, const AccountRow& row, const Why& why) {
  const auto answer = world.walker.ask(account, row);
  EXPECT_EQ(why.is_clash, answer.is_clash);
  for (const WhyRule& told : why.rules) {
    const AssignmentRule& rule = world.book.rules[told.rule].rule;
    const bool holds = world.walker.holds(rule, account, row);
    const bool offers = world.walker.offers(rule, account, row);
    EXPECT_EQ(told.fate == RuleFate::kFails, !holds);
    EXPECT_EQ(told.fate == RuleFate::kParents, holds && !offers);
    EXPECT_EQ(told.fate == RuleFate::kWins, answer.winner == rule.id);
    EXPECT_EQ(told.beaten_by.has_value(), told.fate == RuleFate::kBeaten);
    EXPECT_EQ(told.parents.empty(), told.fate != RuleFate::kParents && !told.is_override);
    EXPECT_TRUE(!told.is_override || (offers && rule.kind() == RuleKind::kNamed));
  }
}

// Each change moves the account where it says.
void expect_moves(const World& world, AccountId account, const AccountRow& row, const Why& why) {
  const auto base = world.walked(account, row);
  ASSERT_EQ(world.territory(why.winner), base);
  for (const SmallestChange& change : why.changes) {
    EXPECT_EQ(change.from, row[change.field]);
    AccountRow changed = row;
    changed[change.field] = change.to;
    EXPECT_EQ(world.walked(account, changed), world.territory(change.rule));
    EXPECT_NE(world.walked(account, changed), base);
  }
}

// Of all whole numbers, none nearer leads to the same territory; and none that leads elsewhere is missed.
void expect_smallest(const World& world, AccountId account, const AccountRow& row, const Why& why) {
  if (!row[0].is_value()) return;
  const auto now = std::get<std::int64_t>(row[0].data());
  std::map<std::optional<TerritoryId>, std::int64_t> nearest;
  for (std::int64_t value = -2; value < 16; ++value) {
    AccountRow changed = row;
    changed[0] = Value(value);
    const auto territory = world.walked(account, changed);
    if (territory == world.walked(account, row)) continue;
    const std::int64_t distance = std::abs(value - now);
    const auto at = nearest.try_emplace(territory, distance).first;
    at->second = std::min(at->second, distance);
  }
  std::map<std::optional<TerritoryId>, std::int64_t> told;
  for (const SmallestChange& change : why.changes)
    if (change.field == 0 && change.to.is_value())
      told.emplace(world.territory(change.rule),
                   std::abs(std::get<std::int64_t>(change.to.data()) - now));
  EXPECT_EQ(told, nearest);
}

TEST(AssignmentWhy, WhatIsSaidOfRandomAccountsIsSo) {
  std::size_t changes = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const World world(seed);
    for (std::size_t i = 0; i < 12; ++i) {
      SCOPED_TRACE(fmt::format("seed {} row {}", seed, i));
      const AccountRow& row = world.random.rows[i];
      const auto why = explain_assignment(world.book, account_id(i), row);
      ASSERT_TRUE(why) << why.error().message;
      expect_fates(world, account_id(i), row, *why);
      expect_moves(world, account_id(i), row, *why);
      expect_smallest(world, account_id(i), row, *why);
      changes += why->changes.size();
      if (::testing::Test::HasFailure()) return;
    }
  }
  EXPECT_GT(changes, 500U);
}

AssignmentRule rule(std::size_t number, std::size_t territory, const char* text,
                    std::int64_t priority = 0) {
  return {.id = rule_id(number),
          .territory = territory_id(territory),
          .name = "R",
          .condition = FormulaCondition{text},
          .priority = priority};
}

TEST(AssignmentWhy, TheClausesThatDecidedAreNamed) {
  const std::vector<TerritoryPlace> tree = {{territory_id(0), std::nullopt},
                                            {territory_id(1), std::nullopt}};
  const auto book = compile_rules(account_schema(),
                                  std::vector{rule(0, 0, "employees > 500 && country == \"NL\"", 1),
                                              rule(1, 1, "employees > 1")},
                                  tree);
  ASSERT_TRUE(book);
  AccountRow row(account_schema().fields.size());
  row[0] = Value(std::int64_t{480});
  row[1] = Value(Decimal::whole(9));
  row[3] = Value(std::string("NL"));
  const auto why = explain_assignment(*book, account_id(0), row);
  ASSERT_TRUE(why);
  EXPECT_EQ(why->winner, 1U);
  EXPECT_EQ(why->rules[0].fate, RuleFate::kFails);
  ASSERT_EQ(why->rules[0].clauses.size(), 1U);
  EXPECT_EQ(why->rules[0].clauses[0].text, "employees > 500");
  EXPECT_EQ(why->rules[0].clauses[0].value, Value(false));
  ASSERT_EQ(why->changes.size(), 2U);
  EXPECT_EQ(why->changes[0].to, Value(std::int64_t{501}));
  EXPECT_EQ(why->changes[0].rule, 0U);
  EXPECT_EQ(why->changes[0].relative, 21.0 / 480.0);
  EXPECT_EQ(why->changes[1].to, Value(std::int64_t{1}));  // to no territory
  EXPECT_EQ(why->changes[1].rule, std::nullopt);
}

TEST(AssignmentWhy, NobodyIsToldToTakeCoordinatesAway) {
  const formula::Schema schema{{{"lon", {formula::Kind::kDecimal, true}},
                                {"lat", {formula::Kind::kDecimal, true}},
                                {"industry", {formula::Kind::kString, true}}}};
  const std::vector<TerritoryPlace> tree = {{territory_id(0), std::nullopt}};
  const auto book = compile_rules(
      schema, std::vector{rule(0, 0, "has(lat) && lon > 4.0 && industry == \"Retail\"")}, tree);
  ASSERT_TRUE(book) << book.error().front().message;
  const AccountRow row = {Value(Decimal::whole(5)), Value(Decimal::whole(52)),
                          Value(std::string("Retail"))};
  const auto why = explain_assignment(*book, account_id(0), row);
  ASSERT_TRUE(why) << why.error().message;
  EXPECT_EQ(why->winner, 0U);
  ASSERT_EQ(why->changes.size(), 1U);
  EXPECT_EQ(schema.fields[why->changes[0].field].name, "lon");
  EXPECT_EQ(why->changes[0].to, Value(Decimal::whole(4)));
}

TEST(AssignmentWhy, FatesHaveNames) {
  EXPECT_EQ(name_of(RuleFate::kWins), "wins");
  EXPECT_EQ(name_of(RuleFate::kFails), "fails");
}

TEST(AssignmentWhy, AnOverrideTellsTheTerritoriesThatItDoesNotAsk) {
  const std::vector<planning::TerritoryPlace> tree = {{territory_id(0), std::nullopt},
                                                      {territory_id(1), territory_id(0)}};
  const std::vector<AssignmentRule> rules = {{.id = rule_id(0),
                                              .territory = territory_id(0),
                                              .name = "Region",
                                              .condition = FormulaCondition{"employees > 5"}},
                                             {.id = rule_id(1),
                                              .territory = territory_id(1),
                                              .name = "Named",
                                              .condition = NamedCondition{{account_id(0)}}}};
  const auto book = compile_rules(account_schema(), rules, tree);
  ASSERT_TRUE(book);
  AccountRow row(account_schema().fields.size());
  for (const std::int64_t employees : {1, 9}) {
    row[0] = Value(employees);
    const auto why = explain_assignment(*book, account_id(0), row);
    ASSERT_TRUE(why);
    const WhyRule& named = why->rules.front();
    EXPECT_EQ(named.fate, RuleFate::kWins);
    EXPECT_EQ(named.is_override, employees == 1);
    EXPECT_EQ(named.parents.size(), employees == 1 ? 1U : 0U);
  }
}

}  // namespace
}  // namespace bailiwick::planning
