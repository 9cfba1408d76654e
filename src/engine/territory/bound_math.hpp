// exp and log from + and * alone, so that every machine gets the same bits. Relative error below 1e-9.
#pragma once

#include <algorithm>
#include <cmath>

namespace bailiwick::engine::territory {

// e^x, x clamped to [-700, 700].
[[nodiscard]] inline double portable_exp(double x) {
  constexpr double kLog2E = 1.4426950408889634;
  constexpr double kLn2 = 0.6931471805599453;
  const double clamped = std::clamp(x, -700.0, 700.0);
  const double whole = std::floor(clamped * kLog2E + 0.5);
  const double r = clamped - whole * kLn2;  // |r| <= 0.35
  double sum = 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  return std::ldexp(sum, static_cast<int>(whole));
}

// The natural logarithm of x > 0, by the series of atanh.
[[nodiscard]] inline double portable_log(double x) {
  constexpr double kLn2 = 0.6931471805599453;
  int exponent = 0;
  const double m = std::frexp(x, &exponent);                             // [0.5, 1)
  const double z = (m - 0.7071067811865476) / (m + 0.7071067811865476);  // |z| <= 0.172
  const double z2 = z * z;
  double sum = 1.0 / 11.0;
  sum = sum * z2 + 1.0 / 9.0;
  sum = sum * z2 + 1.0 / 7.0;
  sum = sum * z2 + 0.2;
  sum = sum * z2 + 1.0 / 3.0;
  sum = sum * z2 + 1.0;
  return 2.0 * z * sum + (exponent - 0.5) * kLn2;
}

}  // namespace bailiwick::engine::territory
