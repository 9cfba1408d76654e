// Small symmetric matrices, dense: what fits of a few dozen unknowns need. Pure; sums run in a fixed order.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace bailiwick::market {

// size x size by rows; only the lower half (column <= row) is read.
class Symmetric {
 public:
  explicit Symmetric(std::size_t size) : size_(size), cells_(size * size, 0.0) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] double& at(std::size_t row, std::size_t column) {
    return cells_[row * size_ + column];
  }
  [[nodiscard]] double at(std::size_t row, std::size_t column) const {
    return cells_[row * size_ + column];
  }
  [[nodiscard]] const double* row(std::size_t row) const { return &cells_[row * size_]; }
  [[nodiscard]] double* row(std::size_t row) { return &cells_[row * size_]; }

 private:
  std::size_t size_;
  std::vector<double> cells_;
};

struct Inverse {
  Symmetric matrix;              // whole, both halves
  double log_determinant = 0.0;  // of the matrix that was inverted
};

// By Cholesky's decomposition; nothing where the matrix is not positive definite to within rounding. O(size^3).
[[nodiscard]] std::optional<Inverse> inverse_of(const Symmetric& matrix);

}  // namespace bailiwick::market
