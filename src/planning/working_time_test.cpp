// Goal: working minutes are counted within working hours and nowhere else. Method: weeks drawn in the test, nights in which clocks change, and
// properties over random calendars.
#include "planning/working_time.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"

namespace bailiwick::planning {
namespace {

Instant moment(const char* text) { return *parse_instant(text); }

Calendar office(const char* zone = "Europe/Amsterdam") {
  Calendar calendar{.zone = *TimeZone::find(zone), .week = {}, .days_off = {}};
  for (std::size_t day = 0; day < 5; ++day) calendar.week[day] = {{540, 720}, {780, 1'020}};
  return calendar;
}

TEST(WorkingTime, ADayOfTheWeekIsKnownBeforeAndAfter1970) {
  EXPECT_EQ(weekday_of(*parse_date("1969-12-29")), 0U);
  EXPECT_EQ(weekday_of(*parse_date("1970-01-01")), 3U);
  EXPECT_EQ(weekday_of(*parse_date("2026-11-29")), 6U);
}

TEST(WorkingTime, WorkBeginsNowOrWhenTheDoorOpensNext) {
  const Calendar calendar = office();
  EXPECT_EQ(next_work(calendar, moment("2026-11-26T09:30:00Z")), moment("2026-11-26T09:30:00Z"));
  EXPECT_EQ(next_work(calendar, moment("2026-11-26T07:00:00Z")), moment("2026-11-26T08:00:00Z"));
  EXPECT_EQ(next_work(calendar, moment("2026-11-26T11:00:00Z")), moment("2026-11-26T12:00:00Z"));
  EXPECT_EQ(next_work(calendar, moment("2026-11-27T16:00:00Z")), moment("2026-11-30T08:00:00Z"));
  EXPECT_TRUE(is_at_work(calendar, moment("2026-11-26T08:00:00Z")));
  EXPECT_FALSE(is_at_work(calendar, moment("2026-11-26T16:00:00Z")));
}

TEST(WorkingTime, ADayOffIsNoWork) {
  Calendar calendar = office();
  calendar.days_off.insert(*parse_date("2026-11-30"));
  EXPECT_EQ(next_work(calendar, moment("2026-11-27T16:00:00Z")), moment("2026-12-01T08:00:00Z"));
}

TEST(WorkingTime, MinutesRunOnOverLunchNightsAndWeekends) {
  const Calendar calendar = office();
  EXPECT_EQ(after_work(calendar, moment("2026-11-26T10:30:00Z"), 60),
            moment("2026-11-26T12:30:00Z"));
  EXPECT_EQ(after_work(calendar, moment("2026-11-27T15:30:00Z"), 60),
            moment("2026-11-30T08:30:00Z"));
  EXPECT_EQ(after_work(calendar, moment("2026-11-28T03:00:00Z"), 0),
            moment("2026-11-28T03:00:00Z"));
  // To the last minute of the day, not the first of the next.
  EXPECT_EQ(after_work(calendar, moment("2026-11-26T15:00:00Z"), 60),
            moment("2026-11-26T16:00:00Z"));
}

TEST(WorkingTime, TheNightOfTheChangeLastsAsLongAsItLasts) {
  Calendar night{.zone = *TimeZone::find("Europe/Amsterdam"), .week = {}, .days_off = {}};
  night.week[6] = {{0, 480}};  // Sundays until eight
  constexpr std::int64_t kHour = 3'600'000'000;
  EXPECT_EQ(worked(night, moment("2026-03-28T00:00:00Z"), moment("2026-03-30T00:00:00Z")),
            7 * kHour);
  EXPECT_EQ(worked(night, moment("2026-10-24T00:00:00Z"), moment("2026-10-26T00:00:00Z")),
            9 * kHour);
  EXPECT_EQ(worked(night, moment("2026-11-07T00:00:00Z"), moment("2026-11-09T00:00:00Z")),
            8 * kHour);
}

TEST(WorkingTime, WhoNeverWorksIsNeverAtWork) {
  const Calendar idle;
  EXPECT_FALSE(next_work(idle, moment("2026-11-26T09:30:00Z")));
  EXPECT_FALSE(after_work(idle, moment("2026-11-26T09:30:00Z"), 1));
  EXPECT_EQ(worked(idle, moment("2026-01-01T00:00:00Z"), moment("2026-12-31T00:00:00Z")), 0);
}

// A random week in a random zone.
Calendar any_calendar(Rng& rng) {
  constexpr const char* kZones[] = {"Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe",
                                    "Asia/Kathmandu", "America/St_Johns"};
  Calendar calendar{.zone = *TimeZone::find(kZones[rng.below(5)]), .week = {}, .days_off = {}};
  for (auto& day : calendar.week) {
    std::int64_t from = static_cast<std::int64_t>(rng.below(400));
    for (std::uint64_t count = rng.below(4); count > 0; --count) {
      const std::int64_t to = from + 1 + static_cast<std::int64_t>(rng.below(300));
      if (to > kMinutesADay) break;
      day.push_back({from, to});
      from = to + 1 + static_cast<std::int64_t>(rng.below(120));
    }
  }
  calendar.week[rng.below(7)] = {{0, kMinutesADay}};
  for (int i = 0; i < 20; ++i)
    calendar.days_off.insert(LocalDate(20'500 + static_cast<std::int32_t>(rng.below(400))));
  return calendar;
}

TEST(WorkingTime, WhatLiesAheadIsWhatIsWorkedUntilThen) {
  Rng rng(7);
  for (int i = 0; i < 400; ++i) {
    const Calendar calendar = any_calendar(rng);
    const Instant from(1'772'000'000'000'000 +
                       static_cast<std::int64_t>(rng.below(20'000'000)) * 1'000'000);
    const auto minutes = static_cast<std::int64_t>(1 + rng.below(5'000));
    const auto due = after_work(calendar, from, minutes);
    ASSERT_TRUE(due);
    EXPECT_EQ(worked(calendar, from, *due), minutes * 60'000'000);
    EXPECT_LT(worked(calendar, from, Instant(due->micros() - 1)), minutes * 60'000'000);
    // In two steps it comes to the same.
    const auto half = after_work(calendar, from, minutes / 2);
    EXPECT_EQ(after_work(calendar, *half, minutes - minutes / 2), due);
    // And time adds up.
    const Instant middle((from.micros() + due->micros()) / 2);
    EXPECT_EQ(worked(calendar, from, middle) + worked(calendar, middle, *due),
              worked(calendar, from, *due));
    const auto next = next_work(calendar, from);
    ASSERT_TRUE(next);
    EXPECT_EQ(worked(calendar, from, *next), 0);
    EXPECT_TRUE(is_at_work(calendar, *next));
  }
}

}  // namespace
}  // namespace bailiwick::planning
