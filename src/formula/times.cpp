#include "formula/times.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

namespace bailiwick::formula {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

struct Unit {
  std::string_view name;
  std::int64_t nanos;
};
// Longer names before those they begin with.
constexpr std::array<Unit, 7> kUnits = {{{"ms", 1'000'000},
                                         {"us", 1'000},
                                         {"\u00b5s", 1'000},
                                         {"ns", 1},
                                         {"h", 3'600'000'000'000},
                                         {"m", 60'000'000'000},
                                         {"s", 1'000'000'000}}};
constexpr std::int64_t kMicrosPerNano = Decimal::kUnit / 1'000;
constexpr std::size_t kDurationTextMax = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The last decimals of "42.500000" that say nothing, and the point if it is last.
void cut_zeros(std::string& text) {
  if (text.find('.') == std::string::npos) return;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
}

// "1.5h" off the front, in microseconds.
std::optional<Decimal> take_part(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && (is_digit(rest[length]) || rest[length] == '.')) ++length;
  const auto number = parse_decimal(rest.substr(0, length));
  rest.remove_prefix(length);
  if (!number) return std::nullopt;
  const auto* unit = std::find_if(kUnits.begin(), kUnits.end(),
                                  [&](const Unit& u) { return rest.starts_with(u.name); });
  if (unit == kUnits.end()) return std::nullopt;
  rest.remove_prefix(unit->name.size());
  return product(*number, Decimal::from_units(static_cast<Int128>(unit->nanos) * kMicrosPerNano));
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  if (text.size() > kDurationTextMax) return std::nullopt;
  const bool is_negative = text.starts_with('-');
  if (is_negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return Duration{};
  if (text.empty()) return std::nullopt;
  Decimal total;
  while (!text.empty()) {
    const auto part = take_part(text);
    const auto next = part ? sum(total, *part) : std::nullopt;
    if (!next) return std::nullopt;
    total = *next;
  }
  const auto micros = truncated(total);
  if (!micros || *micros > kDurationMicrosMax) return std::nullopt;
  return Duration{is_negative ? -*micros : *micros};
}

std::string duration_text(Duration duration) {
  const std::int64_t micros = std::abs(duration.micros);
  std::string text = fmt::format("{}{}.{:06}", duration.micros < 0 ? "-" : "",
                                 micros / kMicrosPerSecond, micros % kMicrosPerSecond);
  cut_zeros(text);
  return text + 's';
}

std::string short_text(Instant instant) {
  std::string text = to_text(instant);
  text.pop_back();
  cut_zeros(text);
  return text + 'Z';
}

std::int64_t weekday_of(LocalDate date) {
  // 1970-01-01 was a Thursday; kFirstDay, the lowest, a Monday.
  return (date.days() - kFirstDay) % 7 + 1;
}

std::int64_t day_of_year(LocalDate date) {
  const auto first = local_date({year_month_day(date).year, 1, 1});
  return date.days() - first.value_or(date).days();
}

std::optional<LocalDate> plus_months(LocalDate date, std::int64_t months) {
  constexpr std::int64_t kMonthsMax = 120'000;  // more than all there are
  if (months > kMonthsMax || months < -kMonthsMax) return std::nullopt;
  YearMonthDay parts = year_month_day(date);
  const std::int64_t count = parts.year * 12LL + (parts.month - 1) + months;
  if (count < 12) return std::nullopt;
  parts.year = static_cast<std::int32_t>(count / 12);
  parts.month = static_cast<std::int32_t>(count % 12 + 1);
  for (; parts.day > 28; --parts.day) {
    if (const auto there = local_date(parts)) return there;
  }
  return local_date(parts);
}

LocalDate start_of_month(LocalDate date) { return date.plus_days(1 - year_month_day(date).day); }

LocalDate end_of_month(LocalDate date) {
  // The first of the next month, less a day; December 9999 has no next month.
  const auto next = plus_months(start_of_month(date), 1);
  return next ? next->plus_days(-1) : LocalDate(kLastDay);
}

std::int64_t micros_of_day(Instant instant) {
  return instant.micros() - utc_date(instant).days() * kMicrosPerDay;
}

Instant midnight(LocalDate date) { return Instant(date.days() * kMicrosPerDay); }

}  // namespace bailiwick::formula
