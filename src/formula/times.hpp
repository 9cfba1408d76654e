// What the formula language reads, writes and reckons of dates, timestamps and durations. Pure.
//
// Durations are written as Go and CEL write them: "1h30m", "-1.5h", "300ms".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "formula/value.hpp"

namespace bailiwick::formula {

// Nothing where the text is no duration or one outside the range. What is finer than a microsecond is cut off.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
// In seconds: "5400s", "-0.5s".
[[nodiscard]] std::string duration_text(Duration duration);
// RFC 3339 in UTC with as many decimals as it has: "2026-11-25T18:21:42Z".
[[nodiscard]] std::string short_text(Instant instant);

// 1 (Monday) .. 7.
[[nodiscard]] std::int64_t weekday_of(LocalDate date);
// 0 .. 365.
[[nodiscard]] std::int64_t day_of_year(LocalDate date);
// The same day `months` on, or the last of that month; nothing outside the years 1 to 9999.
[[nodiscard]] std::optional<LocalDate> plus_months(LocalDate date, std::int64_t months);
[[nodiscard]] LocalDate start_of_month(LocalDate date);
[[nodiscard]] LocalDate end_of_month(LocalDate date);
// Microseconds since that day's midnight in UTC.
[[nodiscard]] std::int64_t micros_of_day(Instant instant);
[[nodiscard]] Instant midnight(LocalDate date);

}  // namespace bailiwick::formula
