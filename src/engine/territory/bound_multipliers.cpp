#include "engine/territory/bound_multipliers.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cmath>
#include <utility>

#include "engine/territory/bound_math.hpp"

namespace bailiwick::engine::territory {
namespace {

constexpr std::size_t kStripes = 16;
constexpr std::size_t kBudgetStride = 64;  // columns between two looks at the clock
constexpr std::size_t kSeedsLimit =
    30'000;  // items whose surroundings are measured for their first price

// Temperatures are relative to the mean cost of a territory.
constexpr double kFirstTemperature = 0.05;
constexpr double kLastTemperature = 0.001;
constexpr double kCoolingShare =
    0.85;  // of the budget, spent on the way from the first to the last
constexpr double kFirstFineness = 0.5;
constexpr double kFinenessPerTemperature = 8.0;
constexpr std::int32_t kFullEvery = 10;

constexpr double kMomentum = 0.6;
constexpr double kRateUp = 1.2;
constexpr double kRateDown = 0.5;
constexpr double kRateMin = 0.3;
constexpr double kRateMax = 10.0;
constexpr double kPullMax = 2.0;
constexpr double kShareMin = 1e-7;  // smaller shares are not added up
constexpr double kShift = 0.3;
constexpr double kShiftMax = 0.5;  // of the temperature, a round

constexpr double kRounding = 1e-9;  // of the sum of all magnitudes, taken off every value

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

std::pair<std::size_t, std::size_t> stripe_range(std::size_t count, std::size_t stripe) {
  return {count * stripe / kStripes, count * (stripe + 1) / kStripes};
}

}  // namespace

BoundAscent::BoundAscent(const BoundRelaxation& relaxation, Workers& workers)
    : relaxation_(relaxation),
      workers_(workers),
      pricer_(relaxation),
      grid_(relaxation),
      columns_(fixed_columns(relaxation)),
      scratch_(at(workers.thread_count())),
      stripes_(kStripes) {
  const std::size_t n = relaxation.items.size();
  for (Stripe& stripe : stripes_) stripe.cover.assign(n, 0.0);
  prices_.assign(n, 0.0);
  step_size_.assign(n, 0.0);
  rate_.assign(n, 1.0);
  pull_.assign(n, 0.0);
  move_.assign(n, 0.0);
  open_count_ = relaxation.open_max;
  fineness_ = kFirstFineness;
  seed_prices();
  if (relaxation.has_cells && relaxation.open_max > 0) seed_cells();
  for (BoundColumn& column : columns_) {
    if (column.scale <= 0.0) column.scale = scale_mean_;
  }
  temperature_ = std::max(kFirstTemperature * territory_cost_, 1e-6);
}

// An item's first price is what a unit of weight costs on average in the cheapest territory around it: then all
// places are about equally attractive, whether units are dense or sparse. Of many items only some are measured;
// their neighbours in space take the same.
void BoundAscent::seed_prices() {
  const double territories =
      std::max(1.0, open_count_ + static_cast<double>(relaxation_.pinned.size()));
  const double amount = pricer_.amount_total() / territories;
  const std::vector<std::int32_t> order = pricer_.spatial_order();
  const std::size_t stride = 1 + order.size() / kSeedsLimit;
  const std::size_t seeds = (order.size() + stride - 1) / stride;
  std::vector<double> seed_cost(seeds, 0.0);
  workers_.run(seeds, [&](std::size_t s, int worker) {
    const BoundItem& item = relaxation_.items[at(order[s * stride])];
    seed_cost[s] = pricer_.mean_cost(BoundPlace{.at = item.at}, amount, scratch_[at(worker)]);
  });
  std::vector<double> cost(prices_.size(), 0.0);
  for (std::size_t i = 0; i < order.size(); ++i) cost[at(order[i])] = seed_cost[i / stride];
  double weight = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < cost.size(); ++i) {
    weight += relaxation_.items[i].weight;
    sum += relaxation_.items[i].weight * cost[i];
  }
  if (weight <= 0.0) return;
  scale_mean_ = sum / weight;
  territory_cost_ = sum / territories;
  const double per_amount = pricer_.amount_total() > 0.0 ? weight / pricer_.amount_total() : 0.0;
  for (std::size_t i = 0; i < cost.size(); ++i) {
    const BoundItem& item = relaxation_.items[i];
    prices_[i] = item.weight * (cost[i] + scale_mean_);
    step_size_[i] =
        (item.weight > 0.0 ? item.weight : item.amount * per_amount) * territories / weight;
  }
}

bool BoundAscent::is_wide(const BoundColumn& column) const {
  if (column.cell.face < 0 || column.cell.level >= kCellLevelLimit) return false;
  const DistanceForm form = relaxation_.distance.form;
  const bool is_squared = form == DistanceForm::kSquared || form == DistanceForm::kSquaredToAxis;
  const double loss = is_squared ? column.place.reach * column.place.reach : column.place.reach;
  return loss > fineness_ * std::sqrt(column.scale * scale_mean_);
}

void BoundAscent::seed_cells() {
  const double amount = pricer_.amount_total() / open_count_;
  std::vector<BoundCell> open = grid_.roots();
  while (!open.empty()) {
    std::vector<BoundColumn> made(open.size());
    workers_.run(open.size(), [&](std::size_t i, int worker) {
      made[i].cell = open[i];
      made[i].place = grid_.place_of(open[i]);
      if (!grid_.may_hold_centroid(made[i].place)) return;
      made[i].scale = pricer_.mean_cost(made[i].place, amount, scratch_[at(worker)]);
    });
    open.clear();
    for (BoundColumn& column : made) {
      if (!grid_.may_hold_centroid(column.place)) continue;
      const bool has_room = columns_.size() + 4 * open.size() < kBoundColumnsLimit;
      if (scale_mean_ > 0.0 && is_wide(column) && has_room) {
        for (const BoundCell& quarter : BoundGrid::split(column.cell)) open.push_back(quarter);
        continue;
      }
      column.place.chord2_max = chord2_max(relaxation_, column.place.reach);
      columns_.push_back(column);
    }
  }
}

double BoundAscent::share_of(double value) const {
  if (value == kInfinite) return 0.0;
  const double x = (value - level_) / temperature_;
  return x > 40.0 ? 0.0 : 1.0 / (1.0 + portable_exp(x));
}

void BoundAscent::add_share(BoundColumn& column, const PriceScratch& scratch,
                            Stripe& stripe) const {
  const double share = column.pinned >= 0 ? 1.0 : share_of(column.value);
  // Prices move by a few temperatures a round at most, so a column far above the level can wait.
  const double idle =
      column.value == kInfinite ? 24.0 : ((column.value - level_) / temperature_ - 16.0) / 4.0;
  column.due = round_ + 1 + static_cast<std::int32_t>(std::clamp(idle, 0.0, 24.0));
  if (share < kShareMin || column.value == kInfinite) return;
  if (column.pinned < 0) {
    stripe.shares += share;
    stripe.keys += share * std::min(1e300, std::abs(scratch.fill.key_needed));
  }
  double weight = 0.0;
  double paid = column.value;
  const std::size_t whole = scratch.fill.taken;
  for (std::size_t i = 0; i < whole; ++i) {
    const std::size_t item = at(scratch.items[i].item);
    stripe.cover[item] += share;
    weight += relaxation_.items[item].weight;
    paid += prices_[item];
  }
  if (scratch.fill.fraction > 0.0)
    stripe.cover[at(scratch.items[whole].item)] += share * scratch.fill.fraction;
  if (column.forced >= 0) stripe.cover[at(column.forced)] += share;
  if (column.cell.face >= 0 && weight > 0.0) {
    column.scale =
        std::max(paid / weight + column.place.reach * column.place.reach, 1e-3 * scale_mean_);
  }
}

// False when the budget ended first.
bool BoundAscent::price_columns(bool is_full, const Budget& budget) {
  pricer_.set_prices(prices_);
  std::atomic<bool> is_over{false};
  workers_.run(kStripes, [&](std::size_t s, int worker) {
    Stripe& stripe = stripes_[s];
    std::fill(stripe.cover.begin(), stripe.cover.end(), 0.0);
    stripe.shares = stripe.keys = 0.0;
    const auto [first, last] = stripe_range(columns_.size(), s);
    for (std::size_t j = first; j < last && !is_over; ++j) {
      if ((j - first) % kBudgetStride == 0 && budget.is_over()) is_over = true;
      BoundColumn& column = columns_[j];
      if (!is_full && column.due > round_) continue;
      pricer_.price(column, scratch_[at(worker)]);
      add_share(column, scratch_[at(worker)], stripe);
    }
  });
  return !is_over;
}

double BoundAscent::dual_value() {
  double value = relaxation_.cost_fixed;
  double magnitude = 0.0;
  for (const PinnedTerritory& territory : relaxation_.pinned) value += territory.fixed_cost;
  for (const double price : prices_) {
    value += price;
    magnitude += std::abs(price);
  }
  std::vector<double> open;
  for (const BoundColumn& column : columns_) {
    if (column.pinned < 0) {
      open.push_back(column.value);
    } else {
      value += column.value;
      magnitude += std::abs(column.value);
    }
  }
  const std::size_t most = at(relaxation_.open_max);
  if (relaxation_.has_cells) {
    // Several centroids may lie in one cell.
    const double least = open.empty() ? kInfinite : *std::min_element(open.begin(), open.end());
    open.assign(most, least);
  } else {
    const std::size_t used = std::min(most, open.size());
    std::partial_sort(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(used), open.end());
    open.resize(used);
  }
  double least = kInfinite;
  double sum = 0.0;
  for (std::int32_t k = 0; k <= static_cast<std::int32_t>(open.size()); ++k) {
    if (k > 0) {
      sum += open[at(k - 1)] + relaxation_.cost_each;
      magnitude += std::abs(open[at(k - 1)]);
    }
    if (k < relaxation_.open_min || sum >= least) continue;
    least = sum;
    open_count_ = k;
  }
  if (value + least == kInfinite) return kInfinite;
  return value + least - kRounding * (magnitude + std::abs(value));
}

// mu: where the shares sum to the number of territories.
void BoundAscent::settle_level() {
  double least = kInfinite;
  for (const BoundColumn& column : columns_) {
    if (column.pinned < 0) least = std::min(least, column.value);
  }
  if (least == kInfinite) return;
  double low = least - 40.0 * temperature_;
  double high = least + 40.0 * temperature_;
  while (high - low > 0.01 * temperature_) {
    level_ = 0.5 * (low + high);
    double sum = 0.0;
    for (const BoundColumn& column : columns_) {
      if (column.pinned < 0) sum += share_of(column.value);
    }
    (sum > open_count_ ? high : low) = level_;
    if (level_ == low && level_ == high) break;
  }
}

// How much every price should fall a unit of amount, `net` being by how much (relative) too much is covered: when all
// territories are filled to the brim, prices are too high together.
double BoundAscent::common_shift(double net) const {
  double shares = 0.0;
  double keys = 0.0;
  for (const Stripe& stripe : stripes_) {
    shares += stripe.shares;
    keys += stripe.keys;
  }
  if (shares <= 0.0 || open_count_ <= 0.0 || pricer_.amount_total() <= 0.0) return 0.0;
  const double mean = pricer_.amount_total() / open_count_;
  const double width = std::min(relaxation_.window.upper, 2.0 * mean) - relaxation_.window.lower;
  const double half = std::max(1e-6, 0.5 * width / mean);
  const double most = kShiftMax * temperature_ / (2.0 * half * mean);
  return std::clamp(kShift * std::clamp(net / half, -1.0, 1.0) * keys / shares, -most, most);
}

void BoundAscent::move_prices() {
  double shares = 0.0;
  for (const Stripe& stripe : stripes_) shares += stripe.shares;
  const double norm = shares > 0.0 && relaxation_.pinned.empty() ? open_count_ / shares : 1.0;
  double net = 0.0;
  for (std::size_t i = 0; i < prices_.size(); ++i) {
    double cover = 0.0;
    for (const Stripe& stripe : stripes_) cover += stripe.cover[i];
    cover *= norm;
    net += relaxation_.items[i].amount * (cover - 1.0);
    const double pull = std::clamp(portable_log(std::max(cover, 1e-3)), -kPullMax, kPullMax);
    const bool is_same_way = (pull > 0.0) == (pull_[i] > 0.0);
    rate_[i] = is_same_way ? std::min(rate_[i] * kRateUp, kRateMax)
                           : std::max(rate_[i] * kRateDown, kRateMin);
    pull_[i] = pull;
    move_[i] = kMomentum * move_[i] - rate_[i] * temperature_ * step_size_[i] * pull;
  }
  const double shift =
      pricer_.amount_total() > 0.0 ? common_shift(net / pricer_.amount_total()) : 0.0;
  for (std::size_t i = 0; i < prices_.size(); ++i) {
    prices_[i] += move_[i] - shift * relaxation_.items[i].amount;
  }
  if (open_count_ > 0.0) level_ += shift * pricer_.amount_total() / open_count_;
}

void BoundAscent::split_cells() {
  std::vector<BoundColumn> next;
  std::size_t room = kBoundColumnsLimit - std::min(kBoundColumnsLimit, columns_.size());
  for (const BoundColumn& column : columns_) {
    const bool matters = column.value <= level_ + 12.0 * temperature_;
    if (!matters || room < 3 || !is_wide(column)) {
      next.push_back(column);
      continue;
    }
    room -= 3;
    for (const BoundCell& quarter : BoundGrid::split(column.cell)) {
      BoundColumn child = column;
      child.cell = quarter;
      child.place = grid_.place_of(quarter);
      child.place.chord2_max = chord2_max(relaxation_, child.place.reach);
      child.due = 0;
      if (grid_.may_hold_centroid(child.place)) next.push_back(child);
    }
  }
  columns_ = std::move(next);
}

void BoundAscent::cool(double fraction) {
  const double way = std::min(1.0, fraction / kCoolingShare);
  const double relative =
      kFirstTemperature * portable_exp(way * portable_log(kLastTemperature / kFirstTemperature));
  const double wanted = std::max(relative * territory_cost_, 1e-6);
  if (wanted >= temperature_) return;
  stage_round_ = 0;
  temperature_ = wanted;
  fineness_ = std::min(fineness_, kFinenessPerTemperature * relative);
  split_cells();
}

void BoundAscent::step(double fraction, const Budget& budget) {
  const bool is_full = round_ == 0 || stage_round_ % kFullEvery == 0;
  ++round_;
  ++stage_round_;
  if (!price_columns(is_full, budget)) return;
  if (is_full) {
    const double value = dual_value();
    best_ = best_ ? std::max(*best_, value) : value;
  }
  settle_level();
  if (round_ > 1) move_prices();
  if (stage_round_ % kFullEvery == 1) cool(fraction);
}

}  // namespace bailiwick::engine::territory
