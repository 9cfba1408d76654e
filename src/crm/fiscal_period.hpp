// Months, fiscal quarters and fiscal years, and what a span of days is compared with. A fiscal year is named by the calendar year in which it ends. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace bailiwick::crm {

enum class PeriodKind { kMonth, kQuarter, kYear };
[[nodiscard]] std::string_view name_of(PeriodKind kind);  // "month", "quarter", "year"
[[nodiscard]] std::optional<PeriodKind> parse_period_kind(std::string_view word);

// Both days included.
struct Days {
  LocalDate first;
  LocalDate last;

  [[nodiscard]] bool has(LocalDate day) const { return first <= day && day <= last; }
  [[nodiscard]] std::int32_t count() const { return last.days() - first.days() + 1; }
  friend bool operator==(const Days&, const Days&) = default;
};

struct Period {
  Days days;         // what of it lies in the span that was asked for
  std::string name;  // "2026-03", "2026-Q1", "2026"
};
// The periods that a span touches, in their order; the fiscal year begins with that month, 1 .. 12. O(periods).
[[nodiscard]] std::vector<Period> periods_in(const Days& span, PeriodKind kind, int fiscal_start);
// The place among periods_in() of the one that holds the day, which lies in the span. O(log periods).
[[nodiscard]] std::size_t period_at(const std::vector<Period>& periods, LocalDate day);

// As many days right before; of whole months as many months.
[[nodiscard]] Days previous_of(const Days& span);
// The same days a year earlier: of 29 February the 28th; of whole months the whole months.
[[nodiscard]] Days year_before(const Days& span);

// What of a span is over, and what that is compared with, like with like: while the span is running, as many days from the beginning of the period before, at
// most all of it, and the same days a year earlier.
struct ComparedDays {
  Days counted;  // until today while the span is running; else all of it
  Days previous;
  Days year_before;
};
[[nodiscard]] ComparedDays compared_days(const Days& span, LocalDate today);

}  // namespace bailiwick::crm
