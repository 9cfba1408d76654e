// Goal: formulas read money in one currency, and what has no rate is no number and is told. Method: rows by hand, read back through formulas.
#include "market/reported_rows.hpp"

#include <gtest/gtest.h>

#include <string>

#include "formula/evaluate.hpp"
#include "formula/row_table.hpp"

namespace bailiwick::market {
namespace {

using formula::Kind;
using formula::Value;

formula::Schema reported_schema() {
  return {{{"employees", {Kind::kInt, true}},
           {"annual_revenue", {Kind::kDecimal, true}},
           {"annual_revenue_currency", {Kind::kString, true}},
           {"custom.size", {Kind::kDecimal, true}},
           {"custom.size_currency", {Kind::kString, true}}}};
}
formula::Program reading(const std::string& text) {
  auto program = formula::compile(reported_schema(), {{.name = "it", .text = text}});
  EXPECT_TRUE(program);
  return std::move(*program);
}
std::vector<Value> account(const char* revenue, const char* currency) {
  const auto amount = parse_decimal(revenue);
  const std::string code = currency;
  return {Value(std::int64_t{7}), amount ? Value(*amount) : Value(),
          code.empty() ? Value() : Value(code), Value(Decimal::whole(3)),
          Value(std::string("JPY"))};
}

class ReportedRowsTest : public ::testing::Test {
 protected:
  const Currency euro = *Currency::parse("EUR");
  const std::vector<Quote> quotes = {
      {*Currency::parse("JPY"), euro, *parse_date("2026-01-01"), 6'000'000},
      {*Currency::parse("JPY"), euro, *parse_date("2026-06-01"), 5'000'000}};
  const RateTable rates{quotes};
  const Reporting reporting{.currency = euro, .rates = rates, .day = *parse_date("2026-03-01")};
};

TEST_F(ReportedRowsTest, OnlyMoneyThatIsReadIsMeant) {
  const auto none = reading("employees > 3");
  const auto revenue = reading("annual_revenue / 1000");
  const auto own = reading("custom.size + 1");
  const formula::Schema schema = reported_schema();
  EXPECT_TRUE(money_fields(schema, {&none, &own}).empty()) << "a number with a word beside it";
  EXPECT_EQ(money_fields(schema, {&none, &revenue}), (std::vector<MoneyField>{{1, 2}}));
}

TEST_F(ReportedRowsTest, AmountsAreInTheReportingCurrencyOrNone) {
  const auto program = reading("annual_revenue");
  const auto money = money_fields(reported_schema(), {&program});
  formula::RowTable table(reported_schema());
  const std::vector<std::vector<Value>> accounts = {account("5000000000", "JPY"),
                                                    account("12.5", "EUR"),
                                                    account("9", "USD"),
                                                    account("", ""),
                                                    account("8", ""),
                                                    account("-4", "EUR")};
  for (const auto& one : accounts) table.add(one);
  const ReportedRows reported(table.rows(), money, reporting);
  const auto answers = formula::evaluate(program, 0, reported.rows());
  ASSERT_TRUE(answers);
  const std::vector<std::string> wanted = {"30000000.0", "12.5", "null", "null", "null", "-4.0"};
  for (std::size_t row = 0; row < accounts.size(); ++row) {
    EXPECT_EQ(formula::to_literal(answers->at(row)), wanted[row]) << row;
    EXPECT_EQ(reported.is_without_rate(row), row == 2 || row == 4) << row;
    std::vector<Value> one = accounts[row];
    EXPECT_EQ(report_row(one, money, reporting), reported.is_without_rate(row)) << row;
    formula::RowTable alone(reported_schema());
    alone.add(one);
    EXPECT_EQ(formula::evaluate(program, 0, alone.rows())->at(0), answers->at(row)) << row;
    EXPECT_EQ(one[2], accounts[row][2]) << "the currency is the account's own";
  }
  const auto guard =
      formula::evaluate(reading("annual_revenue_currency == \"JPY\""), 0, reported.rows());
  EXPECT_TRUE(guard->is_true(0)) << "the currency is the account's own";
  EXPECT_FALSE(guard->is_true(1));
}

TEST_F(ReportedRowsTest, WhatIsTooLargeOnceConvertedHasNoValue) {
  const auto program = reading("annual_revenue");
  const auto money = money_fields(reported_schema(), {&program});
  const std::vector<Quote> dear = {
      {*Currency::parse("USD"), euro, *parse_date("2026-01-01"), kQuoteUnitsMax - 1}};
  const RateTable high{dear};
  formula::RowTable table(reported_schema());
  table.add(account("90000000000000000", "USD"));
  const ReportedRows reported(table.rows(), money,
                              {.currency = euro, .rates = high, .day = *parse_date("2026-03-01")});
  EXPECT_TRUE(reported.is_without_rate(0));
}

TEST_F(ReportedRowsTest, WithoutMoneyRowsStayAsTheyAre) {
  const auto program = reading("custom.size + employees");
  formula::RowTable table(reported_schema());
  table.add(account("1", "USD"));
  const ReportedRows reported(table.rows(), {}, reporting);
  EXPECT_EQ(formula::to_literal(formula::evaluate(program, 0, reported.rows())->at(0)), "10.0");
  EXPECT_FALSE(reported.is_without_rate(0));
}

}  // namespace
}  // namespace bailiwick::market
