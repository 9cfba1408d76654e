// Goal: gather() leaves out nothing that is cheap enough. Method: compare with looking at every item.
#include "engine/territory/bound_tree.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "base/rng.hpp"

namespace bailiwick::engine::territory {
namespace {

std::vector<BoundItem> random_items(Rng& rng, std::size_t n) {
  std::vector<BoundItem> items(n);
  for (BoundItem& item : items) {
    item.at = {static_cast<double>(rng.below(1000)), static_cast<double>(rng.below(1000)),
               static_cast<double>(rng.below(50))};
    item.weight = 1.0 + static_cast<double>(rng.below(5));
    item.amount = 1.0 + static_cast<double>(rng.below(5));
  }
  return items;
}

std::vector<std::int32_t> all_of(std::size_t n) {
  std::vector<std::int32_t> members(n);
  std::iota(members.begin(), members.end(), 0);
  return members;
}

std::vector<double> random_prices(Rng& rng, std::size_t n) {
  std::vector<double> prices(n);
  for (double& price : prices) price = 200000.0 * rng.uniform();
  return prices;
}

std::vector<std::int32_t> found(std::vector<KnapsackItem> out) {
  std::vector<std::int32_t> items;
  for (const KnapsackItem& i : out) items.push_back(i.item);
  std::sort(items.begin(), items.end());
  return items;
}

TEST(BoundTree, GathersExactlyTheItemsWhoseKeyIsWithinTheLimit) {
  Rng rng(7);
  for (int trial = 0; trial < 300; ++trial) {
    const auto items = random_items(rng, 1 + rng.below(200));
    const auto prices = random_prices(rng, items.size());
    BoundTree tree(items, all_of(items.size()), false);
    tree.refresh(prices);
    BoundPlace place{.at = {1000.0 * rng.uniform(), 1000.0 * rng.uniform(), 0.0},
                     .reach = 100.0 * rng.uniform()};
    if (trial % 3 == 0) place.chord2_max = 250000.0;
    if (trial % 7 == 0) place.flat_cost = 1000.0;
    const DistanceRule rule{.form =
                                trial % 2 == 0 ? DistanceForm::kSquared : DistanceForm::kLinear};
    const double limit = 200000.0 * (rng.uniform() - 0.7);
    std::vector<std::int32_t> expected;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const double chord2 = squared_distance(items[i].at, place.at);
      const double cost = place.flat_cost >= 0.0 ? place.flat_cost : rule.cost(chord2, place.reach);
      const double key = items[i].weight / items[i].amount * cost - prices[i] / items[i].amount;
      if (key <= limit && chord2 <= place.chord2_max)
        expected.push_back(static_cast<std::int32_t>(i));
    }
    std::vector<KnapsackItem> out;
    tree.gather(rule, place, limit, out);
    EXPECT_EQ(found(out), expected) << trial;
  }
}

TEST(BoundTree, ByWeightItGathersWhatPaysAtNoAmount) {
  Rng rng(8);
  const auto items = random_items(rng, 150);
  const auto prices = random_prices(rng, items.size());
  BoundTree tree(items, all_of(items.size()), true);
  tree.refresh(prices);
  std::vector<KnapsackItem> out;
  const BoundPlace place{.at = {500.0, 500.0, 0.0}};
  tree.gather(DistanceRule{}, place, 0.0, out);
  ASSERT_FALSE(out.empty());
  std::size_t expected = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].weight * squared_distance(items[i].at, place.at) < prices[i]) ++expected;
  }
  EXPECT_EQ(out.size(), expected);
  for (const KnapsackItem& i : out) {
    EXPECT_EQ(i.amount, 0.0);
    EXPECT_LT(i.reduced, 0.0);
  }
}

TEST(BoundTree, ItsOrderNamesEveryMemberOnce) {
  Rng rng(9);
  const auto items = random_items(rng, 77);
  auto order = BoundTree(items, all_of(items.size()), false).order();
  std::sort(order.begin(), order.end());
  EXPECT_EQ(order, all_of(items.size()));
}

TEST(BoundTree, ManyItemsAtOnePlaceAreNoTrouble) {
  std::vector<BoundItem> items(5000);
  for (BoundItem& item : items) item.weight = item.amount = 1.0;
  BoundTree tree(items, all_of(items.size()), false);
  tree.refresh(std::vector<double>(items.size(), 1.0));
  std::vector<KnapsackItem> out;
  tree.gather(DistanceRule{}, BoundPlace{}, 0.0, out);
  EXPECT_EQ(out.size(), items.size());
}

}  // namespace
}  // namespace bailiwick::engine::territory
