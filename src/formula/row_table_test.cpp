// Goal: rows become columns that formulas take, and an emptied table is like a new one. Method: a row of each kind, with and without values.
#include "formula/row_table.hpp"

#include <gtest/gtest.h>

#include "formula/evaluate.hpp"

namespace bailiwick::formula {
namespace {

const Schema kSchema{{{"employees", {Kind::kInt, true}},
                      {"revenue", {Kind::kDecimal, true}},
                      {"country", {Kind::kString, true}},
                      {"is_key", {Kind::kBool, true}}}};

TEST(RowTable, FormulasReadWhatRowsHeld) {
  const auto program =
      compile(kSchema, {{"f", "employees > 5 && revenue >= 2.0 && country == \"NL\" && is_key"}});
  ASSERT_TRUE(program);
  RowTable table(kSchema);
  const std::vector<Value> full = {Value(std::int64_t{7}), Value(std::int64_t{2}),
                                   Value(std::string("NL")), Value(true)};
  const std::vector<Value> empty(4);
  for (int round = 0; round < 2; ++round) {
    table.clear();
    table.add(full);
    table.add(empty);
    EXPECT_EQ(table.size(), 2U);
    const auto answers = evaluate(*program, 0, table.rows());
    ASSERT_TRUE(answers) << answers.error().message;
    EXPECT_TRUE(answers->is_true(0));
    EXPECT_FALSE(answers->is_true(1));
  }
}

TEST(RowTable, ATableMovesWithItsRows) {
  RowTable table(kSchema);
  table.add(std::vector<Value>(4));
  RowTable other(std::move(table));
  EXPECT_EQ(other.rows().count, 1U);
  RowTable third(Schema{});
  third = std::move(other);
  EXPECT_TRUE(check_rows(kSchema, third.rows()));
}

}  // namespace
}  // namespace bailiwick::formula
