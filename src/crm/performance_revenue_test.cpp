// Goal: the year before is divided as the period is, without gaps. Method: spans around a leap day; the counting itself is held against a judge in
// performance_service_test.cpp.
#include "crm/performance_revenue.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

std::string years(std::string_view first, std::string_view last) {
  const Days span{*parse_date(first), *parse_date(last)};
  std::string all;
  for (const Days& days : years_before(periods_in(span, PeriodKind::kMonth, 1), span))
    all += to_text(days.first) + ".." + to_text(days.last) + " ";
  return all;
}

TEST(PerformanceRevenue, TheYearBeforeHasNoGaps) {
  EXPECT_EQ(years("2026-01-15", "2026-02-10"), "2025-01-15..2025-01-31 2025-02-01..2025-02-10 ");
  EXPECT_EQ(years("2025-02-10", "2025-03-31"), "2024-02-10..2024-02-29 2024-03-01..2024-03-31 ");
  EXPECT_EQ(years("2024-02-29", "2024-03-05"), "2023-02-28..2023-02-28 2023-03-01..2023-03-05 ");
  EXPECT_EQ(years("2025-02-01", "2025-02-28"), "2024-02-01..2024-02-29 ");
}

}  // namespace
}  // namespace bailiwick::crm
