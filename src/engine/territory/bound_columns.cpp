#include "engine/territory/bound_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

constexpr double kMargin =
    0.03;  // how much farther than last time a knapsack looks, against the local cost
constexpr int kGrowthLimit = 14;  // widenings by a factor of 4 before every item is looked at

enum class Kind { kBounded, kWeightless, kFree };

std::vector<std::int32_t> members_of(std::span<const BoundItem> items, Kind kind) {
  std::vector<std::int32_t> members;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool has_amount = items[i].amount > 0.0;
    const bool has_weight = items[i].weight > 0.0;
    const Kind own = !has_amount ? Kind::kFree : (has_weight ? Kind::kBounded : Kind::kWeightless);
    if (own == kind) members.push_back(static_cast<std::int32_t>(i));
  }
  return members;
}

// Drops what a pinned territory may not have.
void drop_barred(const BoundRelaxation& relaxation, const PinnedTerritory& territory,
                 std::vector<KnapsackItem>& items) {
  std::erase_if(items, [&](const KnapsackItem& i) {
    if (relaxation.items[at(i.item)].owner != kUnassigned) return true;
    return std::binary_search(territory.barred.begin(), territory.barred.end(), i.item);
  });
}

KnapsackWindow without(KnapsackWindow window, double amount) {
  window.lower = std::max(0.0, window.lower - amount);
  window.upper -= amount;
  window.target -= amount;
  return window;
}

}  // namespace

BoundPricer::BoundPricer(const BoundRelaxation& relaxation)
    : relaxation_(relaxation),
      bounded_(relaxation.items, members_of(relaxation.items, Kind::kBounded), false),
      weightless_(relaxation.items, members_of(relaxation.items, Kind::kWeightless), false),
      free_(relaxation.items, members_of(relaxation.items, Kind::kFree), true) {
  double weight = 0.0;
  for (const BoundItem& item : relaxation.items) {
    weight += item.weight;
    amount_total_ += item.amount;
  }
  ratio_ = amount_total_ > 0.0 && weight > 0.0 ? weight / amount_total_ : 1.0;
  set_prices(std::vector<double>(relaxation.items.size(), 0.0));
}

void BoundPricer::set_prices(std::span<const double> prices) {
  assert(prices.size() == relaxation_.items.size());
  prices_.assign(prices.begin(), prices.end());
  bounded_.refresh(prices_);
  weightless_.refresh(prices_);
  free_.refresh(prices_);
}

double BoundPricer::price(BoundColumn& column, PriceScratch& scratch) const {
  const bool is_pinned = column.pinned >= 0;
  const PinnedTerritory* territory = is_pinned ? &relaxation_.pinned[at(column.pinned)] : nullptr;
  const DistanceRule& rule = is_pinned ? relaxation_.pinned_distance : relaxation_.distance;
  KnapsackWindow window = is_pinned ? territory->window : relaxation_.window;
  if (column.forced >= 0) window = without(window, relaxation_.items[at(column.forced)].amount);
  column.value = kInfinite;
  scratch.items.clear();
  scratch.fill = {};
  if (window.upper < window.lower) return kInfinite;

  double step = kMargin * (column.scale > 0.0 ? column.scale : 1.0) * ratio_;
  double limit = column.key_limit + step;
  for (int round = 0;; ++round, step *= 4.0) {
    scratch.items.clear();
    gather(rule, column.place, limit, scratch.items);
    if (is_pinned) drop_barred(relaxation_, *territory, scratch.items);
    if (column.forced >= 0) {
      std::erase_if(scratch.items, [&](const KnapsackItem& i) { return i.item == column.forced; });
    }
    scratch.fill = fill_knapsack(scratch.items, window, limit);
    if (scratch.fill.is_complete) break;
    limit = round < kGrowthLimit ? limit + step : kInfinite;
  }
  if (scratch.fill.value == kInfinite) return kInfinite;
  column.value = scratch.fill.value;
  if (column.forced >= 0) column.value -= prices_[at(column.forced)];
  column.key_limit = std::max(scratch.fill.key_needed, -1e300);
  return column.value;
}

void BoundPricer::gather(const DistanceRule& rule, const BoundPlace& place, double limit,
                         std::vector<KnapsackItem>& out) const {
  bounded_.gather(rule, place, limit, out);
  weightless_.gather(rule, place, limit, out);
  free_.gather(rule, place, 0.0, out);
}

double BoundPricer::mean_cost(BoundPlace place, double amount, PriceScratch& scratch) const {
  place.reach = 0.0;
  KnapsackWindow window;
  window.lower = window.upper = std::min(amount, amount_total_);
  double step = relaxation_.distance.cost(1e6, 0.0) * ratio_;
  double limit = step;
  for (int round = 0;; ++round, step *= 4.0) {
    scratch.items.clear();
    gather(relaxation_.distance, place, limit, scratch.items);
    scratch.fill = fill_knapsack(scratch.items, window, limit);
    if (scratch.fill.is_complete) break;
    limit = round < kGrowthLimit ? limit + step : kInfinite;
  }
  double weight = 0.0;
  const std::size_t whole = scratch.fill.taken;
  for (std::size_t i = 0; i < whole; ++i)
    weight += relaxation_.items[at(scratch.items[i].item)].weight;
  if (scratch.fill.fraction > 0.0) {
    weight += scratch.fill.fraction * relaxation_.items[at(scratch.items[whole].item)].weight;
  }
  return weight > 0.0 && scratch.fill.value < kInfinite ? scratch.fill.value / weight : 0.0;
}

std::vector<BoundColumn> fixed_columns(const BoundRelaxation& relaxation) {
  std::vector<BoundColumn> columns;
  for (std::size_t t = 0; t < relaxation.pinned.size(); ++t) {
    BoundColumn column;
    column.place.at = relaxation.pinned[t].at;
    column.place.chord2_max = chord2_max(relaxation, 0.0);
    column.pinned = static_cast<std::int32_t>(t);
    columns.push_back(column);
  }
  if (relaxation.open_max == 0) return columns;
  for (const BoundCandidate& candidate : relaxation.candidates) {
    BoundColumn column;
    column.place.at = candidate.at;
    column.place.chord2_max = chord2_max(relaxation, 0.0);
    column.forced = candidate.item;
    columns.push_back(column);
  }
  const double shell = relaxation.distance.shell;
  if (relaxation.has_cells && shell > 0.0 &&
      relaxation.spread_rad > std::numbers::pi / 3.0 - 1e-3) {
    BoundColumn deep;
    deep.place.flat_cost = 0.75 * shell * shell;
    columns.push_back(deep);
  }
  return columns;
}

}  // namespace bailiwick::engine::territory
