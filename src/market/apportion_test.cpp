// Goal: parts add up exactly and are within one of their quota. Method: by hand, at the ends of the range, and random weights.
#include "market/apportion.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

using Parts = std::vector<std::int64_t>;

TEST(Apportion, WhatIsLeftGoesToTheLargestRemainders) {
  EXPECT_EQ(apportion(100, Parts{1, 1, 1}), (Parts{34, 33, 33}));
  EXPECT_EQ(apportion(10, Parts{5, 3, 1}), (Parts{6, 3, 1}));
  EXPECT_EQ(apportion(2, Parts{0, 7, 0}), (Parts{0, 2, 0}));
  EXPECT_EQ(apportion(0, Parts{3, 4}), (Parts{0, 0}));
  EXPECT_EQ(apportion(1, Parts{1, 1, 1, 1}), (Parts{1, 0, 0, 0}));
}

TEST(Apportion, TheLargestAmountsAndWeightsDoNotOverflow) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  const Parts parts = apportion(kMost, Parts{kMost - 1, 1});
  EXPECT_EQ(parts[0], kMost - 1);
  EXPECT_EQ(parts[1], 1);
}

TEST(Apportion, PartsAddUpAndAreWithinOneOfTheirQuota) {
  Rng rng(4);
  for (int round = 0; round < 300; ++round) {
    Parts weights(1 + rng.below(50));
    for (auto& weight : weights) weight = static_cast<std::int64_t>(rng.below(1'000));
    weights[0] += 1;
    const auto total = static_cast<std::int64_t>(rng.below(1'000'000));
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    const Parts parts = apportion(total, weights);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::int64_t whole = total * weights[i] / sum;
      EXPECT_TRUE(parts[i] == whole || parts[i] == whole + 1);
    }
  }
}

}  // namespace
}  // namespace bailiwick::market
