// Goal: the interval is Koopman's. Method: the edges refuse exactly at the quantile in a published example, mirror images, and the ends of the range.
#include "market/ratio_interval.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace bailiwick::market {
namespace {

// Koopman 1984, example: 36 of 40 against 16 of 80; the score interval is (2.94, 7.15).
TEST(RatioInterval, IsThatOfThePaper) {
  const Interval interval = ratio_interval({36, 40}, {16, 80});
  EXPECT_NEAR(interval.least, 2.94, 0.005);
  EXPECT_NEAR(interval.most, 7.15, 0.005);
}

TEST(RatioInterval, ExchangingTheSidesInvertsIt) {
  const Interval one = ratio_interval({12, 50}, {30, 45});
  const Interval other = ratio_interval({30, 45}, {12, 50});
  EXPECT_NEAR(one.least, 1.0 / other.most, 1e-9);
  EXPECT_NEAR(one.most, 1.0 / other.least, 1e-9);
  EXPECT_TRUE(one.has((12.0 / 50) / (30.0 / 45)));
}

TEST(RatioInterval, NothingAndEverythingHaveAnInterval) {
  const Interval none = ratio_interval({0, 20}, {10, 20});
  EXPECT_EQ(none.least, 0.0);
  EXPECT_GT(none.most, 0.0);
  EXPECT_LT(none.most, 1.0);
  const Interval all = ratio_interval({10, 20}, {0, 20});
  EXPECT_TRUE(std::isinf(all.most));
  EXPECT_GT(all.least, 1.0);
  const Interval both = ratio_interval({20, 20}, {30, 30});
  EXPECT_TRUE(both.has(1.0));
  EXPECT_GT(both.least, 0.5);
  EXPECT_LT(both.most, 2.0);
  EXPECT_TRUE(std::isinf(ratio_interval({0, 9}, {0, 9}).most));
}

TEST(RatioInterval, ManyMakeItNarrow) {
  const Interval interval = ratio_interval({300'000, 1'000'000}, {200'000, 1'000'000});
  EXPECT_NEAR(interval.least, 1.5, 0.01);
  EXPECT_NEAR(interval.most, 1.5, 0.01);
}

}  // namespace
}  // namespace bailiwick::market
