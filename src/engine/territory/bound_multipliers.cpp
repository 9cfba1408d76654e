#include "engine/territory/bound_multipliers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <deque>
#include <cstdlib>

#include "engine/territory/bound_math.hpp"

namespace bailiwick::engine::territory {
namespace {

double env(const char* n, double d) { const char* s = std::getenv(n); return s ? std::atof(s) : d; }
constexpr std::size_t kStripes = 16;
const double kFirstTemperature = env("T0", 0.2);
const double kLastTemperature = env("T1", 0.0005);
const double kCooling = env("COOL", 0.7);
const std::int32_t kStageRounds = (std::int32_t)env("STAGE", 30);
const std::int32_t kFullEvery = 10;
const double kFirstFineness = env("F0", 0.5);
const double kLastFineness = env("F1", 0.1);
const double kBeta = env("BETA", 0); const double kDev=env("DEV",0.05);
const double kUp = env("UP", 1.15), kDown = env("DOWN", 0.6), kRateMax = env("RMAX", 6), kRateMin = env("RMIN", 0.3);

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

std::pair<std::size_t, std::size_t> stripe_of(std::size_t count, std::size_t stripe) {
  return {count * stripe / kStripes, count * (stripe + 1) / kStripes};
}

}  // namespace

Ascent::Ascent(const BoundRelaxation& relaxation, Workers& workers)
    : relaxation_(relaxation),
      workers_(workers),
      pricer_(relaxation),
      grid_(relaxation),
      columns_(fixed_columns(relaxation)),
      prices_(relaxation.items.size(), 0.0),
      step_size_(relaxation.items.size(), 0.0),
      cover_(kStripes, std::vector<double>(relaxation.items.size(), 0.0)),
      move_(relaxation.items.size(), 0.0), rate_(relaxation.items.size(), 1.0), last_(relaxation.items.size(), 0.0),
      shares_(kStripes, 0.0), shares_err_(kStripes, 0.0),shares_val_(kStripes, 0.0),
      scratch_(at(workers.thread_count())) {
  open_count_ = relaxation.open_max;
  fineness_ = kFirstFineness;
  seed_prices();
  if (relaxation.has_cells && relaxation.open_max > 0) seed_cells();
  temperature_ = kFirstTemperature * territory_cost_;
}

// Starts from what a unit of weight costs on average in the cheapest territory around it: then all places are about
// equally attractive, wherever units are dense or sparse.
void Ascent::seed_prices() {
  const double territories = std::max(1.0, open_count_ + static_cast<double>(relaxation_.pinned.size()));
  const double amount = pricer_.amount_total() / territories;
  const std::size_t n = relaxation_.items.size();
  std::vector<double> cost(n, 0.0);
  workers_.run(kStripes, [&](std::size_t stripe, int worker) {
    const auto [first, last] = stripe_of(n, stripe);
    for (std::size_t i = first; i < last; ++i) {
      cost[i] = pricer_.mean_cost(Place{relaxation_.items[i].at}, amount, scratch_[at(worker)]);
    }
  });
  double weight = 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    weight += relaxation_.items[i].weight;
    sum += relaxation_.items[i].weight * cost[i];
  }
  scale_mean_ = weight > 0.0 ? sum / weight : 0.0;
  territory_cost_ = sum / territories;
  for (std::size_t i = 0; i < n; ++i) {
    const BoundItem& item = relaxation_.items[i];
    prices_[i] = item.weight * (cost[i] + scale_mean_);
    const double own = item.weight > 0.0 ? item.weight : item.amount * weight / pricer_.amount_total();
    step_size_[i] = weight > 0.0 ? own * territories / weight : 0.0;
  }
}

void Ascent::seed_cells() {
  const double amount = pricer_.amount_total() / std::max(1.0, open_count_ + static_cast<double>(relaxation_.pinned.size()));
  std::vector<Cell> open = grid_.roots();
  while (!open.empty()) {
    std::vector<Column> made(open.size());
    workers_.run(open.size(), [&](std::size_t i, int worker) {
      made[i].cell = open[i];
      made[i].place = grid_.place_of(open[i]);
      if (grid_.may_hold_centroid(made[i].place)) made[i].scale = pricer_.mean_cost(made[i].place, amount, scratch_[at(worker)]);
    });
    open.clear();
    for (Column& column : made) {
      if (!grid_.may_hold_centroid(column.place)) continue;
      const bool squared = relaxation_.distance.form == DistanceForm::kSquared || relaxation_.distance.form == DistanceForm::kSquaredToAxis;
      const double reach = squared ? column.place.reach * column.place.reach : column.place.reach;
      if (reach > 0.5 * std::sqrt(column.scale * scale_mean_) && column.cell.level < kCellLevelLimit) {
        for (const Cell& quarter : CellGrid::split(column.cell)) open.push_back(quarter);
        continue;
      }
      column.place.chord2_max = chord2_max(relaxation_, column.place.reach);
      columns_.push_back(column);
    }
  }
}

double Ascent::share_of(double value) const {
  if (value == kInfinite) return 0.0;
  const double x = (value - level_) / temperature_;
  if (x > 40.0) return 0.0;
  return 1.0 / (1.0 + portable_exp(x));
}

void Ascent::price_columns(bool is_full) {
  pricer_.set_prices(prices_);
  workers_.run(kStripes, [&](std::size_t stripe, int worker) {
    PriceScratch& scratch = scratch_[at(worker)];
    std::vector<double>& cover = cover_[stripe];
    std::fill(cover.begin(), cover.end(), 0.0);
    double& shares = shares_[stripe];
    shares = 0.0; shares_err_[stripe] = 0; shares_val_[stripe] = 0;
    const auto [first, last] = stripe_of(columns_.size(), stripe);
    for (std::size_t j = first; j < last; ++j) {
      Column& column = columns_[j];
      if (!is_full && column.due > round_) continue;
      const double value = pricer_.price(column, scratch);
      const double share = column.pinned >= 0 ? 1.0 : share_of(value);
      if (column.cell.face >= 0 && share < 1e-7) column.due = column.due;
      // A share halves its logarithm's distance at most this fast while prices move by one step a round.
      const double idle = value == kInfinite ? 25.0 : ((value - level_) / temperature_ - 16.0) / 4.0;
      column.due = round_ + 1 + static_cast<std::int32_t>(std::clamp(idle, 0.0, 24.0));
      shares_val_[stripe] += share < 1e-7 ? 0 : share * value;
      if (share < 1e-7) continue;
      if (column.pinned < 0) shares += share;
      const std::size_t whole = scratch.fill.taken;
      if (column.cell.face >= 0) {
        double weight = 0.0, paid = value;
        for (std::size_t i = 0; i < whole; ++i) { weight += relaxation_.items[at(scratch.items[i].item)].weight; paid += prices_[at(scratch.items[i].item)]; }
        if (weight > 0.0) { column.scale = paid / weight + column.place.reach * column.place.reach; shares_err_[stripe] += share * weight * column.place.reach * column.place.reach; }
      }
      for (std::size_t i = 0; i < whole; ++i) cover[at(scratch.items[i].item)] += share;
      if (scratch.fill.fraction > 0.0) cover[at(scratch.items[whole].item)] += share * scratch.fill.fraction;
      if (column.forced >= 0) cover[at(column.forced)] += share;
    }
  });
}

double Ascent::dual_value() {
  double value = relaxation_.cost_fixed;
  for (const PinnedTerritory& territory : relaxation_.pinned) value += territory.fixed_cost;
  for (const double price : prices_) value += price;
  std::vector<double> open;
  for (const Column& column : columns_) {
    if (column.pinned >= 0) value += column.value;
    else open.push_back(column.value);
  }
  const auto most = static_cast<std::size_t>(relaxation_.open_max);
  if (relaxation_.has_cells) {
    const double least = open.empty() ? 0.0 : *std::min_element(open.begin(), open.end());
    open.assign(most, least);
  } else {
    if (open.size() < static_cast<std::size_t>(relaxation_.open_min)) return kInfinite;
    const std::size_t used = std::min(most, open.size());
    std::partial_sort(open.begin(), open.begin() + static_cast<std::ptrdiff_t>(used), open.end());
    open.resize(used);
  }
  double least = kInfinite;
  double sum = 0.0;
  for (std::int32_t k = 0; k <= static_cast<std::int32_t>(open.size()); ++k) {
    if (k > 0) sum += open[at(k - 1)] + relaxation_.cost_each;
    if (k < relaxation_.open_min || sum >= least) continue;
    least = sum;
    open_count_ = k;
  }
  return value + least;
}

// mu: where the shares sum to the number of territories.
void Ascent::settle_level() {
  double low = kInfinite;
  for (const Column& c : columns_) if (c.pinned < 0) low = std::min(low, c.value);
  if (low == kInfinite) return;
  low -= 40.0 * temperature_;
  double high = low + 40.0 * temperature_ + 40.0 * temperature_;
  for (int i = 0; i < 30; ++i) {
    level_ = 0.5 * (low + high);
    double sum = 0.0;
    for (const Column& c : columns_) if (c.pinned < 0) sum += share_of(c.value);
    (sum > open_count_ ? high : low) = level_;
    if (high - low < 0.01 * temperature_) break;
  }
}

void Ascent::move_prices() {
  dev_ = dsum_ = net_ = 0;
  double sum = 0.0;
  for (const double shares : shares_) sum += shares;
  const double norm = sum > 0.0 && open_count_ > 0 ? open_count_ / sum : 1.0;
  for (std::size_t i = 0; i < prices_.size(); ++i) {
    double cover = 0.0;
    for (const auto& stripe : cover_) cover += stripe[i];
    cover *= norm;
    dev_ += step_size_[i] * std::abs(cover - 1.0); dsum_ += step_size_[i]; net_ += step_size_[i]*(cover-1);
    const double pull = std::clamp(portable_log(std::max(cover, 1e-3)), -2.0, 2.0);
    double& rate = rate_[i];
    rate = (pull > 0) == (last_[i] > 0) ? std::min(rate * kUp, kRateMax) : std::max(rate * kDown, kRateMin);
    last_[i] = pull;
    const double move = kBeta * move_[i] - rate * temperature_ * step_size_[i] * pull;
    move_[i] = move;
    prices_[i] += move;
  }
}

void Ascent::split_cells() {
  if (!relaxation_.has_cells) return;
  std::vector<Column> next;
  const bool squared = relaxation_.distance.form == DistanceForm::kSquared || relaxation_.distance.form == DistanceForm::kSquaredToAxis;
  for (const Column& column : columns_) {
    const double reach = squared ? column.place.reach * column.place.reach : column.place.reach;
    const bool wide = reach > fineness_ * std::sqrt(column.scale * scale_mean_);
    if (column.cell.face < 0 || !wide || column.cell.level >= kCellLevelLimit || column.value > level_ + 12.0 * temperature_ || next.size() > kBoundColumnsLimit) {
      next.push_back(column);
      continue;
    }
    for (const Cell& quarter : CellGrid::split(column.cell)) {
      Column child = column;
      child.cell = quarter;
      child.place = grid_.place_of(quarter);
      child.due = 0;
      if (!grid_.may_hold_centroid(child.place)) continue;
      child.place.chord2_max = chord2_max(relaxation_, child.place.reach);
      next.push_back(child);
    }
  }
  columns_ = std::move(next);
}

void Ascent::step() {
  ++round_;
  ++stage_round_;
  const bool is_full = round_ == 1 || stage_round_ % kFullEvery == 0 || stage_round_ == 1;
  price_columns(is_full);
  if (is_full) best_ = std::max(best_, dual_value());
  if (round_ == 1) {
    settle_level();
    return;
  }
  error_ = 0; double ss = 0; for (size_t i=0;i<kStripes;++i) {error_ += shares_err_[i]; ss += shares_[i];} error_ *= open_count_/ss; val_ = 0; for (double x : shares_val_) val_ += x; val_ *= open_count_/ss; for (double x : prices_) val_ += x;
  settle_level();
  move_prices();
  if (stage_round_ >= kStageRounds || (stage_round_ > 3 && dev_ < kDev * dsum_)) {
    stage_round_ = 0;
    if (temperature_ > kLastTemperature * territory_cost_) temperature_ *= kCooling;
    fineness_ = std::max(kLastFineness, 10 * temperature_ / territory_cost_);
    split_cells();
  }
}

}  // namespace bailiwick::engine::territory
