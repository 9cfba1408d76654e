// Goal: the fill is the optimum of the continuous knapsack. Method: every vertex of small cases (all items at 0 or 1
// but one, which brings the amount to a side of the window or to the target) is tried.
#include "engine/territory/bound_knapsack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/rng.hpp"

namespace bailiwick::engine::territory {
namespace {

double value_of(const KnapsackWindow& w, double reduced, double amount) {
  if (amount < w.lower - 1e-9 || amount > w.upper + 1e-9) return kInfinite;
  return reduced + w.soft * std::abs(amount - w.target);
}

double best_vertex(const std::vector<KnapsackItem>& items, const KnapsackWindow& w) {
  const std::size_t n = items.size();
  double best = kInfinite;
  for (std::size_t mask = 0; mask < (std::size_t{1} << n); ++mask) {
    double reduced = 0.0;
    double amount = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      if ((mask >> i & 1) == 0) continue;
      reduced += items[i].reduced;
      amount += items[i].amount;
    }
    best = std::min(best, value_of(w, reduced, amount));
    for (std::size_t i = 0; i < n; ++i) {
      if ((mask >> i & 1) != 0 || items[i].amount <= 0.0) continue;
      for (const double side : {w.lower, w.upper, w.target}) {
        const double share = (side - amount) / items[i].amount;
        if (share <= 0.0 || share >= 1.0) continue;
        best = std::min(best, value_of(w, reduced + share * items[i].reduced, side));
      }
    }
  }
  return best;
}

struct Case {
  std::vector<KnapsackItem> items;
  KnapsackWindow window;
};

Case random_case(Rng& rng) {
  Case c;
  const auto n = static_cast<std::int32_t>(rng.below(9));
  double total = 0.0;
  for (std::int32_t i = 0; i < n; ++i) {
    KnapsackItem item;
    item.item = i;
    item.amount = static_cast<double>(rng.below(6));
    item.reduced = static_cast<double>(rng.below(21)) - 10.0;
    if (item.amount > 0.0) {
      item.key = item.reduced / item.amount;
    } else {
      item.reduced = -1.0 - static_cast<double>(rng.below(5));
      item.key = -kInfinite;
    }
    total += item.amount;
    c.items.push_back(item);
  }
  c.window.lower = static_cast<double>(rng.below(static_cast<std::uint64_t>(total) + 2));
  c.window.upper =
      rng.below(4) == 0 ? kInfinite : c.window.lower + static_cast<double>(rng.below(8));
  c.window.target = c.window.lower + static_cast<double>(rng.below(8)) - 2.0;
  if (rng.below(2) == 0) c.window.soft = static_cast<double>(rng.below(5));
  return c;
}

TEST(FillKnapsack, FindsTheBestVertexOfRandomCases) {
  Rng rng(1);
  for (int trial = 0; trial < 3000; ++trial) {
    Case c = random_case(rng);
    const double best = best_vertex(c.items, c.window);
    const KnapsackFill fill = fill_knapsack(c.items, c.window, kInfinite);
    ASSERT_TRUE(fill.is_complete) << trial;
    if (best == kInfinite) {
      EXPECT_EQ(fill.value, kInfinite) << trial;
    } else {
      EXPECT_NEAR(fill.value, best, 1e-9) << trial;
    }
  }
}

TEST(FillKnapsack, WithTheCheapItemsAloneItIsEitherRightOrSaysThatItNeedsMore) {
  Rng rng(2);
  int complete = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    Case c = random_case(rng);
    const double best = best_vertex(c.items, c.window);
    const double limit = static_cast<double>(rng.below(9)) - 4.0;
    std::erase_if(c.items, [limit](const KnapsackItem& i) { return i.key > limit; });
    const KnapsackFill fill = fill_knapsack(c.items, c.window, limit);
    if (!fill.is_complete) continue;
    ++complete;
    EXPECT_NEAR(fill.value, best, 1e-9) << trial;
  }
  EXPECT_GT(complete, 300);
}

TEST(FillKnapsack, TheKeyItSaysItNeededIsEnough) {
  Rng rng(3);
  for (int trial = 0; trial < 3000; ++trial) {
    Case c = random_case(rng);
    std::vector<KnapsackItem> cheap = c.items;
    const KnapsackFill whole = fill_knapsack(c.items, c.window, kInfinite);
    if (whole.value == kInfinite) continue;
    std::erase_if(cheap, [&](const KnapsackItem& i) { return i.key > whole.key_needed; });
    const KnapsackFill again = fill_knapsack(cheap, c.window, whole.key_needed);
    ASSERT_TRUE(again.is_complete) << trial;
    EXPECT_NEAR(again.value, whole.value, 1e-9) << trial;
  }
}

TEST(FillKnapsack, WhatItReportsAsTakenAddsUpToItsValueAndAmount) {
  Rng rng(4);
  for (int trial = 0; trial < 1000; ++trial) {
    Case c = random_case(rng);
    const KnapsackFill fill = fill_knapsack(c.items, c.window, kInfinite);
    if (fill.value == kInfinite) continue;
    double reduced = 0.0;
    double amount = 0.0;
    for (std::size_t i = 0; i < fill.taken; ++i) {
      reduced += c.items[i].reduced;
      amount += c.items[i].amount;
    }
    if (fill.fraction > 0.0) {
      reduced += fill.fraction * c.items[fill.taken].reduced;
      amount += fill.fraction * c.items[fill.taken].amount;
    }
    EXPECT_NEAR(fill.amount, amount, 1e-9);
    EXPECT_NEAR(fill.value, value_of(c.window, reduced, amount), 1e-9);
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
