#include "market/symmetric.hpp"

#include <cmath>

namespace bailiwick::market {
namespace {

constexpr double kTiny = 1e-13;  // of a diagonal cell: what rounding leaves of nothing

// The lower triangle L with L L' = matrix.
bool decompose(Symmetric& m) {
  for (std::size_t j = 0; j < m.size(); ++j) {
    const double before = m.at(j, j);
    double rest = before;
    for (std::size_t k = 0; k < j; ++k) rest -= m.at(j, k) * m.at(j, k);
    if (!(rest > kTiny * before)) return false;
    const double pivot = std::sqrt(rest);
    m.at(j, j) = pivot;
    for (std::size_t i = j + 1; i < m.size(); ++i) {
      double sum = m.at(i, j);
      for (std::size_t k = 0; k < j; ++k) sum -= m.at(i, k) * m.at(j, k);
      m.at(i, j) = sum / pivot;
    }
  }
  return true;
}

// L in the place of its inverse.
void invert_lower(Symmetric& m) {
  for (std::size_t j = 0; j < m.size(); ++j) {
    m.at(j, j) = 1.0 / m.at(j, j);
    for (std::size_t i = j + 1; i < m.size(); ++i) {
      double sum = 0.0;
      for (std::size_t k = j; k < i; ++k) sum -= m.at(i, k) * m.at(k, j);
      m.at(i, j) = sum / m.at(i, i);
    }
  }
}

}  // namespace

std::optional<Inverse> inverse_of(const Symmetric& matrix) {
  Symmetric lower = matrix;
  if (!decompose(lower)) return std::nullopt;
  Inverse inverse{.matrix = Symmetric(matrix.size())};
  for (std::size_t i = 0; i < lower.size(); ++i)
    inverse.log_determinant += 2.0 * std::log(lower.at(i, i));
  invert_lower(lower);
  for (std::size_t i = 0; i < lower.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = 0.0;
      for (std::size_t k = i; k < lower.size(); ++k) sum += lower.at(k, i) * lower.at(k, j);
      inverse.matrix.at(i, j) = sum;
      inverse.matrix.at(j, i) = sum;
    }
  return inverse;
}

}  // namespace bailiwick::market
