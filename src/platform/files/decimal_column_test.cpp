// Goal: numbers become exact whole numbers of their smallest decimal, or the fault that keeps them from it.
#include "platform/files/decimal_column.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "platform/files/csv.hpp"
#include "platform/files/units.hpp"

namespace bailiwick::platform::files {
namespace {

DecimalColumn read(const std::vector<std::string>& fields, bool may_have_commas = false) {
  std::string text = "n\n";
  for (const std::string& field : fields) text += "\"" + field + "\"\n";
  const auto csv = parse_csv(TextFile{"t", text, {}});
  return read_decimals(csv->table, 0, may_have_commas, fields.size());
}

using Values = std::vector<std::int64_t>;

TEST(DecimalColumn, a_common_number_of_decimals_holds_every_value_exactly) {
  const auto column = read({"1", "2.5", "0.125", "+3", "-0", ".5", "7."});
  EXPECT_EQ(column.decimals, 3);
  EXPECT_EQ(column.values, (Values{1000, 2500, 125, 3000, 0, 500, 7000}));
  EXPECT_EQ(column.rounded_count, 0);
}

TEST(DecimalColumn, noughts_at_the_end_need_no_decimals) {
  EXPECT_EQ(read({"1.50", "2.00"}).decimals, 1);
  EXPECT_EQ(read({"1.0", "2.00"}).decimals, 0);
}

TEST(DecimalColumn, exponents_are_carried_out) {
  const auto column = read({"1.2E+3", "5e-2", "12e0", "0e9"});
  EXPECT_EQ(column.decimals, 2);
  EXPECT_EQ(column.values, (Values{120000, 5, 1200, 0}));
}

TEST(DecimalColumn, what_is_not_a_number_is_told_by_kind) {
  struct Row {
    const char* field;
    NumberFault fault;
  };
  for (const Row& row : std::vector<Row>{{"", NumberFault::kNotANumber},
                                         {"abc", NumberFault::kNotANumber},
                                         {"12x", NumberFault::kNotANumber},
                                         {"NaN", NumberFault::kNotANumber},
                                         {"inf", NumberFault::kNotANumber},
                                         {"1,5", NumberFault::kNotANumber},
                                         {"1.2.3", NumberFault::kNotANumber},
                                         {".", NumberFault::kNotANumber},
                                         {"e5", NumberFault::kNotANumber},
                                         {"1e", NumberFault::kNotANumber},
                                         {"1e999", NumberFault::kNotANumber},
                                         {"--1", NumberFault::kNotANumber},
                                         {"-1", NumberFault::kNegative},
                                         {"-0.001", NumberFault::kNegative},
                                         {"9007199254740993", NumberFault::kTooLarge},
                                         {"1e20", NumberFault::kTooLarge},
                                         {"99999999999999999999999999", NumberFault::kTooLarge}}) {
    const auto column = read({"1", row.field});
    ASSERT_EQ(column.faults.size(), 1U) << row.field;
    EXPECT_EQ(column.faults[0], (std::pair<std::size_t, NumberFault>{1, row.fault})) << row.field;
  }
}

TEST(DecimalColumn, the_largest_total_is_taken_and_one_more_is_not) {
  EXPECT_FALSE(read({"9007199254740992"}).is_total_too_large);
  EXPECT_TRUE(read({"9007199254740992", "1"}).is_total_too_large);
}

TEST(DecimalColumn, decimals_beyond_six_are_rounded_half_up_and_counted) {
  const auto column = read({"0.1234565", "0.25", "1.00000000001"});
  EXPECT_EQ(column.decimals, 6);
  EXPECT_EQ(column.values, (Values{123457, 250000, 1000000}));
  EXPECT_EQ(column.rounded_count, 2);
}

TEST(DecimalColumn, a_large_total_leaves_room_for_fewer_decimals) {
  const auto column = read({"900000000000000.25", "1.25"});  // 9e15 at one decimal is the most
  EXPECT_EQ(column.decimals, 1);
  EXPECT_EQ(column.values, (Values{9000000000000003, 13}));
  EXPECT_EQ(column.rounded_count, 2);
}

TEST(DecimalColumn, a_comma_is_the_mark_where_it_may_be_and_is) {
  const auto column = read({"1,5", "2"}, true);
  EXPECT_TRUE(column.has_decimal_commas);
  EXPECT_EQ(column.values, (Values{15, 20}));
  EXPECT_EQ(read({"1,5", "2.5"}, true).faults.size(), 1U);
  EXPECT_EQ(read({"1.5", "2"}, true).values, (Values{15, 20}));
}

TEST(DecimalColumn, coordinates_take_either_mark_and_nothing_endless) {
  double value = 0.0;
  EXPECT_TRUE(read_double("-4.5", false, value));
  EXPECT_EQ(value, -4.5);
  EXPECT_TRUE(read_double("+52,25", true, value));
  EXPECT_EQ(value, 52.25);
  EXPECT_FALSE(read_double("52,25", false, value));
  EXPECT_FALSE(read_double("1.234,5", true, value));
  EXPECT_FALSE(read_double("nan", true, value));
  EXPECT_FALSE(read_double("inf", true, value));
  EXPECT_FALSE(read_double("", true, value));
}

}  // namespace
}  // namespace bailiwick::platform::files
