#include "base/time.hpp"

#include <array>
#include <cstddef>

namespace bailiwick {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;
// The days of 0001-01-01 and 9999-12-31.
constexpr std::int64_t kFirstDay = -719'162;
constexpr std::int64_t kLastDay = 2'932'896;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Hinnant's days_from_civil. Years begin in March there, so that the leap day is the last of a year.
constexpr std::int64_t days_of(const YearMonthDay& parts) {
  const std::int64_t year = parts.month <= 2 ? parts.year - 1 : parts.year;
  const std::int64_t era = floor_div(year, 400);
  const std::int64_t year_of_era = year - era * 400;  // 0 .. 399
  const std::int64_t month = parts.month > 2 ? parts.month - 3 : parts.month + 9;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + parts.day - 1;  // 0 .. 365
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

// Hinnant's civil_from_days.
constexpr YearMonthDay parts_of(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = floor_div(shifted, 146'097);
  const std::int64_t day_of_era = shifted - era * 146'097;  // 0 .. 146096
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;  // 0 is March
  YearMonthDay parts;
  parts.day = static_cast<std::int32_t>(day_of_year - (153 * month + 2) / 5 + 1);
  parts.month = static_cast<std::int32_t>(month < 10 ? month + 3 : month - 9);
  parts.year = static_cast<std::int32_t>(year_of_era + era * 400 + (parts.month <= 2 ? 1 : 0));
  return parts;
}

static_assert(days_of({1, 1, 1}) == kFirstDay && days_of({9999, 12, 31}) == kLastDay);

// At least `count` digits, with a sign as one of them. By hand: every log line and most answers hold instants.
void append_digits(std::string& text, std::size_t count, std::int64_t value) {
  if (value < 0) {
    text += '-';
    value = -value;
    --count;
  }
  std::array<char, 20> digits{};
  std::size_t at = digits.size();
  for (; at > digits.size() - count || value > 0; value /= 10)
    digits[--at] = static_cast<char>('0' + value % 10);
  text.append(digits.data() + at, digits.size() - at);
}

void append_date(std::string& text, const YearMonthDay& parts) {
  append_digits(text, 4, parts.year);
  append_digits(text += '-', 2, parts.month);
  append_digits(text += '-', 2, parts.day);
}

// Reads a text from its front; every step says whether it was there.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  // Exactly `count` digits.
  bool number(std::size_t count, std::int32_t& value) {
    if (rest_.size() < count) return false;
    value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return false;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return true;
  }
  bool one_of(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) return false;
    last_ = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }
  // One to nine decimals as microseconds; what is finer is cut.
  bool decimals(std::int64_t& micros) {
    std::size_t count = 0;
    std::int64_t unit = kMicrosPerSecond / 10;
    for (micros = 0; count < rest_.size() && is_digit(rest_[count]); ++count, unit /= 10) {
      micros += (rest_[count] - '0') * unit;
    }
    rest_.remove_prefix(count);
    return count >= 1 && count <= 9;
  }
  [[nodiscard]] char last() const { return last_; }
  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
  char last_ = '\0';
};

bool read_date(Cursor& cursor, std::int64_t& days) {
  YearMonthDay parts;
  if (!cursor.number(4, parts.year) || !cursor.one_of("-") || !cursor.number(2, parts.month) ||
      !cursor.one_of("-") || !cursor.number(2, parts.day)) {
    return false;
  }
  const auto date = local_date(parts);
  if (!date) return false;
  days = date->days();
  return true;
}

// "18:21:42" with decimals or without. Second 60 is a leap second, which POSIX time counts as the next minute's first.
bool read_time(Cursor& cursor, std::int64_t& micros) {
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t second = 0;
  if (!cursor.number(2, hour) || !cursor.one_of(":") || !cursor.number(2, minute) ||
      !cursor.one_of(":") || !cursor.number(2, second)) {
    return false;
  }
  std::int64_t fraction = 0;
  if (cursor.one_of(".") && !cursor.decimals(fraction)) return false;
  if (hour > 23 || minute > 59 || second > 60) return false;
  micros = (hour * 3600LL + minute * 60LL + second) * kMicrosPerSecond + fraction;
  return true;
}

// "Z" or "+02:00", in seconds east of UTC.
bool read_offset(Cursor& cursor, std::int64_t& seconds) {
  seconds = 0;
  if (cursor.one_of("Zz")) return true;
  if (!cursor.one_of("+-")) return false;
  const std::int64_t sign = cursor.last() == '-' ? -1 : 1;
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  if (!cursor.number(2, hour) || !cursor.one_of(":") || !cursor.number(2, minute)) return false;
  if (hour > 23 || minute > 59) return false;
  seconds = sign * (hour * 3600LL + minute * 60LL);
  return true;
}

}  // namespace

YearMonthDay year_month_day(LocalDate date) { return parts_of(date.days()); }

std::optional<LocalDate> local_date(const YearMonthDay& parts) {
  if (parts.year < 1 || parts.year > 9999 || parts.month < 1 || parts.month > 12 || parts.day < 1 ||
      parts.day > 31) {
    return std::nullopt;
  }
  const LocalDate date(static_cast<std::int32_t>(days_of(parts)));
  // A day that the month does not have would come back as one of the next month.
  if (year_month_day(date).day != parts.day) return std::nullopt;
  return date;
}

std::string to_text(LocalDate date) {
  const YearMonthDay parts = year_month_day(date);
  std::string text;
  append_date(text, parts);
  return text;
}

std::optional<LocalDate> parse_date(std::string_view text) {
  Cursor cursor(text);
  std::int64_t days = 0;
  if (!read_date(cursor, days) || !cursor.is_at_end()) return std::nullopt;
  return LocalDate(static_cast<std::int32_t>(days));
}

std::string to_text(Instant instant) {
  const std::int64_t days = floor_div(instant.micros(), kMicrosPerDay);
  const std::int64_t micros = instant.micros() - days * kMicrosPerDay;
  const std::int64_t seconds = micros / kMicrosPerSecond;
  std::string text;
  text.reserve(28);
  append_date(text, parts_of(days));
  append_digits(text += 'T', 2, seconds / 3600);
  append_digits(text += ':', 2, seconds / 60 % 60);
  append_digits(text += ':', 2, seconds % 60);
  append_digits(text += '.', 6, micros % kMicrosPerSecond);
  return text += 'Z';
}

std::optional<Instant> parse_instant(std::string_view text) {
  Cursor cursor(text);
  std::int64_t days = 0;
  std::int64_t micros = 0;
  std::int64_t offset = 0;
  if (!read_date(cursor, days) || !cursor.one_of("Tt") || !read_time(cursor, micros) ||
      !read_offset(cursor, offset) || !cursor.is_at_end()) {
    return std::nullopt;
  }
  const std::int64_t total = days * kMicrosPerDay + micros - offset * kMicrosPerSecond;
  // An offset can lead out of the years that can be written again.
  const std::int64_t day = floor_div(total, kMicrosPerDay);
  if (day < kFirstDay || day > kLastDay) return std::nullopt;
  return Instant(total);
}

LocalDate utc_date(Instant instant) {
  return LocalDate(static_cast<std::int32_t>(floor_div(instant.micros(), kMicrosPerDay)));
}

}  // namespace bailiwick
