// Goal: the first rule that holds and has an amount counts, and what is unknown is never 0. Method: rows by hand, and random ones against a judge that asks rule
// after rule for one row alone.
#include "market/potential.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"
#include "formula/evaluate.hpp"
#include "formula/row_table.hpp"

namespace bailiwick::market {
namespace {

using formula::Kind;
using formula::Value;

formula::Schema schema() {
  return {{{"industry", {Kind::kString, true}},
           {"employees", {Kind::kInt, true}},
           {"country", {Kind::kString, true}}}};
}
std::vector<Value> row(std::optional<const char*> industry, std::optional<std::int64_t> employees,
                       const char* country = "US") {
  return {industry ? Value(std::string(*industry)) : Value(),
          employees ? Value(*employees) : Value(), Value(std::string(country))};
}
PotentialModel model_of(std::vector<PotentialRule> rules) {
  PotentialModel model = first_potential_model();
  model.rules = std::move(rules);
  model.serviceable = "country == \"US\"";
  return model;
}
const Currency kPotentialEuro = *Currency::parse("EUR");

std::vector<Potential> all(const PotentialProgram& program,
                           const std::vector<std::vector<Value>>& rows,
                           std::vector<RuleCounts>* counts = nullptr) {
  formula::RowTable table(program.program.schema());
  for (const auto& one : rows) table.add(one);
  const auto potentials = potentials_of(program, table.rows(), kPotentialEuro, counts);
  EXPECT_TRUE(potentials);
  return *potentials;
}

TEST(PotentialTest, TheFirstRuleThatHoldsAndHasAnAmountCounts) {
  const auto program = compile_potential(
      schema(), model_of({{"Hospitals", "industry == \"Hospitals\"", "employees * 120"},
                          {"Large", "employees > 100", "1000000.005"},
                          {"Hospitals of unknown size", "industry == \"Hospitals\"", "5000"},
                          {"Never", "employees > 5 && employees < 4", "1"},
                          {"Below zero", "industry == \"Shops\"", "-1"}}));
  ASSERT_TRUE(program) << program.error().front().message;
  std::vector<RuleCounts> counts(5);
  const auto potentials = all(*program,
                              {row("Hospitals", 200), row("Hospitals", std::nullopt, "CA"),
                               row("Shops", 101), row("Shops", 3), row(std::nullopt, std::nullopt)},
                              &counts);
  EXPECT_EQ(potentials[0].rule, 0U);
  EXPECT_EQ(to_text(potentials[0].amount), "24000");
  EXPECT_TRUE(potentials[0].is_serviceable);
  EXPECT_EQ(potentials[1].rule, 2U) << "the first rule has no amount";
  EXPECT_EQ(to_text(potentials[1].amount), "5000");
  EXPECT_FALSE(potentials[1].is_serviceable);
  EXPECT_EQ(to_text(potentials[2].amount), "1000000") << "half a cent goes to the even one";
  EXPECT_FALSE(potentials[3].rule) << "an amount below zero is none";
  EXPECT_FALSE(potentials[4].rule);
  EXPECT_EQ(counts[0].held, 2);
  EXPECT_EQ(counts[0].counted, 1);
  EXPECT_EQ(counts[0].no_amount, 1);
  EXPECT_EQ(counts[1].held, 2);
  EXPECT_EQ(counts[1].counted, 1);
  EXPECT_EQ(counts[3].held, 0);
  EXPECT_EQ(counts[4].no_amount, 2);
}

TEST(PotentialTest, AModelWithoutRulesKnowsNothing) {
  const auto program = compile_potential(schema(), first_potential_model());
  ASSERT_TRUE(program);
  const auto potentials = all(*program, {row("Hospitals", 200)});
  EXPECT_FALSE(potentials[0].rule);
  EXPECT_TRUE(potentials[0].is_serviceable) << "without a condition all of it is";
  EXPECT_TRUE(all(*program, {}).empty());
}

TEST(PotentialTest, RandomRowsAreAsOneReckonsThemOneByOne) {
  const PotentialModel model =
      model_of({{"a", "industry == \"A\"", "employees * 3"},
                {"b", "employees > 50 || industry == \"B\"", "employees - 60"},
                {"c", "country != \"US\"", "7.129"}});
  const auto program = compile_potential(schema(), model);
  ASSERT_TRUE(program);
  Rng rng(4);
  std::vector<std::vector<Value>> rows;
  for (int i = 0; i < 3'000; ++i) {
    const char* industries[] = {"A", "B", "C"};
    const bool has_industry = rng.below(4) != 0;
    const bool has_employees = rng.below(4) != 0;
    rows.push_back(
        row(has_industry ? std::optional(industries[rng.below(3)]) : std::nullopt,
            has_employees ? std::optional(static_cast<std::int64_t>(rng.below(100))) : std::nullopt,
            rng.below(2) == 0 ? "US" : "NL"));
  }
  const auto potentials = all(*program, rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::optional<std::uint32_t> rule;
    Decimal amount;
    for (std::uint32_t r = 0; r < 3 && !rule; ++r) {
      const Value is_held = formula::evaluate_row(program->program, program->condition(r), rows[i]);
      if (is_held != Value(true)) continue;
      const Value value = formula::evaluate_row(program->program, program->amount(r), rows[i]);
      std::optional<Decimal> number;
      if (const auto* whole = std::get_if<std::int64_t>(&value.data()))
        number = Decimal::whole(*whole);
      if (const auto* decimal = std::get_if<Decimal>(&value.data())) number = *decimal;
      if (!number || number->is_negative()) continue;
      rule = r;
      amount = *rounded(*number, 2, Rounding::kHalfEven);
    }
    ASSERT_EQ(potentials[i].rule, rule) << i;
    EXPECT_EQ(potentials[i].amount, amount);
  }
}

TEST(PotentialTest, MistakesAreToldAtTheirPlace) {
  PotentialModel model = model_of({{"a", "employees", "1"}, {"b", "true", "industry"}});
  model.serviceable = "cuntry == \"US\"";
  const auto program = compile_potential(schema(), model);
  ASSERT_FALSE(program);
  std::string pointers;
  for (const Error& error : program.error()) pointers += error.pointer + " ";
  EXPECT_NE(pointers.find("/rules/0/formula "), std::string::npos);
  EXPECT_NE(pointers.find("/rules/1/amount "), std::string::npos);
  EXPECT_NE(pointers.find("/serviceable "), std::string::npos);
}

TEST(PotentialTest, WhiteSpaceIsNeverBelowZero) {
  EXPECT_EQ(to_text(white_space_of(Decimal::whole(10), Decimal::whole(4))), "6");
  EXPECT_EQ(to_text(white_space_of(Decimal::whole(4), Decimal::whole(10))), "0");
  EXPECT_EQ(to_text(white_space_of(Decimal::whole(4), Decimal::whole(-1))), "5");
}

}  // namespace
}  // namespace bailiwick::market
