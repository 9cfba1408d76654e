#include "crm/fiscal_period.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/core.h>

namespace bailiwick::crm {
namespace {

constexpr std::array<std::string_view, 3> kPeriodNames = {"month", "quarter", "year"};
constexpr int kMonthsAYear = 12;

// Months since the year 0, so that they can be counted.
int month_of(LocalDate day) {
  const YearMonthDay parts = year_month_day(day);
  return parts.year * kMonthsAYear + parts.month - 1;
}

LocalDate first_day(int month) {
  return local_date({.year = month / kMonthsAYear, .month = month % kMonthsAYear + 1, .day = 1})
      .value_or(LocalDate());
}
LocalDate last_day(int month) { return first_day(month + 1).plus_days(-1); }

int months_of(PeriodKind kind) {
  return kind == PeriodKind::kMonth ? 1 : kind == PeriodKind::kQuarter ? 3 : kMonthsAYear;
}

// The first month of the period that holds the month.
int begin_of(int month, PeriodKind kind, int fiscal_start) {
  const int since = (month - (fiscal_start - 1) + kMonthsAYear) % kMonthsAYear;
  return month - since % months_of(kind);
}

std::string name_of_period(int begin, PeriodKind kind, int fiscal_start) {
  if (kind == PeriodKind::kMonth)
    return fmt::format("{:04}-{:02}", begin / kMonthsAYear, begin % kMonthsAYear + 1);
  const int year_begin = begin_of(begin, PeriodKind::kYear, fiscal_start);
  const int year = (year_begin + kMonthsAYear - 1) / kMonthsAYear;
  if (kind == PeriodKind::kYear) return fmt::format("{:04}", year);
  return fmt::format("{:04}-Q{}", year, (begin - year_begin) / 3 + 1);
}

bool is_whole_months(const Days& span) {
  return span.first == first_day(month_of(span.first)) &&
         span.last == last_day(month_of(span.last));
}

Days months_back(const Days& span, int months) {
  return {.first = first_day(month_of(span.first) - months),
          .last = last_day(month_of(span.last) - months)};
}

LocalDate a_year_before(LocalDate day) {
  YearMonthDay parts = year_month_day(day);
  --parts.year;
  const auto same = local_date(parts);
  return same ? *same : local_date({.year = parts.year, .month = 2, .day = 28}).value_or(day);
}

}  // namespace

std::string_view name_of(PeriodKind kind) { return kPeriodNames[static_cast<std::size_t>(kind)]; }

std::optional<PeriodKind> parse_period_kind(std::string_view word) {
  const auto* found = std::ranges::find(kPeriodNames, word);
  if (found == kPeriodNames.end()) return std::nullopt;
  return static_cast<PeriodKind>(found - kPeriodNames.begin());
}

std::vector<Period> periods_in(const Days& span, PeriodKind kind, int fiscal_start) {
  std::vector<Period> periods;
  const int last = month_of(span.last);
  for (int begin = begin_of(month_of(span.first), kind, fiscal_start); begin <= last;
       begin += months_of(kind))
    periods.push_back({.days = {.first = std::max(span.first, first_day(begin)),
                                .last = std::min(span.last, last_day(begin + months_of(kind) - 1))},
                       .name = name_of_period(begin, kind, fiscal_start)});
  return periods;
}

std::size_t period_at(const std::vector<Period>& periods, LocalDate day) {
  const auto found = std::ranges::lower_bound(
      periods, day, {}, [](const Period& period) { return period.days.last; });
  assert(found != periods.end() && found->days.has(day));
  return static_cast<std::size_t>(found - periods.begin());
}

Days previous_of(const Days& span) {
  if (is_whole_months(span))
    return months_back(span, month_of(span.last) - month_of(span.first) + 1);
  return {.first = span.first.plus_days(-span.count()), .last = span.first.plus_days(-1)};
}

Days year_before(const Days& span) {
  if (is_whole_months(span)) return months_back(span, kMonthsAYear);
  return {.first = a_year_before(span.first), .last = a_year_before(span.last)};
}

ComparedDays compared_days(const Days& span, LocalDate today) {
  ComparedDays days{
      .counted = span, .previous = previous_of(span), .year_before = year_before(span)};
  if (!span.has(today) || today == span.last) return days;
  days.counted.last = today;
  days.previous.last =
      std::min(days.previous.last, days.previous.first.plus_days(days.counted.count() - 1));
  days.year_before.last = std::min(days.year_before.last, a_year_before(today));
  return days;
}

}  // namespace bailiwick::crm
