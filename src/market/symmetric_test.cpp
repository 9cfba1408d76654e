// Goal: an inverse is one, and what has none is told. Method: a matrix times its inverse, with random ones of every size.
#include "market/symmetric.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

TEST(Symmetric, AMatrixTimesItsInverseIsOne) {
  Rng rng(5);
  for (std::size_t size = 1; size <= 51; size += 5) {
    Symmetric root(size);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) root.at(i, j) = rng.normal();
    Symmetric matrix(size);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) {
        matrix.at(i, j) = i == j ? 1.0 : 0.0;
        for (std::size_t k = 0; k < size; ++k) matrix.at(i, j) += root.at(i, k) * root.at(j, k);
      }
    const auto inverse = inverse_of(matrix);
    ASSERT_TRUE(inverse);
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < size; ++k) sum += matrix.at(i, k) * inverse->matrix.at(k, j);
        EXPECT_NEAR(sum, i == j ? 1.0 : 0.0, 1e-9);
      }
  }
}

TEST(Symmetric, TheDeterminantIsKnownAndWhatHasNoInverseIsTold) {
  Symmetric matrix(2);
  matrix.at(0, 0) = 4;
  matrix.at(1, 0) = 2;
  matrix.at(1, 1) = 3;
  EXPECT_NEAR(inverse_of(matrix)->log_determinant, std::log(8.0), 1e-12);
  matrix.at(1, 1) = 1;
  EXPECT_FALSE(inverse_of(matrix));
  EXPECT_FALSE(inverse_of(Symmetric(1)));
}

}  // namespace
}  // namespace bailiwick::market
