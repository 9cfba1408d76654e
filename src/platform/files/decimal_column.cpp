#include "platform/files/decimal_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "platform/files/units.hpp"

namespace bailiwick::platform::files {
namespace {

constexpr int kFractionDigits = 9;
constexpr std::array<std::int64_t, kFractionDigits + 1> kPowers = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
constexpr int kExponentLimit = 60;

// whole + fraction / 10^9, and whether digits that are not 0 follow.
struct Number {
  std::int64_t whole = 0;
  std::int32_t fraction = 0;
  bool has_more = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits, an optional mark and digits; nothing else.
NumberFault read_plain(std::string_view field, char mark, Number& number) {
  std::size_t i = 0;
  for (; i < field.size() && is_digit(field[i]); ++i) {
    if (number.whole <= kColumnTotalLimit) number.whole = 10 * number.whole + (field[i] - '0');
  }
  std::size_t digits = i;
  if (i < field.size() && field[i] == mark) {
    std::size_t place = 0;
    for (++i; i < field.size() && is_digit(field[i]); ++i, ++place, ++digits) {
      if (place < kFractionDigits) {
        number.fraction +=
            static_cast<std::int32_t>((field[i] - '0') * kPowers[kFractionDigits - 1 - place]);
      } else {
        number.has_more = number.has_more || field[i] != '0';
      }
    }
  }
  if (digits == 0 || i < field.size()) return NumberFault::kNotANumber;
  return number.whole > kColumnTotalLimit ? NumberFault::kTooLarge : NumberFault::kNone;
}

// The same number without its exponent: "1.25e1" is "12.5". No value: the exponent is not one, or beyond the limit.
std::optional<std::string> without_exponent(std::string_view field, std::size_t e, char mark) {
  int exponent = 0;
  const char* first = field.data() + e + 1;
  const char* last = field.data() + field.size();
  if (first < last && *first == '+') ++first;
  const auto [end, error] = std::from_chars(first, last, exponent);
  if (error != std::errc{} || end != last || std::abs(exponent) > kExponentLimit)
    return std::nullopt;
  std::string digits(field.substr(0, e));
  std::size_t point = std::min(digits.find(mark), digits.size());
  if (point < digits.size()) digits.erase(point, 1);
  if (digits.empty()) return std::nullopt;
  const auto shifted = static_cast<std::ptrdiff_t>(point) + exponent;
  if (shifted < 0) digits.insert(0, static_cast<std::size_t>(-shifted), '0');
  if (shifted > static_cast<std::ptrdiff_t>(digits.size()))
    digits.resize(static_cast<std::size_t>(shifted), '0');
  digits.insert(static_cast<std::size_t>(std::max<std::ptrdiff_t>(shifted, 0)), 1, mark);
  return digits;
}

NumberFault read_number(std::string_view field, char mark, Number& number) {
  const bool is_negative = !field.empty() && field[0] == '-';
  if (!field.empty() && (field[0] == '-' || field[0] == '+')) field.remove_prefix(1);
  const std::size_t e = field.find_first_of("eE");
  NumberFault fault = NumberFault::kNotANumber;
  if (e == std::string_view::npos) {
    fault = read_plain(field, mark, number);
  } else if (const auto plain = without_exponent(field, e, mark)) {
    fault = read_plain(*plain, mark, number);
  }
  const bool is_zero = number.whole == 0 && number.fraction == 0 && !number.has_more;
  if (is_negative && !is_zero && fault != NumberFault::kNotANumber) return NumberFault::kNegative;
  return fault;
}

// Decimals that the fraction needs: 0 for 0, 1 for 0.5.
int decimals_of(std::int32_t fraction) {
  int decimals = kFractionDigits;
  while (decimals > 0 && fraction % 10 == 0) {
    fraction /= 10;
    --decimals;
  }
  return decimals;
}

// At that many decimals, rounded half up. What lies beyond 9 decimals counts for nothing.
std::int64_t scaled(const Number& number, int decimals) {
  const std::int64_t unit = kPowers[static_cast<std::size_t>(kFractionDigits - decimals)];
  return number.whole * kPowers[static_cast<std::size_t>(decimals)] +
         (number.fraction + unit / 2) / unit;
}

// Sets decimals and values; fewer decimals where the total would not fit.
void scale_all(const std::vector<Number>& numbers, int decimals_needed, DecimalColumn& result) {
  __extension__ using Wide = __int128;
  Wide total_whole = 0;
  for (const Number& number : numbers) total_whole += number.whole + (number.fraction > 0 ? 1 : 0);
  int decimals = std::min(decimals_needed, kDecimalsLimit);
  while (decimals > 0 &&
         total_whole * kPowers[static_cast<std::size_t>(decimals)] > kColumnTotalLimit)
    --decimals;
  result.decimals = decimals;
  result.values.reserve(numbers.size());
  const std::int64_t unit = kPowers[static_cast<std::size_t>(kFractionDigits - decimals)];
  Wide total = 0;
  for (const Number& number : numbers) {
    result.values.push_back(scaled(number, decimals));
    total += result.values.back();
    if (number.has_more || number.fraction % unit != 0) ++result.rounded_count;
  }
  result.is_total_too_large = total > kColumnTotalLimit;
}

}  // namespace

DecimalColumn read_decimals(const Table& table, std::size_t column, bool may_have_commas,
                            std::size_t faults_limit) {
  DecimalColumn result;
  for (std::size_t row = 0;
       may_have_commas && row < table.row_count() && !result.has_decimal_commas; ++row) {
    result.has_decimal_commas = table.field(row, column).find(',') != std::string_view::npos;
  }
  const char mark = result.has_decimal_commas ? ',' : '.';
  std::vector<Number> numbers;
  int decimals_needed = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    Number number;
    const NumberFault fault = read_number(table.field(row, column), mark, number);
    if (fault != NumberFault::kNone) {
      result.faults.emplace_back(row, fault);
      if (result.faults.size() > faults_limit) return result;
      continue;
    }
    if (number.fraction != 0 && decimals_needed < kFractionDigits) {
      decimals_needed = std::max(decimals_needed, decimals_of(number.fraction));
    }
    if (numbers.empty()) numbers.reserve(table.row_count());
    numbers.push_back(number);
  }
  if (result.faults.empty()) scale_all(numbers, decimals_needed, result);
  return result;
}

std::string words_for(NumberFault fault, std::string_view field) {
  const std::string_view shown = field.substr(0, 40);
  if (field.empty()) return "it is empty; write 0 where there is nothing";
  switch (fault) {
    case NumberFault::kNegative:
      return fmt::format("{} is negative", shown);
    case NumberFault::kTooLarge:
      return fmt::format("{} is larger than {}", shown, kColumnTotalLimit);
    case NumberFault::kNotANumber:
    case NumberFault::kNone:
      break;
  }
  return fmt::format("'{}' is not a number", shown);
}

bool read_double(std::string_view field, bool may_have_commas, double& value) {
  if (!field.empty() && field[0] == '+') field.remove_prefix(1);
  std::array<char, 64> buffer{};
  if (may_have_commas && field.size() < buffer.size() &&
      field.find(',') != std::string_view::npos) {
    if (field.find('.') != std::string_view::npos) return false;
    std::replace_copy(field.begin(), field.end(), buffer.begin(), ',', '.');
    field = std::string_view(buffer.data(), field.size());
  }
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
  return error == std::errc{} && end == field.data() + field.size() && std::isfinite(value);
}

}  // namespace bailiwick::platform::files
