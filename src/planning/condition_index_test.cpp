// Goal: the index says of every rule and row what the formula engine says. Method: conditions of every form that is indexed, values at, beside and between all
// constants, nulls, both kinds of text columns; conditions of other forms, which it leaves alone.
#include "planning/condition_index.hpp"

#include <gtest/gtest.h>

#include "formula/evaluate.hpp"
#include "planning/assignment_table.hpp"
#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using bailiwick::testing::account_schema;
using formula::Value;

struct Indexed {
  formula::Program program;
  ConditionIndex index;
};

Indexed indexed(const std::vector<std::string>& texts) {
  std::vector<formula::Definition> definitions;
  std::vector<ConditionIndex::Rule> rules;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    definitions.push_back(
        {.name = "r" + std::to_string(t), .text = texts[t], .wanted = formula::Kind::kBool});
    rules.push_back({static_cast<std::uint32_t>(t), t});
  }
  auto program = formula::compile(account_schema(), definitions);
  if (!program) throw std::runtime_error(program.error().front().message);
  ConditionIndex index(*program, rules);
  return {std::move(*program), std::move(index)};
}

// employees, revenue, industry, country, postal_code, is_key, since
AccountTable table() {
  AccountTable all(account_schema());
  Rng rng(5);
  const auto some = [&](std::vector<Value> values) { return values[rng.below(values.size())]; };
  const auto decimal = [](const char* text) { return Value(*parse_decimal(text)); };
  const auto word = [](const char* text) { return Value(std::string(text)); };
  const auto day = [](const char* text) { return Value(*parse_date(text)); };
  for (int i = 0; i < 1'000; ++i) {
    const Value row[] = {
        some({Value(), Value(std::int64_t{-1}), Value(std::int64_t{0}), Value(std::int64_t{2}),
              Value(std::int64_t{3}), Value(std::int64_t{500}), Value(std::int64_t{501}),
              Value(INT64_MAX), Value(INT64_MIN)}),
        some({Value(), decimal("0"), decimal("1000"), decimal("1000.000000000000000001"),
              decimal("999.999999999999999999"), decimal("-7.5"), decimal("1000000000")}),
        some({Value(), word("Retail"), word("Health"), word("-RetailHealth"), word("")}),
        some({Value(), word("NL"), word("BE")}),
        some({Value(), word("1012 AB")}),
        some({Value(), Value(true), Value(false)}),
        some({Value(), day("2024-12-31"), day("2025-01-01"), day("2025-01-02"), day("0001-01-01"),
              day("9999-12-31")})};
    all.add(AccountId(), row);
  }
  return all;
}

const std::vector<std::string>& plain() {
  static const std::vector<std::string> kTexts = {
      "employees > 500",
      "employees >= 500 && employees < 501",
      "500 < employees",
      "employees > 2.5",
      "employees <= -0.5 || employees == 3",
      "employees in [2, 3, 500] && country == \"NL\"",
      "coalesce(employees, 501) > 500",
      "coalesce(revenue, 0) < 1000",
      "revenue >= 1000 && revenue != 1000000000",
      "revenue > 1000.0 + 0.5",
      "!(revenue > 1000)",
      "employees == null",
      "employees != null && revenue != null",
      "industry in [\"Retail\", \"Health\"]",
      "industry == \"Retail\" || industry == \"\"",
      "!(industry != \"Health\")",
      "coalesce(industry, \"Health\") == \"Health\"",
      "industry != \"Nothing\"",
      "is_key",
      "!is_key && employees > 0",
      "is_key == true || is_key == null",
      "since >= date(\"2025-01-01\") && since < date(\"2025-01-02\")",
      "since == date(\"2024-12-31\")",
      "since > date(\"9999-12-30\") || since < date(\"0001-01-02\")",
      "employees < 9223372036854775807 && employees > -9223372036854775807",
      "(employees > 2 || employees == null) && (country == \"NL\" || country == null) && is_key",
  };
  return kTexts;
}

void expect_same(const Indexed& it, const formula::Rows& rows) {
  BitRows holds(it.program.formulas().size(), rows.count);
  ASSERT_TRUE(it.index.hold(rows, holds));
  for (std::size_t f = 0; f < holds.size(); ++f) {
    const auto answers = formula::evaluate(it.program, f, rows);
    ASSERT_TRUE(answers) << answers.error().message;
    for (std::size_t row = 0; row < rows.count; ++row)
      ASSERT_EQ(holds.has(f, row), answers->is_true(row))
          << it.program.formulas()[f].tree.text << " row " << row;
  }
}

TEST(ConditionIndex, SaysWhatTheFormulaEngineSays) {
  const Indexed it = indexed(plain());
  for (std::uint32_t rule = 0; rule < plain().size(); ++rule)
    EXPECT_TRUE(it.index.has(rule)) << plain()[rule];
  AccountTable all = table();
  expect_same(it, all.batch().rows);
}

TEST(ConditionIndex, AsksTheEngineForTheRestOfACondition) {
  const std::vector<std::string> texts = {
      "employees > 3 && year(since) == 2025",
      "revenue * 2 > 1500 && country == \"NL\" && employees >= 0",
      "industry.startsWith(\"Re\") && (employees > revenue || is_key) && employees != null",
      "country == \"DE\" && revenue / 0 > 1",  // for nobody
      "employees > 2 && 10 / (employees - 3) > 0"};
  const Indexed it = indexed(texts);
  for (std::uint32_t rule = 0; rule < texts.size(); ++rule) EXPECT_TRUE(it.index.has(rule));
  AccountTable all = table();
  expect_same(it, all.batch().rows);
}

TEST(ConditionIndex, LeavesARestThatUsesAnotherRuleToTheEngine) {
  const Indexed it = indexed({"employees > 5", "is_key && r0"});
  EXPECT_TRUE(it.index.has(0));
  EXPECT_FALSE(it.index.has(1));
}

TEST(ConditionIndex, ReadsTextsByTheirNumbersToo) {
  const Indexed it = indexed({"industry in [\"Retail\", \"Food\"] && country != \"NL\""});
  AccountTable all = table();
  const AccountBatch batch = all.batch();
  std::vector<formula::Column> columns(batch.rows.columns.begin(), batch.rows.columns.end());
  const std::vector<std::string_view> words = {"Food", "Retail", "NL"};
  std::vector<std::uint32_t> codes(batch.rows.count);
  for (std::size_t row = 0; row < codes.size(); ++row)
    codes[row] = static_cast<std::uint32_t>(row % 3);
  columns[2].values = formula::DictionaryColumn{codes, words};
  expect_same(it, {columns, batch.rows.count});
}

TEST(ConditionIndex, HoldsOfMoreRulesThanAWordHasBits) {
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i)
    texts.push_back("employees > " + std::to_string(i * 3) + " && revenue < " +
                    std::to_string(i * 100) + (i % 3 == 0 ? " && country == \"NL\"" : ""));
  const Indexed it = indexed(texts);
  AccountTable all(account_schema());
  Rng rng(9);
  for (int i = 0; i < 777; ++i) {
    std::vector<Value> row(7);
    if (i % 50 != 0) row[0] = Value(static_cast<std::int64_t>(rng.below(700)));
    row[1] = Value(Decimal::whole(static_cast<std::int64_t>(rng.below(20'000))));
    row[3] = Value(std::string(rng.below(2) == 0 ? "NL" : "BE"));
    all.add(AccountId(), row);
  }
  expect_same(it, all.batch().rows);
}

TEST(ConditionIndex, LeavesOtherConditionsAlone) {
  const std::vector<std::string> texts = {"employees * 2 > 500",
                                          "employees > revenue",
                                          "industry.startsWith(\"Re\")",
                                          "industry < \"M\"",
                                          "true",
                                          "year(since) == 2025 && revenue * 2 > 10",
                                          "employees > 3 ? is_key : false",
                                          "r8",
                                          "employees > 5"};
  const Indexed it = indexed(texts);
  for (std::uint32_t rule = 0; rule + 1 < texts.size(); ++rule)
    EXPECT_FALSE(it.index.has(rule)) << texts[rule];
  EXPECT_TRUE(it.index.has(8));
}

TEST(ConditionIndex, RefusesRowsThatAreNotOfItsSchema) {
  const Indexed it = indexed({"employees > 5"});
  BitRows holds(1, 1);
  EXPECT_FALSE(it.index.hold({{}, 1}, holds));
}

}  // namespace
}  // namespace bailiwick::planning
