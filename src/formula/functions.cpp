#include "formula/functions.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

#include "formula/texts.hpp"
#include "formula/times.hpp"

namespace bailiwick::formula::functions {
namespace {

template <class T>
Status taken(const std::optional<T>& value, T& out, Status otherwise) {
  if (!value) return otherwise;
  out = *value;
  return Status::kValue;
}

template <class Change>
Status changed(Arena& arena, Text text, Text& out, Change change) {
  if (text.size() > kMadeTextLimit) return Status::kTooLong;
  if (text.empty()) return Status::kValue;
  char* bytes = arena.take(text.size());
  std::transform(text.begin(), text.end(), bytes, change);
  out = {bytes, text.size()};
  return Status::kValue;
}

}  // namespace

Decimal decimal_of_int(Int value) { return Decimal::whole(value); }
Status decimal_of_text(Text text, Decimal& out) {
  return taken(parse_decimal(text), out, Status::kUnreadable);
}
Status int_of_decimal(Decimal value, Int& out) {
  return taken(truncated(value), out, Status::kOverflow);
}
Status int_of_text(Text text, Int& out) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.empty())
    return Status::kUnreadable;
  out = value;
  return Status::kValue;
}
Int int_of_instant(Instant instant) {
  const Int micros = instant.micros();
  return micros / 1'000'000 - (micros % 1'000'000 < 0 ? 1 : 0);
}
Status bool_of_text(Text text, bool& out) {
  for (const Text yes : {"true", "True", "TRUE", "t", "1"}) {
    if (text == yes) {
      out = true;
      return Status::kValue;
    }
  }
  for (const Text no : {"false", "False", "FALSE", "f", "0"}) {
    if (text == no) return Status::kValue;
  }
  return Status::kUnreadable;
}
Status date_of_text(Text text, LocalDate& out) {
  return taken(parse_date(text), out, Status::kUnreadable);
}
LocalDate date_of_instant(Instant instant) { return utc_date(instant); }
Status date_of_parts(Int year, Int month, Int day, LocalDate& out) {
  const auto narrow = [](Int part) {
    return static_cast<std::int32_t>(std::clamp<Int>(part, -1, 10'000));
  };
  return taken(local_date({narrow(year), narrow(month), narrow(day)}), out, Status::kOutOfRange);
}
Status instant_of_text(Text text, Instant& out) {
  return taken(parse_instant(text), out, Status::kUnreadable);
}
Instant instant_of_date(LocalDate date) { return midnight(date); }
Status instant_of_int(Int seconds, Instant& out) {
  if (seconds < kFirstMicros / 1'000'000 || seconds > kLastMicros / 1'000'000)
    return Status::kOverflow;
  out = Instant(seconds * 1'000'000);
  return Status::kValue;
}
Status duration_of_text(Text text, Duration& out) {
  return taken(parse_duration(text), out, Status::kUnreadable);
}

Status round_to(Decimal value, Int places, Decimal& out) {
  if (places < 0 || places > Decimal::kPlaces) return Status::kOutOfRange;
  return taken(rounded(value, static_cast<int>(places), Rounding::kHalfEven), out,
               Status::kOverflow);
}
Status round_whole(Decimal value, Decimal& out) { return round_to(value, 0, out); }
Status floor_of(Decimal value, Decimal& out) {
  return taken(rounded(value, 0, Rounding::kDown), out, Status::kOverflow);
}
Status ceil_of(Decimal value, Decimal& out) {
  return taken(rounded(value, 0, Rounding::kUp), out, Status::kOverflow);
}
Status abs_int(Int value, Int& out) {
  if (value < 0)
    return __builtin_sub_overflow(Int{0}, value, &out) ? Status::kOverflow : Status::kValue;
  out = value;
  return Status::kValue;
}
Decimal abs_decimal(Decimal value) { return value.is_negative() ? -value : value; }
Duration abs_duration(Duration value) { return {value.micros < 0 ? -value.micros : value.micros}; }

bool starts_with(Text text, Text part) { return text.starts_with(part); }
bool ends_with(Text text, Text part) { return text.ends_with(part); }
bool contains(Text text, Text part) { return text.find(part) != Text::npos; }
Status lower(Arena& arena, Text text, Text& out) {
  return changed(arena, text, out, [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
}
Status upper(Arena& arena, Text text, Text& out) {
  return changed(arena, text, out, [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
}
Status substring_from(Text text, Int from, Text& out) {
  const auto begin = byte_of_character(text, from);
  if (!begin) return Status::kOutOfRange;
  out = text.substr(*begin);
  return Status::kValue;
}
Status substring(Text text, Int from, Int to, Text& out) {
  const auto begin = byte_of_character(text, from);
  const auto end = byte_of_character(text, to);
  if (!begin || !end || *end < *begin) return Status::kOutOfRange;
  out = text.substr(*begin, *end - *begin);
  return Status::kValue;
}
Status replace(Arena& arena, Text text, Text from, Text to, Text& out) {
  return taken(with_replaced(arena, text, from, to), out, Status::kTooLong);
}

Status add_months(LocalDate date, Int months, LocalDate& out) {
  return taken(plus_months(date, months), out, Status::kOverflow);
}
Int year(LocalDate date) { return year_month_day(date).year; }
Int quarter(LocalDate date) { return (year_month_day(date).month - 1) / 3 + 1; }
Int month(LocalDate date) { return year_month_day(date).month; }
Int day(LocalDate date) { return year_month_day(date).day; }

}  // namespace bailiwick::formula::functions
