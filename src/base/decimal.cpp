#include "base/decimal.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace bailiwick {
namespace {

constexpr std::uint64_t kUnit = static_cast<std::uint64_t>(Decimal::kUnit);
constexpr UInt128 kMost = ~static_cast<UInt128>(0) >> 1;
constexpr std::int64_t kExponentMax = 1000;  // beyond it only zero could fit

constexpr UInt128 magnitude_of(Int128 value) {
  return value < 0 ? static_cast<UInt128>(0) - static_cast<UInt128>(value)
                   : static_cast<UInt128>(value);
}

std::optional<Decimal> with_sign(bool is_negative, UInt128 magnitude) {
  if (magnitude > kMost) return std::nullopt;
  const auto units = static_cast<Int128>(magnitude);
  return Decimal::from_units(is_negative ? -units : units);
}

// Whether a quotient rounded half to even goes up by one. `remainder` < `divisor` <= 2^127, so that twice it fits.
bool goes_up(UInt128 remainder, UInt128 divisor, bool is_odd) {
  const UInt128 twice = remainder << 1;
  return twice > divisor || (twice == divisor && is_odd);
}

// A magnitude of 256 bits, the lowest 64 first.
using Wide = std::array<std::uint64_t, 4>;

Wide wide_product(UInt128 a, UInt128 b) {
  const std::array<std::uint64_t, 2> x = {static_cast<std::uint64_t>(a),
                                          static_cast<std::uint64_t>(a >> 64)};
  const std::array<std::uint64_t, 2> y = {static_cast<std::uint64_t>(b),
                                          static_cast<std::uint64_t>(b >> 64)};
  Wide product{};
  for (std::size_t i = 0; i < 2; ++i) {
    std::uint64_t carry = 0;
    for (std::size_t j = 0; j < 2; ++j) {
      const UInt128 part = static_cast<UInt128>(x[i]) * y[j] + product[i + j] + carry;
      product[i + j] = static_cast<std::uint64_t>(part);
      carry = static_cast<std::uint64_t>(part >> 64);
    }
    product[i + 2] += carry;
  }
  return product;
}

struct Division {
  Wide quotient{};
  UInt128 remainder = 0;
};

// Schoolbook, a limb at a time.
Division divided_by_limb(const Wide& value, std::uint64_t divisor) {
  Division division;
  for (std::size_t i = value.size(); i-- > 0;) {
    const UInt128 part = division.remainder << 64 | value[i];
    division.quotient[i] = static_cast<std::uint64_t>(part / divisor);
    division.remainder = part % divisor;
  }
  return division;
}

// Bit by bit, for divisors of more than 64 bits. divisor <= 2^127.
Division divided_by_bits(const Wide& value, UInt128 divisor) {
  Division division;
  for (std::size_t bit = 256; bit-- > 0;) {
    division.remainder = division.remainder << 1 | (value[bit / 64] >> (bit % 64) & 1U);
    if (division.remainder < divisor) continue;
    division.remainder -= divisor;
    division.quotient[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  return division;
}

// value / divisor, rounded half to even, with a sign.
std::optional<Decimal> rounded_quotient(const Wide& value, UInt128 divisor, bool is_negative) {
  const Division division = divisor >> 64 == 0
                                ? divided_by_limb(value, static_cast<std::uint64_t>(divisor))
                                : divided_by_bits(value, divisor);
  if (division.quotient[2] != 0 || division.quotient[3] != 0) return std::nullopt;
  UInt128 magnitude = static_cast<UInt128>(division.quotient[1]) << 64 | division.quotient[0];
  if (magnitude > kMost) return std::nullopt;
  if (goes_up(division.remainder, divisor, (magnitude & 1U) != 0)) ++magnitude;
  return with_sign(is_negative, magnitude);
}

constexpr UInt128 power_of_ten(int exponent) {
  UInt128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The parts of a text: its digits without the point, and how many of them (less the exponent) are decimals.
struct Parsed {
  bool is_negative = false;
  std::string digits;
  std::int64_t places = 0;
};

// "e-12" at the front of `rest`, taken off; false where it is malformed.
bool take_exponent(std::string_view& rest, std::int64_t& places) {
  if (rest.empty() || (rest.front() != 'e' && rest.front() != 'E')) return true;
  rest.remove_prefix(1);
  const bool is_negative = !rest.empty() && rest.front() == '-';
  if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
  if (rest.empty() || !is_digit(rest.front())) return false;
  std::int64_t exponent = 0;
  for (; !rest.empty() && is_digit(rest.front()); rest.remove_prefix(1))
    exponent = std::min<std::int64_t>(exponent * 10 + (rest.front() - '0'), kExponentMax);
  places -= is_negative ? -exponent : exponent;
  return true;
}

std::optional<Parsed> split(std::string_view text) {
  Parsed parsed;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    parsed.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool has_point = false;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (text.front() == '.' && !has_point) {
      has_point = true;
    } else if (is_digit(text.front())) {
      parsed.digits += text.front();
      if (has_point) ++parsed.places;
    } else {
      break;
    }
  }
  if (parsed.digits.empty() || !take_exponent(text, parsed.places) || !text.empty())
    return std::nullopt;
  return parsed;
}

}  // namespace

std::optional<Decimal> sum(Decimal a, Decimal b) {
  Int128 units = 0;
  if (__builtin_add_overflow(a.units(), b.units(), &units) || magnitude_of(units) > kMost)
    return std::nullopt;
  return Decimal::from_units(units);
}

std::optional<Decimal> difference(Decimal a, Decimal b) { return sum(a, -b); }

std::optional<Decimal> product(Decimal a, Decimal b) {
  const Wide wide = wide_product(magnitude_of(a.units()), magnitude_of(b.units()));
  return rounded_quotient(wide, kUnit, a.is_negative() != b.is_negative());
}

std::optional<Decimal> quotient(Decimal a, Decimal b) {
  if (b.units() == 0) return std::nullopt;
  const Wide wide = wide_product(magnitude_of(a.units()), kUnit);
  return rounded_quotient(wide, magnitude_of(b.units()), a.is_negative() != b.is_negative());
}

std::optional<Decimal> rounded(Decimal value, int places, Rounding rounding) {
  assert(places >= 0 && places <= Decimal::kPlaces);
  const UInt128 step = power_of_ten(Decimal::kPlaces - places);
  const UInt128 magnitude = magnitude_of(value.units());
  UInt128 count = magnitude / step;
  const UInt128 rest = magnitude % step;
  if (rest == 0) return value;
  bool is_up = false;
  switch (rounding) {
    case Rounding::kHalfEven:
      is_up = goes_up(rest, step, (count & 1U) != 0);
      break;
    case Rounding::kHalfAwayFromZero:
      is_up = rest << 1 >= step;
      break;
    case Rounding::kTowardsZero:
      break;
    case Rounding::kDown:
      is_up = value.is_negative();
      break;
    case Rounding::kUp:
      is_up = !value.is_negative();
      break;
  }
  if (is_up) ++count;
  if (count > kMost / step) return std::nullopt;
  return with_sign(value.is_negative(), count * step);
}

std::optional<std::int64_t> truncated(Decimal value) {
  const Int128 whole = value.units() / Decimal::kUnit;
  const auto narrow = static_cast<std::int64_t>(whole);
  if (narrow != whole) return std::nullopt;
  return narrow;
}

std::string to_text(Decimal value) {
  UInt128 rest = magnitude_of(value.units());
  std::string reversed;
  for (int place = 0; place <= Decimal::kPlaces || rest != 0; ++place, rest /= 10) {
    if (place == Decimal::kPlaces && !reversed.empty()) reversed += '.';
    const auto digit = static_cast<char>('0' + static_cast<int>(rest % 10));
    // Zeros behind the last decimal are not written.
    if (place >= Decimal::kPlaces || !reversed.empty() || digit != '0') reversed += digit;
  }
  if (value.is_negative()) reversed += '-';
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  const auto parsed = split(text);
  if (!parsed) return std::nullopt;
  std::string_view digits = parsed->digits;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
  std::int64_t places = parsed->places;
  while (!digits.empty() && digits.back() == '0') {
    digits.remove_suffix(1);
    --places;
  }
  if (digits.empty()) return Decimal();
  const std::int64_t zeros = Decimal::kPlaces - places;  // still to be appended
  if (zeros < 0 || static_cast<std::int64_t>(digits.size()) + zeros > 39) return std::nullopt;
  UInt128 magnitude = 0;
  for (std::size_t i = 0; i < digits.size() + static_cast<std::size_t>(zeros); ++i) {
    const unsigned digit = i < digits.size() ? static_cast<unsigned>(digits[i] - '0') : 0U;
    if (magnitude > (kMost - digit) / 10) return std::nullopt;
    magnitude = magnitude * 10 + digit;
  }
  return with_sign(parsed->is_negative, magnitude);
}

}  // namespace bailiwick
