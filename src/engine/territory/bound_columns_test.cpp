// Goal: a column's price is the optimum of its knapsack, and no territory beats the cheapest cell. Method: random tiny
// worlds; every item offered to the knapsack; every subset of units tried as a territory.
#include "engine/territory/bound_columns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/territory/ascii_world_random.hpp"

namespace bailiwick::engine::territory {
namespace {

std::vector<double> random_prices(Rng& rng, const BoundRelaxation& r) {
  std::vector<double> prices;
  for (const BoundItem& item : r.items) {
    prices.push_back((item.weight + 0.3 * item.amount) * 2e6 * (rng.uniform() - 0.2));
  }
  return prices;
}

double price_by_hand(const BoundRelaxation& r, const BoundColumn& column,
                     const std::vector<double>& prices) {
  const bool is_pinned = column.pinned >= 0;
  const auto t = static_cast<std::size_t>(std::max(column.pinned, 0));
  KnapsackWindow window = is_pinned ? r.pinned[t].window : r.window;
  double base = 0.0;
  std::vector<KnapsackItem> items;
  for (std::size_t i = 0; i < r.items.size(); ++i) {
    const BoundItem& item = r.items[i];
    if (column.forced == static_cast<std::int32_t>(i)) {
      base = -prices[i];
      window.lower = std::max(0.0, window.lower - item.amount);
      window.upper -= item.amount;
      window.target -= item.amount;
      continue;
    }
    if (is_pinned) {
      const auto& barred = r.pinned[t].barred;
      if (item.owner != kUnassigned ||
          std::count(barred.begin(), barred.end(), static_cast<std::int32_t>(i)) > 0)
        continue;
    }
    const double chord2 = squared_distance(item.at, column.place.at);
    if (chord2 > column.place.chord2_max) continue;
    const DistanceRule& rule = is_pinned ? r.pinned_distance : r.distance;
    const double unit_cost = column.place.flat_cost >= 0.0 ? column.place.flat_cost
                                                           : rule.cost(chord2, column.place.reach);
    const double reduced = item.weight * unit_cost - prices[i];
    if (item.amount <= 0.0 && reduced >= 0.0) continue;
    const double key = item.amount > 0.0 ? reduced / item.amount : -kInfinite;
    items.push_back({key, reduced, item.amount, static_cast<std::int32_t>(i)});
  }
  if (window.upper < window.lower) return kInfinite;
  return base + fill_knapsack(items, window, kInfinite).value;
}

std::vector<BoundColumn> some_columns(const BoundRelaxation& r, Rng& rng) {
  std::vector<BoundColumn> columns = fixed_columns(r);
  if (!r.has_cells || r.open_max == 0) return columns;
  const BoundGrid grid(r);
  for (BoundCell cell : grid.roots()) {
    for (auto depth = rng.below(12); depth > 0; --depth)
      cell = BoundGrid::split(cell)[rng.below(4)];
    BoundColumn column;
    column.cell = cell;
    column.place = grid.place_of(cell);
    column.place.chord2_max = chord2_max(r, column.place.reach);
    columns.push_back(column);
  }
  return columns;
}

TEST(BoundPricer, PricesEveryColumnAsIfAllItemsHadBeenOffered) {
  ascii::RandomWorld worlds(12);
  Rng rng(13);
  for (int trial = 0; trial < 400; ++trial) {
    const Problem problem = worlds.make(10);
    const BoundRelaxation r = relax(problem, problem.k_min, problem.k_max);
    if (!r.refusal.empty()) continue;
    BoundPricer pricer(r);
    PriceScratch scratch;
    auto columns = some_columns(r, rng);
    for (int round = 0; round < 3; ++round) {
      const auto prices = random_prices(rng, r);
      pricer.set_prices(prices);
      for (BoundColumn& column : columns) {
        const double by_hand = price_by_hand(r, column, prices);
        const double value = pricer.price(column, scratch);
        if (by_hand == kInfinite) {
          EXPECT_EQ(value, kInfinite) << trial;
        } else {
          EXPECT_NEAR(value, by_hand, 1e-9 * (1e6 + std::abs(by_hand))) << trial;
        }
      }
    }
  }
}

// Cost about the true centroid less the prices; infinite outside the window of the relaxation.
double territory_value(const Problem& problem, const BoundRelaxation& r,
                       const std::vector<double>& prices, std::size_t mask) {
  Moments moments;
  double amount = 0.0;
  double value = 0.0;
  for (std::size_t i = 0; i < r.items.size(); ++i) {
    if ((mask >> i & 1) == 0) continue;
    moments.add(r.items[i].weight, r.items[i].at);
    amount += r.items[i].amount;
    value -= prices[i];
  }
  if (amount < r.window.lower || amount > r.window.upper) return kInfinite;
  for (std::size_t i = 0; i < r.items.size(); ++i) {
    if ((mask >> i & 1) == 0 || moments.s0 <= 0.0) continue;
    const double d2 = squared_distance(r.items[i].at, moments.centroid());
    if (d2 > r.radius_max * r.radius_max) return kInfinite;
    value += r.items[i].weight * (problem.power == DistancePower::kSquared ? d2 : std::sqrt(d2));
  }
  return value + r.window.soft * std::abs(amount - r.window.target);
}

void scatter(Problem& problem, Rng& rng, double spread_deg) {
  problem.surface = geo::Surface::kSphere;
  for (geo::Position& p : problem.positions) {
    p = geo::on_earth(
        {spread_deg * (2.0 * rng.uniform() - 1.0), 0.4 * spread_deg * (2.0 * rng.uniform() - 1.0)});
  }
}

TEST(BoundPricer, NoTerritoryIsCheaperThanTheCheapestCell) {
  ascii::RandomWorld worlds(14);
  Rng rng(15);
  int tried = 0;
  for (int trial = 0; trial < 300; ++trial) {
    Problem problem = worlds.make(7);
    problem.centre = CentreKind::kCentroid;
    problem.may_be_centre.clear();
    const double spreads[] = {0.0, 0.01, 10.0, 40.0, 179.0};
    const double spread = spreads[rng.below(5)];
    if (spread > 0.0) scatter(problem, rng, spread);
    if (spread > 1.0) problem.radius_max_km.reset();
    const BoundRelaxation r = relax(problem, problem.k_min, problem.k_max);
    if (!r.refusal.empty() || r.open_max == 0 || r.items.empty()) continue;
    auto prices = random_prices(rng, r);
    for (double& price : prices) price *= spread > 0.0 ? spread * spread * 1e4 : 1.0;
    BoundPricer pricer(r);
    pricer.set_prices(prices);
    PriceScratch scratch;
    const BoundGrid grid(r);
    double least = kInfinite;
    for (BoundColumn& column : fixed_columns(r)) {
      if (column.pinned < 0) least = std::min(least, pricer.price(column, scratch));
    }
    std::vector<BoundCell> open = grid.roots();
    while (!open.empty()) {
      BoundColumn column;
      column.cell = open.back();
      open.pop_back();
      column.place = grid.place_of(column.cell);
      column.place.chord2_max = chord2_max(r, column.place.reach);
      if (!grid.may_hold_centroid(column.place)) continue;
      if (column.cell.level < 5) {
        for (const BoundCell& quarter : BoundGrid::split(column.cell)) open.push_back(quarter);
      } else {
        least = std::min(least, pricer.price(column, scratch));
      }
    }
    for (std::size_t mask = 1; mask < (std::size_t{1} << r.items.size()); ++mask) {
      const double value = territory_value(problem, r, prices, mask);
      if (value == kInfinite) continue;
      ++tried;
      ASSERT_LE(least, value + 1e-9 * (1e6 + std::abs(value))) << trial << " " << spread;
    }
  }
  EXPECT_GT(tried, 1000);
}

TEST(BoundPricer, TheMeanCostAroundAPlaceIsThatOfItsNearestUnits) {
  const Problem problem = ascii::world_of("AAAAA");
  const BoundRelaxation r = relax(problem, 1, 1);
  PriceScratch scratch;
  const BoundPlace middle{.at = r.items[2].at};
  EXPECT_DOUBLE_EQ(BoundPricer(r).mean_cost(middle, 3.0, scratch), 2e6 / 3.0);
}

TEST(FixedColumns, AWholeEarthNeedsTheDeepColumnAndARegionDoesNot) {
  Problem problem = ascii::world_of("AAAA");
  problem.surface = geo::Surface::kSphere;
  for (std::size_t u = 0; u < 4; ++u)
    problem.positions[u] = geo::on_earth({90.0 * static_cast<double>(u) - 180.0, 0.0});
  EXPECT_EQ(fixed_columns(relax(problem, 1, 1)).size(), 1U);
  for (std::size_t u = 0; u < 4; ++u)
    problem.positions[u] = geo::on_earth({static_cast<double>(u), 0.0});
  EXPECT_EQ(fixed_columns(relax(problem, 1, 1)).size(), 0U);
}

}  // namespace
}  // namespace bailiwick::engine::territory
