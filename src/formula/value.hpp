// The types and values of the formula language, as docs/guide/formulas.md has them. Plain values. Pure.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/decimal.hpp"
#include "base/time.hpp"

namespace bailiwick::formula {

enum class Kind : std::uint8_t {
  kNull,  // of the literal null alone
  kBool,
  kInt,
  kDecimal,
  kString,
  kDate,
  kTimestamp,
  kDuration,
};

struct Type {
  Kind kind = Kind::kNull;
  bool is_optional = false;  // the value may be null

  friend bool operator==(const Type&, const Type&) = default;
};

// A span of time in microseconds, |micros| <= kDurationMicrosMax.
struct Duration {
  std::int64_t micros = 0;

  friend constexpr auto operator<=>(Duration, Duration) = default;
};
inline constexpr std::int64_t kDurationMicrosMax = 315'576'000'000LL * 1'000'000;

// The first and last moment that can be written: years 0001 to 9999.
inline constexpr std::int32_t kFirstDay = -719'162;
inline constexpr std::int32_t kLastDay = 2'932'896;
inline constexpr std::int64_t kFirstMicros = kFirstDay * 86'400LL * 1'000'000;
inline constexpr std::int64_t kLastMicros = (kLastDay + 1LL) * 86'400 * 1'000'000 - 1;

// Whether a value is one that the language has; those beyond come from nowhere but a caller's mistake.
[[nodiscard]] constexpr bool is_in_range(LocalDate date) {
  return date.days() >= kFirstDay && date.days() <= kLastDay;
}
[[nodiscard]] constexpr bool is_in_range(Instant instant) {
  return instant.micros() >= kFirstMicros && instant.micros() <= kLastMicros;
}
[[nodiscard]] constexpr bool is_in_range(Duration duration) {
  return duration.micros >= -kDurationMicrosMax && duration.micros <= kDurationMicrosMax;
}
[[nodiscard]] constexpr bool is_in_range(Decimal decimal) { return decimal >= -Decimal::highest(); }

// What came of an expression for one row. Beyond kNull there is no answer, and the status says why.
enum class Status : std::uint8_t {
  kValue,
  kNull,
  kMissing,         // a value was needed and there was null
  kOverflow,        // the number, date or time is too large
  kDivisionByZero,  //
  kUnreadable,      // the text says no such value
  kOutOfRange,      // a position or count is outside what there is
  kTooLong,         // the text that was made is longer than kMadeTextLimit
};

struct Null {
  friend bool operator==(Null, Null) = default;
};

// A value, null, or the reason why there is none.
class Value {
 public:
  using Data =
      std::variant<Null, bool, std::int64_t, Decimal, std::string, LocalDate, Instant, Duration>;

  Value() = default;
  explicit Value(Data data);
  // status > kNull.
  [[nodiscard]] static Value failure(Status status) {
    Value value;
    value.status_ = status;
    return value;
  }

  [[nodiscard]] Status status() const { return status_; }
  [[nodiscard]] bool is_value() const { return status_ == Status::kValue; }
  [[nodiscard]] const Data& data() const { return data_; }
  // kNull where there is no value.
  [[nodiscard]] Kind kind() const { return static_cast<Kind>(data_.index()); }

  friend bool operator==(const Value&, const Value&) = default;

 private:
  Data data_;
  Status status_ = Status::kNull;
};

// "int", "decimal?"
[[nodiscard]] std::string name_of(Type type);
// With its article, for messages: "a string", "an int".
[[nodiscard]] std::string_view noun_of(Kind kind);
// "a value is missing", "division by zero"; empty for kValue and kNull.
[[nodiscard]] std::string_view reason_of(Status status);

// As the formula language writes it, so that it can be read again: 12.5, "text", date("2026-11-25"), null; a reason in
// angle brackets where there is no answer. A decimal without decimals gets ".0".
[[nodiscard]] std::string to_literal(const Value& value);
// As string(x) gives it: without quotes and names.
[[nodiscard]] std::string to_plain_text(const Value& value);

// "text" in double quotes with what needs it escaped.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace bailiwick::formula
