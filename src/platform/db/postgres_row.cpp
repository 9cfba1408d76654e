#include "platform/db/postgres_row.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

#include "platform/db/postgres_types.hpp"

namespace bailiwick::platform::db {
namespace {

// PostgreSQL counts days from 2000-01-01.
constexpr std::int32_t kDaysTo2000 = 10'957;
constexpr std::uint16_t kNegative = 0x4000;
constexpr std::size_t kNumericHeader = 8;

std::uint64_t unsigned_of(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::int64_t signed_of(std::string_view bytes) {
  switch (bytes.size()) {
    case 2:
      return static_cast<std::int16_t>(unsigned_of(bytes));
    case 4:
      return static_cast<std::int32_t>(unsigned_of(bytes));
    default:
      return static_cast<std::int64_t>(unsigned_of(bytes));
  }
}

// numeric: the number of digits to the base 10,000, the power of the first, the sign, the decimals to show, the digits;
// 16 bits each.
struct Numeric {
  explicit Numeric(std::string_view bytes)
      : digits(bytes.substr(kNumericHeader)),
        weight(static_cast<std::int16_t>(unsigned_of(bytes.substr(2, 2)))),
        is_negative(unsigned_of(bytes.substr(4, 2)) == kNegative) {}

  [[nodiscard]] std::int64_t digit(int index) const {
    const auto at = static_cast<std::size_t>(index) * 2;
    return at < digits.size() ? static_cast<std::int64_t>(unsigned_of(digits.substr(at, 2))) : 0;
  }
  [[nodiscard]] int digit_count() const { return static_cast<int>(digits.size() / 2); }

  std::string_view digits;
  int weight;
  bool is_negative;
};

std::int64_t whole_number(const Numeric& numeric) {
  assert(numeric.digit_count() <= numeric.weight + 1 &&
         "a numeric read as a whole number has no decimals");
  std::uint64_t value = 0;
  for (int i = 0; i <= numeric.weight; ++i) {
    value = value * 10'000 + static_cast<std::uint64_t>(numeric.digit(i));
  }
  return static_cast<std::int64_t>(numeric.is_negative ? ~value + 1 : value);
}

double real_number(const Numeric& numeric) {
  double value = 0;
  for (int i = 0; i < numeric.digit_count(); ++i) {
    value += static_cast<double>(numeric.digit(i)) * std::pow(10'000.0, numeric.weight - i);
  }
  return numeric.is_negative ? -value : value;
}

}  // namespace

unsigned PostgresRow::type_of(std::size_t column) const {
  assert(column < column_count());
  return PQftype(result_, static_cast<int>(column));
}

std::string_view PostgresRow::raw(std::size_t column) const {
  assert(!is_null(column) && "a column that may be null is asked first");
  const int index = static_cast<int>(column);
  return {PQgetvalue(result_, row_, index),
          static_cast<std::size_t>(PQgetlength(result_, row_, index))};
}

std::size_t PostgresRow::column_count() const {
  return static_cast<std::size_t>(PQnfields(result_));
}

bool PostgresRow::is_null(std::size_t column) const {
  assert(column < column_count());
  return PQgetisnull(result_, row_, static_cast<int>(column)) != 0;
}

std::int64_t PostgresRow::int64(std::size_t column) const {
  const std::string_view bytes = raw(column);
  switch (type_of(column)) {
    case kBool:
      return bytes.front() != 0 ? 1 : 0;
    case kInt2:
    case kInt4:
    case kInt8:
      return signed_of(bytes);
    case kNumeric:
      return whole_number(Numeric(bytes));
    default:
      assert(false && "the column is no whole number");
      return 0;
  }
}

double PostgresRow::real(std::size_t column) const {
  const std::string_view bytes = raw(column);
  switch (type_of(column)) {
    case kFloat4:
      return std::bit_cast<float>(static_cast<std::uint32_t>(unsigned_of(bytes)));
    case kFloat8:
      return std::bit_cast<double>(unsigned_of(bytes));
    case kNumeric:
      return real_number(Numeric(bytes));
    default:
      return static_cast<double>(int64(column));
  }
}

std::string_view PostgresRow::text(std::size_t column) const {
  const unsigned type = type_of(column);
  if (type == kDate) {
    const LocalDate date(static_cast<std::int32_t>(signed_of(raw(column))) + kDaysTo2000);
    return written_.emplace_back(to_text(date));
  }
  assert(type != kBytea && type != kUuid && type != kInt8 && type != kFloat8 && type != kBool &&
         "the column is no text");
  return raw(column);
}

Bytes PostgresRow::bytes(std::size_t column) const {
  assert(type_of(column) == kBytea || type_of(column) == kUuid);
  const std::string_view bytes = raw(column);
  return Bytes(bytes.begin(), bytes.end());
}

Uuid PostgresRow::uuid(std::size_t column) const {
  assert(type_of(column) == kBytea || type_of(column) == kUuid);
  const std::string_view bytes = raw(column);
  Uuid uuid;
  assert(bytes.size() == uuid.bytes.size());
  std::transform(bytes.begin(), bytes.end(), uuid.bytes.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  return uuid;
}

}  // namespace bailiwick::platform::db
