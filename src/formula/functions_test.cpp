// Goal: functions on single values say why they have no result, at the ends of their ranges. Method: known values.
#include "formula/functions.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::formula::functions {
namespace {

TEST(Functions, conversions_refuse_what_they_cannot_read) {
  Int number = 0;
  EXPECT_EQ(int_of_text("9223372036854775807", number), Status::kValue);
  EXPECT_EQ(number, INT64_MAX);
  for (const Text text : {"9223372036854775808", "", "+", "-", "1 ", " 1", "0x1", "1e3"})
    EXPECT_EQ(int_of_text(text, number), Status::kUnreadable) << text;
  Instant instant;
  EXPECT_EQ(instant_of_int(kLastMicros / 1'000'000, instant), Status::kValue);
  EXPECT_EQ(instant_of_int(kLastMicros / 1'000'000 + 1, instant), Status::kOverflow);
  EXPECT_EQ(instant_of_int(INT64_MIN, instant), Status::kOverflow);
  EXPECT_EQ(int_of_instant(Instant(-1)), -1);
  EXPECT_EQ(int_of_instant(Instant(-1'000'000)), -1);
  LocalDate date;
  EXPECT_EQ(date_of_parts(INT64_MIN, 1, 1, date), Status::kOutOfRange);
  EXPECT_EQ(date_of_parts(9999, 12, 31, date), Status::kValue);
  EXPECT_EQ(date.days(), kLastDay);
}

TEST(Functions, text_that_is_made_has_a_limit) {
  Arena arena;
  Text out;
  const std::string most(kMadeTextLimit, 'A');
  EXPECT_EQ(lower(arena, most, out), Status::kValue);
  EXPECT_EQ(out, std::string(kMadeTextLimit, 'a'));
  EXPECT_EQ(upper(arena, most + "A", out), Status::kTooLong);
  EXPECT_EQ(replace(arena, most, "A", "BB", out), Status::kTooLong);
  EXPECT_EQ(replace(arena, most, "A", "B", out), Status::kValue);
}

TEST(Functions, rounding_and_absolute_values_end_at_their_ranges) {
  Decimal out;
  EXPECT_EQ(ceil_of(Decimal::highest(), out), Status::kOverflow);
  EXPECT_EQ(floor_of(Decimal::highest(), out), Status::kValue);
  EXPECT_EQ(round_to(Decimal::whole(1), -1, out), Status::kOutOfRange);
  Int number = 0;
  EXPECT_EQ(abs_int(INT64_MIN, number), Status::kOverflow);
  EXPECT_EQ(abs_decimal(-Decimal::highest()), Decimal::highest());
}

}  // namespace
}  // namespace bailiwick::formula::functions
