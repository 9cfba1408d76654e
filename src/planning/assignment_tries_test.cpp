// Goal: a field is tried at every value where a rule may turn. Method: a rule of each form; changes in proportion by hand.
#include "planning/assignment_tries.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::account_schema;
using bailiwick::testing::rule_id;
using bailiwick::testing::territory_id;
using formula::Value;

// As "field=value", for an account whose fields are all empty, or one that has words in them.
std::vector<std::string> tried(RuleCondition condition, bool has_words = false) {
  const std::vector<AssignmentRule> rules = {{.id = rule_id(0),
                                              .territory = territory_id(0),
                                              .name = "R",
                                              .condition = std::move(condition)}};
  const std::vector<TerritoryPlace> tree = {{territory_id(0), std::nullopt}};
  const auto book = compile_rules(account_schema(), rules, tree);
  EXPECT_TRUE(book) << book.error().front().message;
  std::vector<std::string> texts;
  std::vector<Value> row(account_schema().fields.size());
  for (std::size_t field = 0; has_words && field < row.size(); ++field)
    if (account_schema().fields[field].type.kind == formula::Kind::kString)
      row[field] = Value(std::string("Some"));
  for (const Try& one : tries_of(*book, row))
    texts.push_back(account_schema().fields[one.field].name + "=" + to_literal(one.value));
  return texts;
}

using Texts = std::vector<std::string>;

TEST(AssignmentTries, NumbersAndDaysAreTriedOnBothSidesOfTheirLimit) {
  EXPECT_EQ(tried(FormulaCondition{"employees > 500"}),
            (Texts{"employees=500", "employees=499", "employees=501"}));
  EXPECT_EQ(tried(FormulaCondition{"2.5 <= revenue"}),
            (Texts{"revenue=2.5", "revenue=2.49", "revenue=2.51"}));
  EXPECT_EQ(tried(FormulaCondition{"coalesce(revenue, 0) == 1.2345"}),
            (Texts{"revenue=1.2345", "revenue=1.234499", "revenue=1.234501"}));
  EXPECT_EQ(tried(FormulaCondition{"since < date(\"2026-01-01\")"}),
            (Texts{"since=date(\"2026-01-01\")", "since=date(\"2025-12-31\")",
                   "since=date(\"2026-01-02\")"}));
}

TEST(AssignmentTries, WordsAndTruthsAreTriedAsTheyStand) {
  EXPECT_EQ(tried(FormulaCondition{"industry in [\"A\", \"B\"] || industry.startsWith(\"C\")"}),
            (Texts{"industry=\"A\"", "industry=\"B\"", "industry=\"C\""}));
  EXPECT_EQ(tried(FormulaCondition{"is_key"}), (Texts{"is_key=true", "is_key=false"}));
  EXPECT_EQ(tried(UnitsCondition{"NL", {"1012*", "1013AB"}}),
            (Texts{"country=\"NL\"", "postal_code=\"1012\"", "postal_code=\"1013AB\""}));
  EXPECT_EQ(tried(NamedCondition{}), Texts{});
}

TEST(AssignmentTries, AFieldIsEmptiedOnlyWhereARuleAsksForThat) {
  EXPECT_EQ(tried(FormulaCondition{"has(industry)"}, true), Texts{"industry=null"});
  EXPECT_EQ(tried(FormulaCondition{"industry == null"}, true), Texts{"industry=null"});
  EXPECT_EQ(tried(FormulaCondition{"!(industry in [null, \"A\"])"}, true),
            (Texts{"industry=null", "industry=\"A\""}));
  EXPECT_EQ(tried(FormulaCondition{"industry == \"A\""}, true), Texts{"industry=\"A\""});
  EXPECT_EQ(tried(FormulaCondition{"has(postal_code) && country != null"}, true), Texts{});
}

TEST(AssignmentTries, ChangesAreMeasuredInProportion) {
  EXPECT_EQ(relative_change(Value(std::int64_t{100}), Value(std::int64_t{90})), 0.1);
  EXPECT_EQ(relative_change(Value(std::int64_t{0}), Value(std::int64_t{-3})), 3.0);
  EXPECT_EQ(relative_change(Value(Decimal::whole(4)), Value(Decimal::whole(5))), 0.25);
  EXPECT_EQ(relative_change(Value(LocalDate(0)), Value(LocalDate(73))), 0.2);
  EXPECT_EQ(relative_change(Value(Instant(0)), Value(Instant(365LL * 86'400 * 1'000'000))), 1.0);
  EXPECT_EQ(relative_change(Value(), Value(std::int64_t{1})), std::nullopt);
  EXPECT_EQ(relative_change(Value(true), Value(false)), std::nullopt);
}

}  // namespace
}  // namespace bailiwick::planning
