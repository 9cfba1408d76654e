#include <algorithm>

#include "formula/overload.hpp"

namespace bailiwick::formula {
namespace {

using Int = std::int64_t;
using Text = std::string_view;

// -- arithmetic --

Status add_ints(Int a, Int b, Int& out) {
  return __builtin_add_overflow(a, b, &out) ? Status::kOverflow : Status::kValue;
}
Status subtract_ints(Int a, Int b, Int& out) {
  return __builtin_sub_overflow(a, b, &out) ? Status::kOverflow : Status::kValue;
}
Status multiply_ints(Int a, Int b, Int& out) {
  return __builtin_mul_overflow(a, b, &out) ? Status::kOverflow : Status::kValue;
}
Status divide_ints(Int a, Int b, Int& out) {
  if (b == 0) return Status::kDivisionByZero;
  if (b == -1) return subtract_ints(0, a, out);
  out = a / b;
  return Status::kValue;
}
Status remainder_ints(Int a, Int b, Int& out) {
  if (b == 0) return Status::kDivisionByZero;
  out = b == -1 ? 0 : a % b;
  return Status::kValue;
}
Status negate_int(Int a, Int& out) { return subtract_ints(0, a, out); }

Status taken(std::optional<Decimal> value, Decimal& out) {
  if (!value) return Status::kOverflow;
  out = *value;
  return Status::kValue;
}
Status add_decimals(Decimal a, Decimal b, Decimal& out) { return taken(sum(a, b), out); }
Status subtract_decimals(Decimal a, Decimal b, Decimal& out) {
  return taken(difference(a, b), out);
}
Status multiply_decimals(Decimal a, Decimal b, Decimal& out) { return taken(product(a, b), out); }
Status divide_decimals(Decimal a, Decimal b, Decimal& out) {
  if (b == Decimal()) return Status::kDivisionByZero;
  return taken(quotient(a, b), out);
}
Decimal negate_decimal(Decimal a) { return -a; }

Status concatenate(Arena& arena, Text a, Text b, Text& out) {
  const std::size_t size = a.size() + b.size();
  if (size > kMadeTextLimit) return Status::kTooLong;
  char* bytes = arena.take(size);
  std::copy(a.begin(), a.end(), bytes);
  std::copy(b.begin(), b.end(), bytes + a.size());
  out = {bytes, size};
  return Status::kValue;
}

// -- dates and times --

Status date_at(Int days, LocalDate& out) {
  if (days < kFirstDay || days > kLastDay) return Status::kOverflow;
  out = LocalDate(static_cast<std::int32_t>(days));
  return Status::kValue;
}
Status add_days(LocalDate date, Int days, LocalDate& out) {
  Int sum = 0;
  if (__builtin_add_overflow(Int{date.days()}, days, &sum)) return Status::kOverflow;
  return date_at(sum, out);
}
Status add_to_days(Int days, LocalDate date, LocalDate& out) { return add_days(date, days, out); }
Status subtract_days(LocalDate date, Int days, LocalDate& out) {
  Int rest = 0;
  if (__builtin_sub_overflow(Int{date.days()}, days, &rest)) return Status::kOverflow;
  return date_at(rest, out);
}
Int days_between(LocalDate a, LocalDate b) { return Int{a.days()} - b.days(); }

// Moments lie within 2^59 microseconds and durations within 2^59 of each other: sums of two fit.
Status instant_at(Int micros, Instant& out) {
  if (micros < kFirstMicros || micros > kLastMicros) return Status::kOverflow;
  out = Instant(micros);
  return Status::kValue;
}
Status duration_of(Int micros, Duration& out) {
  if (micros > kDurationMicrosMax || micros < -kDurationMicrosMax) return Status::kOverflow;
  out = Duration{micros};
  return Status::kValue;
}
Status add_duration(Instant a, Duration b, Instant& out) {
  return instant_at(a.micros() + b.micros, out);
}
Status add_instant(Duration a, Instant b, Instant& out) { return add_duration(b, a, out); }
Status subtract_duration(Instant a, Duration b, Instant& out) {
  return instant_at(a.micros() - b.micros, out);
}
Status duration_between(Instant a, Instant b, Duration& out) {
  return duration_of(a.micros() - b.micros(), out);
}
Status add_durations(Duration a, Duration b, Duration& out) {
  return duration_of(a.micros + b.micros, out);
}
Status subtract_durations(Duration a, Duration b, Duration& out) {
  return duration_of(a.micros - b.micros, out);
}
Duration negate_duration(Duration a) { return {-a.micros}; }

// -- comparison --

template <class T>
bool less(T a, T b) {
  return a < b;
}
template <class T>
bool less_or_equal(T a, T b) {
  return a <= b;
}
template <class T>
bool greater(T a, T b) {
  return a > b;
}
template <class T>
bool greater_or_equal(T a, T b) {
  return a >= b;
}

bool invert(bool a) { return !a; }

template <class T>
constexpr std::array<Overload, 4> comparisons() {
  return {overload<&less<T>>("<", Form::kOperator),
          overload<&less_or_equal<T>>("<=", Form::kOperator),
          overload<&greater<T>>(">", Form::kOperator),
          overload<&greater_or_equal<T>>(">=", Form::kOperator)};
}

constexpr std::array kArithmetic = {
    overload<&add_ints>("+", Form::kOperator),
    overload<&add_decimals>("+", Form::kOperator),
    overload<&concatenate>("+", Form::kOperator, kCostOfText),
    overload<&add_days>("+", Form::kOperator),
    overload<&add_to_days>("+", Form::kOperator),
    overload<&add_duration>("+", Form::kOperator),
    overload<&add_instant>("+", Form::kOperator),
    overload<&add_durations>("+", Form::kOperator),
    overload<&subtract_ints>("-", Form::kOperator),
    overload<&subtract_decimals>("-", Form::kOperator),
    overload<&subtract_days>("-", Form::kOperator),
    overload<&days_between>("-", Form::kOperator),
    overload<&subtract_duration>("-", Form::kOperator),
    overload<&duration_between>("-", Form::kOperator),
    overload<&subtract_durations>("-", Form::kOperator),
    overload<&negate_int>("-", Form::kOperator),
    overload<&negate_decimal>("-", Form::kOperator),
    overload<&negate_duration>("-", Form::kOperator),
    overload<&multiply_ints>("*", Form::kOperator),
    overload<&multiply_decimals>("*", Form::kOperator),
    overload<&divide_ints>("/", Form::kOperator),
    overload<&divide_decimals>("/", Form::kOperator),
    overload<&remainder_ints>("%", Form::kOperator),
    overload<&invert>("!", Form::kOperator),
};

template <std::size_t... Size>
constexpr auto joined(const std::array<Overload, Size>&... parts) {
  std::array<Overload, (Size + ...)> all{};
  std::size_t at = 0;
  const auto append = [&](const auto& part) {
    for (const Overload& row : part) all[at++] = row;
  };
  (append(parts), ...);
  return all;
}

constexpr std::array kOperators = joined(
    kArithmetic, comparisons<bool>(), comparisons<Int>(), comparisons<Decimal>(),
    comparisons<Text>(), comparisons<LocalDate>(), comparisons<Instant>(), comparisons<Duration>());

}  // namespace

std::span<const Overload> catalogue_of_operators() { return kOperators; }

}  // namespace bailiwick::formula
