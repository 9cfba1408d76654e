// Goal: every day of nine thousand years is written and read back, RFC 3339 is read as it is written down, and nothing else is.
#include "base/time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick {
namespace {

std::string reread(std::string_view text) {
  const auto instant = parse_instant(text);
  return instant ? to_text(*instant) : "";
}

TEST(LocalDate, days_count_from_1970_and_known_days_fall_where_the_calendar_has_them) {
  EXPECT_EQ(parse_date("1970-01-01")->days(), 0);
  EXPECT_EQ(parse_date("1969-12-31")->days(), -1);
  EXPECT_EQ(parse_date("2000-02-29")->days(), 11'016);
  EXPECT_EQ(parse_date("2026-11-25")->days(), 20'782);
  EXPECT_EQ(to_text(LocalDate(-719'162)), "0001-01-01");
  EXPECT_EQ(to_text(LocalDate(2'932'896)), "9999-12-31");
}

TEST(LocalDate, every_day_of_the_calendar_survives_text_and_follows_the_day_before) {
  YearMonthDay before = year_month_day(LocalDate(-719'163));
  for (std::int32_t days = -719'162; days <= 2'932'896; ++days) {
    const YearMonthDay parts = year_month_day(LocalDate(days));
    const bool is_next_day = parts.day == before.day + 1 && parts.month == before.month;
    ASSERT_TRUE(is_next_day || parts.day == 1) << days;
    ASSERT_EQ(local_date(parts), LocalDate(days));
    before = parts;
    if (days % 97 == 0) {
      ASSERT_EQ(parse_date(to_text(LocalDate(days))), LocalDate(days));
    }
  }
}

TEST(LocalDate, days_that_do_not_exist_are_nothing) {
  for (const auto* text :
       {"2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
        "2026-01-32", "0000-01-01", "2026-1-1", "26-01-01", "2026-01-01 ", "+026-01-01",
        "2026/01/01", "", "20260101", "10000-01-01"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
  EXPECT_TRUE(parse_date("2000-02-29"));
  EXPECT_FALSE(local_date({10'000, 1, 1}));
}

TEST(Instant, text_has_six_decimals_and_survives_also_before_1970) {
  EXPECT_EQ(to_text(Instant(0)), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(to_text(Instant(-1)), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(to_text(Instant(1'795'630'902'000'123)), "2026-11-25T18:21:42.000123Z");
  EXPECT_EQ(parse_instant("2026-11-25T18:21:42.000123Z"), Instant(1'795'630'902'000'123));
  EXPECT_EQ(parse_instant("1969-12-31T23:59:59.999999Z"), Instant(-1));
}

TEST(Instant, offsets_decimals_and_lower_case_are_read) {
  EXPECT_EQ(reread("2026-11-25T18:21:42Z"), "2026-11-25T18:21:42.000000Z");
  EXPECT_EQ(reread("2026-11-25t18:21:42.5z"), "2026-11-25T18:21:42.500000Z");
  EXPECT_EQ(reread("2026-11-25T18:21:42.123456789Z"), "2026-11-25T18:21:42.123456Z");
  EXPECT_EQ(reread("2026-11-25T00:30:00+01:00"), "2026-11-24T23:30:00.000000Z");
  EXPECT_EQ(reread("1985-04-12T23:20:50.52-08:30"), "1985-04-13T07:50:50.520000Z");
}

TEST(Instant, a_leap_second_is_the_first_second_after_it) {
  // RFC 3339, 5.8.
  EXPECT_EQ(reread("1990-12-31T23:59:60Z"), "1991-01-01T00:00:00.000000Z");
}

TEST(Instant, what_is_not_rfc_3339_is_nothing) {
  for (const auto* text :
       {"2026-11-25", "2026-11-25T18:21:42", "2026-11-25 18:21:42Z", "2026-11-25T24:00:00Z",
        "2026-11-25T18:60:00Z", "2026-11-25T18:21:61Z", "2026-11-25T18:21:42.Z",
        "2026-11-25T18:21:42.1234567890Z", "2026-11-25T18:21:42+0100", "2026-11-25T18:21:42+24:00",
        "2026-11-25T18:21:42Z ", "", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
}

TEST(Instant, its_day_in_utc_changes_at_midnight) {
  EXPECT_EQ(to_text(utc_date(*parse_instant("2026-11-25T23:59:59.999999Z"))), "2026-11-25");
  EXPECT_EQ(to_text(utc_date(*parse_instant("2026-11-26T00:00:00Z"))), "2026-11-26");
  EXPECT_EQ(to_text(utc_date(Instant(-1))), "1969-12-31");
}

}  // namespace
}  // namespace bailiwick
