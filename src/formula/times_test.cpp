// Goal: durations are read and written without loss, and months are reckoned by the calendar. Method: tables; every day of four years.
#include "formula/times.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::formula {
namespace {

std::string reread(std::string_view text) {
  const auto duration = parse_duration(text);
  return duration ? duration_text(*duration) : "nothing";
}

TEST(Duration, text_is_read_as_go_writes_it) {
  EXPECT_EQ(reread("1h30m5s"), "5405s");
  EXPECT_EQ(reread("-1.5h"), "-5400s");
  EXPECT_EQ(reread("300ms"), "0.3s");
  EXPECT_EQ(reread("1us"), "0.000001s");
  EXPECT_EQ(reread("\u00b5s"), "nothing");
  EXPECT_EQ(reread("7\u00b5s"), "0.000007s");
  EXPECT_EQ(reread("999ns"), "0s");
  EXPECT_EQ(reread("0"), "0s");
  EXPECT_EQ(reread("315576000000s"), "315576000000s");
  for (const char* text : {"", "-", "1", "1x", "s", "1h-2m", "1.2.3s", "315576000001s",
                           "99999999999999999999999h", " 1s"})
    EXPECT_EQ(reread(text), "nothing") << text;
  EXPECT_FALSE(parse_duration(std::string(200, '1') + "s"));
}

TEST(Instants, short_text_has_the_decimals_that_are_there) {
  EXPECT_EQ(short_text(Instant(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(short_text(Instant(1'500'000)), "1970-01-01T00:00:01.5Z");
}

TEST(Months, days_keep_their_number_or_become_the_last) {
  const auto on = [](const char* date, std::int64_t months) {
    const auto there = plus_months(*parse_date(date), months);
    return there ? to_text(*there) : "nothing";
  };
  EXPECT_EQ(on("2026-01-31", 1), "2026-02-28");
  EXPECT_EQ(on("2026-03-31", -1), "2026-02-28");
  EXPECT_EQ(on("2024-02-29", 12), "2025-02-28");
  EXPECT_EQ(on("2026-11-25", 0), "2026-11-25");
  EXPECT_EQ(on("0001-01-01", -1), "nothing");
  EXPECT_EQ(on("9999-12-31", 1), "nothing");
  EXPECT_EQ(on("2026-01-01", INT64_MIN), "nothing");
}

TEST(Months, every_day_lies_between_the_ends_of_its_month_and_weekdays_follow_each_other) {
  for (std::int32_t days = 19'700; days < 21'200; ++days) {
    const LocalDate date(days);
    EXPECT_LE(start_of_month(date), date);
    EXPECT_GE(end_of_month(date), date);
    EXPECT_EQ(year_month_day(end_of_month(date).plus_days(1)).day, 1);
    EXPECT_EQ(weekday_of(date.plus_days(1)), weekday_of(date) % 7 + 1);
    EXPECT_GE(day_of_year(date), 0);
  }
  EXPECT_EQ(weekday_of(*parse_date("2026-11-25")), 3);
  EXPECT_EQ(day_of_year(*parse_date("2024-12-31")), 365);
}

TEST(Instants, days_begin_at_midnight_also_before_1970) {
  EXPECT_EQ(micros_of_day(Instant(-1)), 86'400'000'000 - 1);
  EXPECT_EQ(midnight(LocalDate(-1)).micros(), -86'400'000'000);
}

}  // namespace
}  // namespace bailiwick::formula
