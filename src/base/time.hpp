// Points in time and calendar days as types of their own: never a bare integer.
//
// Instant is UTC in whole microseconds since 1970-01-01, without leap seconds (POSIX time). LocalDate is a day of the
// proleptic Gregorian calendar without a time zone. Text is RFC 3339. What time it is comes from a WallClock that the
// composition root hands down, so that tests choose their own.
// Calendar arithmetic: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace bailiwick {

class Instant {
 public:
  constexpr Instant() = default;
  constexpr explicit Instant(std::int64_t micros) : micros_(micros) {}
  [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }

  friend constexpr auto operator<=>(Instant, Instant) = default;
  [[nodiscard]] constexpr Instant plus_seconds(std::int64_t seconds) const {
    return Instant(micros_ + seconds * 1'000'000);
  }
  [[nodiscard]] constexpr Instant plus_millis(std::int64_t millis) const {
    return Instant(micros_ + millis * 1'000);
  }

 private:
  std::int64_t micros_ = 0;
};

// A day, as days since 1970-01-01. Years 0001 to 9999.
class LocalDate {
 public:
  constexpr LocalDate() = default;
  constexpr explicit LocalDate(std::int32_t days) : days_(days) {}
  [[nodiscard]] constexpr std::int32_t days() const { return days_; }
  [[nodiscard]] constexpr LocalDate plus_days(std::int32_t days) const {
    return LocalDate(days_ + days);
  }

  friend constexpr auto operator<=>(LocalDate, LocalDate) = default;

 private:
  std::int32_t days_ = 0;
};

struct YearMonthDay {
  std::int32_t year = 1970;
  std::int32_t month = 1;  // 1 .. 12
  std::int32_t day = 1;    // 1 .. 31
};

[[nodiscard]] YearMonthDay year_month_day(LocalDate date);
// Nothing where there is no such day (2026-02-29), or the year is outside 1 .. 9999.
[[nodiscard]] std::optional<LocalDate> local_date(const YearMonthDay& parts);

// "2026-11-25"; exactly that form is read.
[[nodiscard]] std::string to_text(LocalDate date);
[[nodiscard]] std::optional<LocalDate> parse_date(std::string_view text);

// "2026-11-25T18:21:42.000123Z": always six decimals, always UTC. Read: RFC 3339 with up to nine decimals (cut to
// microseconds) and any offset.
[[nodiscard]] std::string to_text(Instant instant);
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

// The day it is in UTC at that instant.
[[nodiscard]] LocalDate utc_date(Instant instant);

using WallClock = std::function<Instant()>;

}  // namespace bailiwick
