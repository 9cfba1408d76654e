// A number with its unit in the type: Metres never mixes with Seconds.
//
// Adds, subtracts, compares and scales by a plain number; the ratio of two is a plain number.
// Nothing converts implicitly; value() is the door out.
#pragma once

#include <compare>

namespace bailiwick {

template <class Tag>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}

  [[nodiscard]] constexpr double value() const { return value_; }

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) {
    return Quantity(a.value_ + b.value_);
  }
  friend constexpr Quantity operator-(Quantity a, Quantity b) {
    return Quantity(a.value_ - b.value_);
  }
  friend constexpr Quantity operator*(Quantity a, double factor) {
    return Quantity(a.value_ * factor);
  }
  friend constexpr Quantity operator*(double factor, Quantity a) { return a * factor; }
  friend constexpr Quantity operator/(Quantity a, double divisor) {
    return Quantity(a.value_ / divisor);
  }
  friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

 private:
  double value_ = 0.0;
};

using Metres = Quantity<struct MetresTag>;
using Kilometres = Quantity<struct KilometresTag>;
using Seconds = Quantity<struct SecondsTag>;

[[nodiscard]] constexpr Kilometres to_kilometres(Metres m) {
  return Kilometres(m.value() / 1000.0);
}
[[nodiscard]] constexpr Metres to_metres(Kilometres km) { return Metres(km.value() * 1000.0); }

}  // namespace bailiwick
