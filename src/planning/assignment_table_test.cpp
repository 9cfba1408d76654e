// Goal: what is put into a table comes out of its columns. Method: a row of each kind, with and without values.
#include "planning/assignment_table.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

using formula::Kind;
using formula::Value;

const formula::Schema kSchema{{{"truth", {Kind::kBool, true}},
                               {"whole", {Kind::kInt, false}},
                               {"decimal", {Kind::kDecimal, true}},
                               {"text", {Kind::kString, true}},
                               {"day", {Kind::kDate, true}},
                               {"at", {Kind::kTimestamp, true}},
                               {"span", {Kind::kDuration, true}}}};

TEST(AssignmentTable, ColumnsHoldWhatRowsHeld) {
  AccountTable table(kSchema);
  const std::vector<Value> full = {Value(true),
                                   Value(std::int64_t{7}),
                                   Value(std::int64_t{2}),
                                   Value(std::string("NL")),
                                   Value(LocalDate(9)),
                                   Value(Instant(8)),
                                   Value(formula::Duration{6})};
  std::vector<Value> empty(7);
  empty[1] = Value(std::int64_t{0});
  table.add(AccountId(), full);
  table.add(AccountId(), empty);
  const AccountBatch batch = table.batch();
  ASSERT_TRUE(formula::check_rows(kSchema, batch.rows));
  EXPECT_EQ(batch.rows.count, 2U);
  EXPECT_EQ(text_at(batch.rows.columns[3], 0), "NL");
  EXPECT_EQ(text_at(batch.rows.columns[3], 1), std::nullopt);
  EXPECT_EQ(text_at(batch.rows.columns[1], 0), std::nullopt);
  const auto decimals = std::get<std::span<const Decimal>>(batch.rows.columns[2].values);
  EXPECT_EQ(decimals[0], Decimal::whole(2));
  EXPECT_EQ(batch.rows.columns[0].is_null[1], 1);
  table.clear();
  EXPECT_EQ(table.batch().rows.count, 0U);
}

TEST(AssignmentTable, DictionariesAreReadLikeTexts) {
  const std::vector<std::string_view> words = {"NL", "BE"};
  const std::vector<std::uint32_t> codes = {1, 0};
  formula::Column column;
  column.values = formula::DictionaryColumn{codes, words};
  EXPECT_EQ(text_at(column, 0), "BE");
}

}  // namespace
}  // namespace bailiwick::planning
