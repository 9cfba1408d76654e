// An exact decimal number: what amounts, rates and formulas are computed with. Never a binary fraction.
//
// A value is a whole number of units of 10^-18, held in 128 bits, so that equal values are equal bits and every sum and
// difference is exact. Range: |value| <= 170,141,183,460,469,231,731.687303715884105727 (2^127 - 1 units).
// A product or quotient that has more than 18 decimals is rounded half to even at the eighteenth. Nothing wraps
// round and nothing becomes infinite: an operation whose result lies outside the range gives nothing.
// Pure. O(1); the quotient by a number of more than 18 digits takes 192 steps.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bailiwick {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

class Decimal {
 public:
  static constexpr int kPlaces = 18;
  static constexpr std::int64_t kUnit = 1'000'000'000'000'000'000;  // units in 1

  constexpr Decimal() = default;
  // Any int64 fits.
  [[nodiscard]] static constexpr Decimal whole(std::int64_t value) {
    return Decimal(static_cast<Int128>(value) * kUnit);
  }
  // `units` of 10^-18; never the lowest number of 128 bits, which has no opposite.
  [[nodiscard]] static constexpr Decimal from_units(Int128 units) { return Decimal(units); }
  [[nodiscard]] static constexpr Decimal highest() {
    return Decimal(static_cast<Int128>(~static_cast<UInt128>(0) >> 1));
  }

  [[nodiscard]] constexpr Int128 units() const { return units_; }
  [[nodiscard]] constexpr bool is_negative() const { return units_ < 0; }
  [[nodiscard]] constexpr Decimal operator-() const { return Decimal(-units_); }

  friend constexpr auto operator<=>(Decimal a, Decimal b) = default;

 private:
  constexpr explicit Decimal(Int128 units) : units_(units) {}

  Int128 units_ = 0;
};

// Where a number with more decimals than wanted goes.
enum class Rounding {
  kHalfEven,          // to the nearest; a tie to the even neighbour (bankers' rounding)
  kHalfAwayFromZero,  // to the nearest; a tie to the larger magnitude (as taught at school)
  kTowardsZero,       // cut off
  kDown,              // to the lower number: floor
  kUp,                // to the higher number: ceiling
};

// Nothing where the result is outside the range.
[[nodiscard]] std::optional<Decimal> sum(Decimal a, Decimal b);
[[nodiscard]] std::optional<Decimal> difference(Decimal a, Decimal b);
[[nodiscard]] std::optional<Decimal> product(Decimal a, Decimal b);
// Nothing where the result is outside the range or b is zero.
[[nodiscard]] std::optional<Decimal> quotient(Decimal a, Decimal b);
// To `places` decimals, 0 .. 18.
[[nodiscard]] std::optional<Decimal> rounded(Decimal value, int places, Rounding rounding);
// The whole part, cut off at the point; nothing where it does not fit into 64 bits.
[[nodiscard]] std::optional<std::int64_t> truncated(Decimal value);

// "12.5", "-0.000001", "12": as many decimals as it has and no more, no exponent.
[[nodiscard]] std::string to_text(Decimal value);
// Reads an optional sign, digits with an optional point, an optional exponent ("1.5", ".5", "-2e3"). Nothing where the
// text is anything else, has a digit beyond the eighteenth decimal other than 0, or lies outside the range.
[[nodiscard]] std::optional<Decimal> parse_decimal(std::string_view text);

}  // namespace bailiwick
