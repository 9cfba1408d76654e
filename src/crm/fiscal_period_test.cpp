// Goal: periods cover a span without gaps, are named by their fiscal year, and are compared with the right days. Method: cases by hand; a walk over every day.
#include "crm/fiscal_period.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace bailiwick::crm {
namespace {

Days span(std::string_view first, std::string_view last) {
  return {.first = *parse_date(first), .last = *parse_date(last)};
}
std::string text(const Days& days) { return to_text(days.first) + ".." + to_text(days.last); }
std::string names(const Days& days, PeriodKind kind, int fiscal_start) {
  std::string all;
  for (const Period& period : periods_in(days, kind, fiscal_start)) all += period.name + " ";
  return all;
}

TEST(FiscalPeriod, IsNamedByTheYearInWhichItsFiscalYearEnds) {
  const Days year = span("2026-01-15", "2026-12-31");
  EXPECT_EQ(names(year, PeriodKind::kQuarter, 1), "2026-Q1 2026-Q2 2026-Q3 2026-Q4 ");
  EXPECT_EQ(names(year, PeriodKind::kQuarter, 4), "2026-Q4 2027-Q1 2027-Q2 2027-Q3 ");
  EXPECT_EQ(names(year, PeriodKind::kYear, 4), "2026 2027 ");
  EXPECT_EQ(names(span("2026-11-30", "2027-01-01"), PeriodKind::kMonth, 7),
            "2026-11 2026-12 2027-01 ");
  EXPECT_EQ(text(periods_in(year, PeriodKind::kQuarter, 1).front().days), "2026-01-15..2026-03-31");
}

TEST(FiscalPeriod, IsComparedWithAsManyMonthsOrDays) {
  EXPECT_EQ(text(previous_of(span("2026-01-01", "2026-03-31"))), "2025-10-01..2025-12-31");
  EXPECT_EQ(text(previous_of(span("2026-03-01", "2026-03-10"))), "2026-02-19..2026-02-28");
  EXPECT_EQ(text(year_before(span("2025-02-01", "2025-02-28"))), "2024-02-01..2024-02-29");
  EXPECT_EQ(text(year_before(span("2024-02-29", "2024-03-05"))), "2023-02-28..2023-03-05");
  EXPECT_EQ(text(year_before(span("2026-02-02", "2026-03-31"))), "2025-02-02..2025-03-31");
}

std::string compared(const Days& days, std::string_view today) {
  const ComparedDays all = compared_days(days, *parse_date(today));
  return text(all.counted) + " " + text(all.previous) + " " + text(all.year_before);
}

TEST(FiscalPeriod, IsComparedWithAsMuchOfOthersWhileItIsRunning) {
  const Days year = span("2026-01-01", "2026-12-31");
  EXPECT_EQ(compared(year, "2026-11-28"),
            "2026-01-01..2026-11-28 2025-01-01..2025-11-28 2025-01-01..2025-11-28");
  EXPECT_EQ(compared(span("2026-10-01", "2026-12-31"), "2026-11-28"),
            "2026-10-01..2026-11-28 2026-07-01..2026-08-28 2025-10-01..2025-11-28");
  EXPECT_EQ(compared(span("2026-03-01", "2026-03-31"), "2026-03-30"),
            "2026-03-01..2026-03-30 2026-02-01..2026-02-28 2025-03-01..2025-03-30")
      << "the month before is shorter";
  EXPECT_EQ(compared(span("2024-02-01", "2024-03-31"), "2024-02-29"),
            "2024-02-01..2024-02-29 2023-12-01..2023-12-29 2023-02-01..2023-02-28");
  EXPECT_EQ(compared(span("2026-11-25", "2026-12-24"), "2026-11-25"),
            "2026-11-25..2026-11-25 2026-10-26..2026-10-26 2025-11-25..2025-11-25");
}

TEST(FiscalPeriod, IsComparedWholeWhereItIsOverOrToCome) {
  const Days year = span("2026-01-01", "2026-12-31");
  const std::string whole = "2026-01-01..2026-12-31 2025-01-01..2025-12-31 2025-01-01..2025-12-31";
  EXPECT_EQ(compared(year, "2025-12-31"), whole);
  EXPECT_EQ(compared(year, "2026-12-31"), whole) << "its last day";
  EXPECT_EQ(compared(year, "2027-03-01"), whole);
}

TEST(FiscalPeriod, WordsAreReadBack) {
  for (const auto kind : {PeriodKind::kMonth, PeriodKind::kQuarter, PeriodKind::kYear})
    EXPECT_EQ(parse_period_kind(name_of(kind)), kind);
  EXPECT_FALSE(parse_period_kind("week"));
}

RC_GTEST_PROP(FiscalPeriodProperty, PeriodsCoverEveryDayOnce, ()) {
  const LocalDate first(*rc::gen::inRange(10'000, 30'000));
  const Days days{first, first.plus_days(*rc::gen::inRange(0, 1'500))};
  const auto kind = static_cast<PeriodKind>(*rc::gen::inRange(0, 3));
  const int fiscal_start = *rc::gen::inRange(1, 13);
  const auto periods = periods_in(days, kind, fiscal_start);
  LocalDate next = days.first;
  for (std::size_t p = 0; p < periods.size(); ++p) {
    RC_ASSERT(periods[p].days.first == next);
    RC_ASSERT(periods[p].days.last >= next);
    next = periods[p].days.last.plus_days(1);
    RC_ASSERT(period_at(periods, periods[p].days.first) == p);
    RC_ASSERT(period_at(periods, periods[p].days.last) == p);
    // A quarter or year begins with a month that is a whole number of them after the fiscal year's first.
    if (p == 0) continue;
    const YearMonthDay begin = year_month_day(periods[p].days.first);
    const int length = kind == PeriodKind::kMonth ? 1 : kind == PeriodKind::kQuarter ? 3 : 12;
    RC_ASSERT(begin.day == 1);
    RC_ASSERT((begin.month - fiscal_start + 12) % length == 0);
  }
  RC_ASSERT(next == days.last.plus_days(1));
  RC_ASSERT(previous_of(days).last.plus_days(1) == days.first);
  const ComparedDays compared = compared_days(days, first.plus_days(*rc::gen::inRange(0, 1'500)));
  RC_ASSERT(compared.counted.count() <= days.count());
  RC_ASSERT(compared.previous.first == previous_of(days).first);
  RC_ASSERT(compared.previous.last <= previous_of(days).last);
  RC_ASSERT(compared.year_before.first == year_before(days).first);
  RC_ASSERT(compared.year_before.last <= year_before(days).last);
}

}  // namespace
}  // namespace bailiwick::crm
