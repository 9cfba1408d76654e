// Goal: the numbers are the published ones, the same everywhere, and distributed as promised.
#include "base/rng.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace bailiwick {
namespace {

TEST(Rng, a_seed_gives_the_same_numbers_and_another_seed_others) {
  Rng a(1);
  Rng b(1);
  Rng c(2);
  int same = 0;
  for (int i = 0; i < 100; ++i) {
    const auto x = a.next();
    EXPECT_EQ(x, b.next());
    same += x == c.next() ? 1 : 0;
  }
  EXPECT_EQ(same, 0);
}

TEST(Rng, streams_of_one_seed_differ_by_round_and_item) {
  EXPECT_EQ(Rng::stream(1, 2, 3).next(), Rng::stream(1, 2, 3).next());
  EXPECT_NE(Rng::stream(1, 2, 3).next(), Rng::stream(1, 3, 2).next());
  EXPECT_NE(Rng::stream(1, 2, 3).next(), Rng::stream(2, 2, 3).next());
}

TEST(Rng, bounded_numbers_are_even_over_a_bound_that_is_no_power_of_two) {
  Rng rng(7);
  std::vector<int> counts(6, 0);
  for (int i = 0; i < 60000; ++i) ++counts[static_cast<std::size_t>(rng.below(6))];
  for (const int count : counts)
    EXPECT_NEAR(count, 10000, 500);  // more than five standard deviations
  for (int i = 0; i < 100; ++i) EXPECT_EQ(rng.below(1), 0U);
}

TEST(Rng, uniform_numbers_fill_the_unit_interval_and_never_reach_one) {
  Rng rng(7);
  double sum = 0.0;
  for (int i = 0; i < 100000; ++i) {
    const double u = rng.uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
  }
  EXPECT_NEAR(sum / 100000, 0.5, 0.005);
}

TEST(Rng, normal_numbers_have_mean_nothing_and_deviation_one) {
  Rng rng(7);
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < 100000; ++i) {
    const double z = rng.normal();
    sum += z;
    squares += z * z;
  }
  EXPECT_NEAR(sum / 100000, 0.0, 0.02);
  EXPECT_NEAR(squares / 100000, 1.0, 0.03);
}

TEST(Rng, a_shuffle_keeps_the_items_and_reaches_every_order) {
  Rng rng(7);
  std::vector<std::vector<int>> seen;
  for (int i = 0; i < 200; ++i) {
    std::vector<int> items = {1, 2, 3};
    rng.shuffle(items);
    if (std::find(seen.begin(), seen.end(), items) == seen.end()) seen.push_back(items);
    std::sort(items.begin(), items.end());
    EXPECT_EQ(items, (std::vector<int>{1, 2, 3}));
  }
  EXPECT_EQ(seen.size(), 6U);
}

}  // namespace
}  // namespace bailiwick
