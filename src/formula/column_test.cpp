// Goal: columns that do not fit the schema are refused, each for its own reason, and answers are read back. Method: one sound column,
// spoilt in every way.
#include "formula/column.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

const std::vector<std::int64_t> kNumbers = {1, 2, 3};
const std::vector<std::string_view> kWords = {"a", "b"};

std::string rule_of(const Type& type, const Column& column, std::size_t count = 3) {
  const Schema schema{{{"x", type}}};
  const auto checked = check_rows(schema, {{&column, 1}, count});
  return checked ? "" : checked.error().rule;
}

TEST(Column, what_fits_is_let_pass_and_what_does_not_is_refused) {
  const std::vector<std::uint8_t> nulls = {0, 1, 0};
  const std::vector<std::uint8_t> no_flags = {0, 2, 0};
  const std::vector<std::uint8_t> few = {0, 1};
  const std::vector<std::uint32_t> codes = {0, 1, 1};
  const std::vector<std::uint32_t> wild = {0, 2, 1};
  const std::span<const std::int64_t> numbers(kNumbers);
  EXPECT_EQ(rule_of({Kind::kInt, true}, {numbers, nulls}), "");
  EXPECT_EQ(rule_of({Kind::kString, false}, {DictionaryColumn{codes, kWords}}), "");
  EXPECT_EQ(rule_of({Kind::kDecimal, true}, {numbers}), "Q050");
  EXPECT_EQ(rule_of({Kind::kInt, true}, {numbers}, 4), "Q051");
  EXPECT_EQ(rule_of({Kind::kInt, true}, {numbers, few}), "Q051");
  EXPECT_EQ(rule_of({Kind::kInt, false}, {numbers, nulls}), "Q052");
  EXPECT_EQ(rule_of({Kind::kInt, true}, {numbers, no_flags}), "Q053");
  EXPECT_EQ(rule_of({Kind::kBool, true}, {std::span<const std::uint8_t>(no_flags)}), "Q053");
  EXPECT_EQ(rule_of({Kind::kString, true}, {DictionaryColumn{wild, kWords}}), "Q053");
  const std::vector<LocalDate> days = {LocalDate(0), LocalDate(INT32_MIN), LocalDate(0)};
  EXPECT_EQ(rule_of({Kind::kDate, true}, {std::span<const LocalDate>(days)}), "Q053");
  const std::vector<Duration> spans = {{0}, {0}, {INT64_MIN}};
  EXPECT_EQ(rule_of({Kind::kDuration, true}, {std::span<const Duration>(spans)}), "Q053");
  const Schema schema{{{"x", {Kind::kInt, false}}}};
  const Column with_nulls{numbers, nulls};
  const std::vector<std::uint8_t> is_not_read = {0};
  EXPECT_TRUE(check_rows(schema, {{&with_nulls, 1}, 3}, is_not_read));
  EXPECT_TRUE(check_rows(Schema{}, {{}, 3}));
  EXPECT_EQ(check_rows({{{"x", {Kind::kInt}}}}, {{}, 0}).error().rule, "Q050");
}

TEST(Answers, rows_are_read_with_their_status) {
  const Answers answers{
      .type = {Kind::kBool, true},
      .values = std::vector<std::uint8_t>{1, 0, 1, 1},
      .status = {Status::kValue, Status::kValue, Status::kNull, Status::kOverflow}};
  EXPECT_EQ(answers.size(), 4U);
  EXPECT_EQ(answers.at(0), Value(true));
  EXPECT_EQ(answers.at(2), Value());
  EXPECT_EQ(answers.at(3), Value::failure(Status::kOverflow));
  EXPECT_TRUE(answers.is_true(0));
  for (const std::size_t row : {1U, 2U, 3U}) EXPECT_FALSE(answers.is_true(row));
  const Answers texts{
      .type = {Kind::kString}, .values = std::vector<std::string>{"x"}, .status = {}};
  EXPECT_EQ(texts.at(0), Value(std::string("x")));
  EXPECT_FALSE(texts.is_true(0));
}

}  // namespace
}  // namespace bailiwick::formula
