// Goal: a date is the day that its writer meant, or nothing. Method: forms of several programs; and the property that every day
// of many years, in every order and with every separator, comes back.
#include "crm/import_dates.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "base/rng.hpp"

namespace bailiwick::crm {
namespace {

using enum DateOrder;

std::string date(std::string_view text, DateOrder order = kDmy) {
  const auto read = read_date(text, order);
  return read ? to_text(*read) : "nothing";
}
std::string instant(std::string_view text, DateOrder order = kDmy) {
  const auto read = read_instant(text, order);
  return read ? to_text(*read) : "nothing";
}

TEST(Date, OfAYearOfTwoDigitsIsOfTheHundredYearsThatEndThen) {
  const auto read = [](std::string_view text, DateOrder order) {
    const auto day = read_date(text, order, 2046);
    return day ? to_text(*day) : "nothing";
  };
  EXPECT_EQ(read("31-12-24", kDmy), "2024-12-31");
  EXPECT_EQ(read("12/31/24", kMdy), "2024-12-31");
  EXPECT_EQ(read("1-1-46", kDmy), "2046-01-01");
  EXPECT_EQ(read("1-1-47", kDmy), "1947-01-01");
  EXPECT_EQ(read("26-nov-99", kYmd), "1999-11-26");
  EXPECT_EQ(read("31-12-024", kDmy), "nothing");
  EXPECT_EQ(read("31-12-4", kDmy), "nothing");
  EXPECT_EQ(date("31-12-24"), "nothing") << "where years of two digits are not read";
  EXPECT_EQ(to_text(*read_instant("12/31/24 9:30 PM", kMdy, 2046)), "2024-12-31T21:30:00.000000Z");
  EXPECT_EQ(missing_day("30-2-24", kDmy, 2046)->year, 2024);
  EXPECT_EQ(short_year_max(*parse_instant("2026-11-28T10:00:00Z")), 2046);
  EXPECT_TRUE(has_short_year("31-12-24") && has_short_year("12/31/24"));
  EXPECT_FALSE(has_short_year("31-12-2024") || has_short_year("x") || has_short_year("1-2-3"));
  EXPECT_EQ(order_vote("31-12-24"), OrderVote::kDmy);
  EXPECT_EQ(order_vote("12/31/24"), OrderVote::kMdy);
}

TEST(Date, IsReadInTheFilesOrder) {
  EXPECT_EQ(date("2026-11-26"), "2026-11-26");
  EXPECT_EQ(date("2026/11/26", kMdy), "2026-11-26");
  EXPECT_EQ(date("20261126"), "2026-11-26");
  EXPECT_EQ(date("26-11-2026"), "2026-11-26");
  EXPECT_EQ(date("3/4/2026"), "2026-04-03");
  EXPECT_EQ(date("3/4/2026", kMdy), "2026-03-04");
  EXPECT_EQ(date("3.4.2026"), "2026-04-03");
  EXPECT_EQ(date("3/4/2026", kYmd), "nothing");
  for (const char* text : {"26-nov-2026", "26 november 2026", "26 Nov 2026", "Nov 26, 2026",
                           "26-NOV-2026", "November 26, 2026", "26. Nov. 2026"})
    EXPECT_EQ(date(text, kYmd), "2026-11-26") << text;
  EXPECT_EQ(date("1 mrt 2026"), "2026-03-01");
  EXPECT_EQ(date("1 mei 2026"), "2026-05-01");
  EXPECT_EQ(date("1 okt 2026"), "2026-10-01");
}

TEST(Date, LeavesOutATime) {
  EXPECT_EQ(date("2026-11-26T09:30:00.000Z"), "2026-11-26");
  EXPECT_EQ(date("2026-11-26T23:30:00.000+0000"), "2026-11-26");
  EXPECT_EQ(date("2026-11-26 09:30"), "2026-11-26");
  EXPECT_EQ(date("11/26/2026 9:30 PM", kMdy), "2026-11-26");
}

TEST(Date, IsNothingElse) {
  for (const char* text : {"",
                           " ",
                           "26",
                           "26-11",
                           "26-11-26",
                           "31-02-2026",
                           "11/26/2026",
                           "2026-13-01",
                           "2026-00-10",
                           "26-nov",
                           "26-abc-2026",
                           "1.234,56",
                           "45987",
                           "12345678901",
                           "2026-11-26T",
                           "2026-11-26Z",
                           "2026-11-26 99:00",
                           "26--11---2026",
                           "26-11-2026-",
                           "-26-11-2026",
                           "26-11-20260",
                           "a b c",
                           "0000-01-01",
                           "26 11 2026 1"})
    EXPECT_EQ(date(text), "nothing") << text;
}

TEST(Instant, IsReadWithItsOffset) {
  EXPECT_EQ(instant("2026-11-26T09:30:00.000Z"), "2026-11-26T09:30:00.000000Z");
  EXPECT_EQ(instant("2026-11-26T09:30:00.000+0000"), "2026-11-26T09:30:00.000000Z");
  EXPECT_EQ(instant("2026-11-26T09:30:00+01:00"), "2026-11-26T08:30:00.000000Z");
  EXPECT_EQ(instant("2026-11-26T00:30:00-0800"), "2026-11-26T08:30:00.000000Z");
  EXPECT_EQ(instant("2026-11-26 09:30"), "2026-11-26T09:30:00.000000Z");
  EXPECT_EQ(instant("2026-11-26 9:30:05.5"), "2026-11-26T09:30:05.500000Z");
  EXPECT_EQ(instant("2026-11-26"), "2026-11-26T00:00:00.000000Z");
  EXPECT_EQ(instant("26-11-2026 17:05"), "2026-11-26T17:05:00.000000Z");
  EXPECT_EQ(instant("11/26/2026, 12:05 AM", kMdy), "2026-11-26T00:05:00.000000Z");
  EXPECT_EQ(instant("11/26/2026 12:05 pm", kMdy), "2026-11-26T12:05:00.000000Z");
  EXPECT_EQ(instant("26 nov 2026 9:30 UTC"), "2026-11-26T09:30:00.000000Z");
}

TEST(Instant, IsNothingElse) {
  for (const char* text :
       {"", "09:30", "2026-11-26T24:00", "2026-11-26T9:60", "2026-11-26T09:30:61", "2026-11-26T9:3",
        "2026-11-26T13:00 PM", "2026-11-26T09:30+99:00", "2026-11-26T09:30 CET",
        "2026-11-26T09:30:", "2026-11-26T09:30:00.", ":", "a:b", "0001-01-01T00:00+01:00",
        "9999-12-31T23:59-01:00"})
    EXPECT_EQ(instant(text), "nothing") << text;
}

TEST(OrderVote, IsCastByWhatCanOnlyBeOne) {
  EXPECT_EQ(order_vote("26/11/2026"), OrderVote::kDmy);
  EXPECT_EQ(order_vote("11/26/2026"), OrderVote::kMdy);
  EXPECT_EQ(order_vote("2026-11-26"), OrderVote::kYmd);
  EXPECT_EQ(order_vote("03/04/2026"), OrderVote::kAmbiguous);
  EXPECT_EQ(order_vote("05/05/2026"), OrderVote::kAny);
  EXPECT_EQ(order_vote("26-nov-2026"), OrderVote::kAny);
  for (const char* text : {"", "1.234,56", "Acme", "12", "www.acme.nl", "1.2.3"})
    EXPECT_EQ(order_vote(text), OrderVote::kNone) << text;
}

TEST(Date, NumbersOfSpreadsheetsAreKnownAsSuch) {
  EXPECT_EQ(day_of_spreadsheet("45292"), parse_date("2024-01-01"));
  EXPECT_EQ(day_of_spreadsheet("18264"), parse_date("1950-01-01"));
  for (const char* text : {"", "18263", "109575", "2026", "45292.5", "-45292", "4529x", "9999999"})
    EXPECT_EQ(day_of_spreadsheet(text), std::nullopt) << text;
}

TEST(Date, ComesBackHoweverItWasWritten) {
  Rng rng(11);
  for (int round = 0; round < 20'000; ++round) {
    const LocalDate day(static_cast<std::int32_t>(rng.below(60'000)));
    const YearMonthDay p = year_month_day(day);
    const char parting = "-/. "[rng.below(4)];
    const std::string dmy = fmt::format("{}{}{:02}{}{}", p.day, parting, p.month, parting, p.year);
    const std::string mdy = fmt::format("{}{}{:02}{}{}", p.month, parting, p.day, parting, p.year);
    const std::string ymd =
        fmt::format("{}{}{:02}{}{:02}", p.year, parting, p.month, parting, p.day);
    EXPECT_EQ(read_date(dmy, kDmy), day) << dmy;
    EXPECT_EQ(read_date(mdy, kMdy), day) << mdy;
    for (const DateOrder order : {kDmy, kMdy, kYmd}) EXPECT_EQ(read_date(ymd, order), day) << ymd;
    EXPECT_EQ(read_instant(dmy, kDmy), Instant(std::int64_t{day.days()} * 86'400 * 1'000'000))
        << dmy;
  }
}

}  // namespace
}  // namespace bailiwick::crm
