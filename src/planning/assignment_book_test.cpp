// Goal: rules stand in their order, territories know who stands above, postal codes are found, mistakes name their rule. Method: small books.
#include "planning/assignment_book.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::account_schema;
using bailiwick::testing::rule_id;
using bailiwick::testing::territory_id;

AssignmentRule rule(std::size_t number, std::size_t territory, RuleCondition condition,
                    std::int64_t priority = 0) {
  return {.id = rule_id(number),
          .territory = territory_id(territory),
          .name = "Rule " + std::to_string(number),
          .condition = std::move(condition),
          .priority = priority};
}

const std::vector<TerritoryPlace> kTree = {{territory_id(0), std::nullopt},
                                           {territory_id(1), territory_id(0)},
                                           {territory_id(2), territory_id(1)}};

TEST(AssignmentBook, RulesStandInTheirOrderOfPrecedence) {
  const FormulaCondition all{"true"};
  const auto book =
      compile_rules(account_schema(),
                    std::vector{rule(0, 0, all), rule(1, 2, all), rule(2, 0, all, 5),
                                rule(3, 2, all), rule(4, 0, NamedCondition{}, -9), rule(5, 7, all)},
                    kTree);
  ASSERT_TRUE(book);
  std::vector<RuleId> order;
  for (const BookRule& one : book->rules) order.push_back(one.rule.id);
  EXPECT_EQ(order, (std::vector{rule_id(4), rule_id(2), rule_id(1), rule_id(3), rule_id(0)}));
  EXPECT_TRUE(book->is_equal_precedence(2, 3));
  EXPECT_FALSE(book->is_equal_precedence(1, 2));
  ASSERT_EQ(book->territories.size(), 2U);
  EXPECT_EQ(book->territories[1].id, territory_id(2));
  EXPECT_EQ(book->territories[1].above, 0U);  // the one between has no rules
  EXPECT_EQ(book->territories[1].depth, 2);
}

TEST(AssignmentBook, RulesThatAreShownStandInThatOrderToo) {
  const FormulaCondition all{"true"};
  std::vector<AssignmentRule> rules = {rule(0, 0, all),    rule(1, 2, all),
                                       rule(2, 0, all, 5), rule(3, 2, all),
                                       rule(5, 7, all),    rule(4, 0, NamedCondition{}, -9)};
  rules[1].is_open = false;
  sort_by_precedence(rules, kTree);
  std::vector<RuleId> order;
  for (const AssignmentRule& one : rules) order.push_back(one.id);
  EXPECT_EQ(order,
            (std::vector{rule_id(4), rule_id(2), rule_id(1), rule_id(3), rule_id(0), rule_id(5)}));
}

TEST(AssignmentBook, PostalCodesAreFoundWholeAndByTheirBeginning) {
  UnitIndex index;
  index.add(0, {.country = "NL", .units = {"1012 ab", "10*"}});
  index.add(1, {.country = "", .units = {"10*"}});
  index.add(2, {.country = "BE", .units = {"*"}});
  const auto found = [&](std::string_view country, std::string_view code) {
    std::set<RuleIndex> rules;
    index.find(country, code, [&](RuleIndex rule) { rules.insert(rule); });
    return rules;
  };
  EXPECT_EQ(found("nl", "1012AB"), (std::set<RuleIndex>{0, 1}));
  EXPECT_EQ(found("DE", "1099"), (std::set<RuleIndex>{1}));
  EXPECT_EQ(found("", "1099"), (std::set<RuleIndex>{1}));
  EXPECT_EQ(found("BE", "1"), (std::set<RuleIndex>{2}));
  EXPECT_EQ(found("NL", "2000"), (std::set<RuleIndex>{}));
}

TEST(AssignmentBook, OnlyTheFieldsThatRulesReadAreWanted) {
  const std::vector rules = {rule(0, 0, FormulaCondition{"employees > 5"}),
                             rule(1, 1, UnitsCondition{"NL", {"10*"}}),
                             rule(2, 2, NamedCondition{{bailiwick::testing::account_id(7)}})};
  const auto names = [](const formula::Schema& schema) {
    std::set<std::string> found;
    for (const formula::Field& field : schema.fields) found.insert(field.name);
    return found;
  };
  const auto book = compile_rules(account_schema(), rules, kTree);
  ASSERT_TRUE(book);
  const formula::Schema read = fields_read_by(*book);
  EXPECT_EQ(names(read), (std::set<std::string>{"employees", "country", "postal_code"}));
  const auto narrow = compile_rules(read, rules, kTree);
  ASSERT_TRUE(narrow);
  ASSERT_EQ(narrow->rules.size(), book->rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i)
    EXPECT_EQ(narrow->rules[i].rule.id, book->rules[i].rule.id);
  const auto named = compile_rules(account_schema(), std::vector{rules[2]}, kTree);
  EXPECT_TRUE(fields_read_by(*named).fields.empty());
}

TEST(AssignmentBook, MistakesNameTheirRule) {
  const auto book = compile_rules(account_schema(),
                                  std::vector{rule(0, 0, FormulaCondition{"employes > 5"}),
                                              rule(1, 0, FormulaCondition{"employees"})},
                                  kTree);
  ASSERT_FALSE(book);
  ASSERT_EQ(book.error().size(), 2U);
  EXPECT_EQ(book.error()[0].rule, "Q011");
  EXPECT_NE(book.error()[0].message.find("Rule 0"), std::string::npos);
  EXPECT_EQ(book.error()[1].rule, "Q021");
}

TEST(AssignmentBook, UnitsRulesNeedTheFieldsOfAnAddress) {
  const auto book = compile_rules({{{"employees", {formula::Kind::kInt, true}}}},
                                  std::vector{rule(0, 0, UnitsCondition{"NL", {"1*"}})}, kTree);
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().front().rule, "P061");
}

}  // namespace
}  // namespace bailiwick::planning
