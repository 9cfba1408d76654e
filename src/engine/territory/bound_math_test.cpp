// Goal: the portable functions are the functions they are named after. Method: compare with the standard library.
#include "engine/territory/bound_math.hpp"

#include <gtest/gtest.h>

namespace bailiwick::engine::territory {
namespace {

TEST(BoundMath, TheExponentialIsAccurateOverItsWholeRange) {
  for (double x = -699.0; x < 700.0; x += 0.37) {
    EXPECT_NEAR(portable_exp(x) / std::exp(x), 1.0, 1e-9) << x;
  }
}

TEST(BoundMath, TheExponentialStaysFiniteBeyondItsRange) {
  EXPECT_GT(portable_exp(-1e300), 0.0);
  EXPECT_TRUE(std::isfinite(portable_exp(1e300)));
}

TEST(BoundMath, TheLogarithmIsAccurateOverManyMagnitudes) {
  for (double x = 1e-30; x < 1e30; x *= 1.37) {
    EXPECT_NEAR(portable_log(x), std::log(x), 1e-9 * std::max(1.0, std::abs(std::log(x)))) << x;
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
