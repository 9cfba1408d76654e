#include "engine/territory/bound_columns.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

Vec3 unit_vector(Vec3 v) { return (1.0 / std::sqrt(dot(v, v))) * v; }

Vec3 cross(Vec3 a, Vec3 b) { return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x}; }

constexpr double kMargin = 0.03;     // how much farther than last time a knapsack looks, against the local cost
constexpr int kGrowthLimit = 14;     // widenings by a factor of 4 before every item is looked at

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

CellGrid::CellGrid(const BoundRelaxation& relaxation) : spread_rad_(relaxation.spread_rad) {
  is_sphere_ = relaxation.distance.shell > 0.0;
  if (is_sphere_) {
    radius_ = relaxation.distance.shell;
    const Vec3 n = relaxation.pole;
    const Vec3 helper = std::abs(n.x) < 0.7 ? Vec3{1.0, 0.0, 0.0} : Vec3{0.0, 1.0, 0.0};
    axes_[0] = n;
    axes_[1] = unit_vector(cross(n, helper));
    axes_[2] = cross(n, axes_[1]);
    return;
  }
  if (relaxation.items.empty()) return;
  Vec3 low = relaxation.items.front().at;
  Vec3 high = low;
  for (const BoundItem& item : relaxation.items) {
    low = {std::min(low.x, item.at.x), std::min(low.y, item.at.y), 0.0};
    high = {std::max(high.x, item.at.x), std::max(high.y, item.at.y), 0.0};
  }
  middle_ = 0.5 * (low + high);
  radius_ = 0.5 * std::max({high.x - low.x, high.y - low.y, 1.0});
}

std::vector<Cell> CellGrid::roots() const {
  std::vector<Cell> cells;
  for (std::int8_t face = 0; face < (is_sphere_ ? 6 : 1); ++face) cells.push_back({face, 0, 0, 0});
  return cells;
}

std::array<Cell, 4> CellGrid::split(const Cell& cell) {
  std::array<Cell, 4> quarters;
  for (std::int32_t i = 0; i < 4; ++i) {
    quarters[at(i)] = {cell.face, static_cast<std::int8_t>(cell.level + 1), 2 * cell.column + (i & 1),
                       2 * cell.row + (i >> 1)};
  }
  return quarters;
}

Place CellGrid::place_of(const Cell& cell) const {
  const double side = std::ldexp(2.0, -cell.level);  // of a face that spans [-1, 1]
  const double u = -1.0 + side * (cell.column + 0.5);
  const double v = -1.0 + side * (cell.row + 0.5);
  Place place;
  if (!is_sphere_) {
    place.at = middle_ + Vec3{radius_ * u, radius_ * v, 0.0};
    place.reach = radius_ * side * std::numbers::sqrt2 / 2.0 * (1.0 + 1e-12);
    return place;
  }
  const auto axis = at(cell.face / 2);
  const double sign = cell.face % 2 == 0 ? 1.0 : -1.0;
  const auto on_sphere = [&](double a, double b) {
    return radius_ * unit_vector(sign * axes_[axis] + a * axes_[(axis + 1) % 3] + b * axes_[(axis + 2) % 3]);
  };
  place.at = on_sphere(u, v);
  double reach2 = 0.0;
  for (const double a : {u - side / 2, u + side / 2}) {
    for (const double b : {v - side / 2, v + side / 2}) {
      reach2 = std::max(reach2, squared_distance(place.at, on_sphere(a, b)));
    }
  }
  place.reach = std::sqrt(reach2) * (1.0 + 1e-9) + 1e-3;
  return place;
}

bool CellGrid::may_hold_centroid(const Place& place) const {
  if (!is_sphere_ || spread_rad_ >= std::numbers::pi / 2.0) return true;
  const double chord = std::sqrt(squared_distance(place.at, radius_ * axes_[0]));
  const double away = 2.0 * std::asin(std::min(1.0, chord / (2.0 * radius_)));
  const double wide = 2.0 * std::asin(std::min(1.0, place.reach / (2.0 * radius_)));
  return away <= spread_rad_ + wide + 1e-6;
}

Pricer::Pricer(const BoundRelaxation& relaxation)
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

void Pricer::set_prices(std::span<const double> prices) {
  assert(prices.size() == relaxation_.items.size());
  prices_.assign(prices.begin(), prices.end());
  bounded_.refresh(prices_);
  weightless_.refresh(prices_);
  free_.refresh(prices_);
}

double Pricer::price(Column& column, PriceScratch& scratch) const {
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

void Pricer::gather(const DistanceRule& rule, const Place& place, double limit, std::vector<KnapsackItem>& out) const {
  bounded_.gather(rule, place, limit, out);
  weightless_.gather(rule, place, limit, out);
  free_.gather(rule, place, 0.0, out);
}

double Pricer::mean_cost(Place place, double amount, PriceScratch& scratch) const {
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
  for (std::size_t i = 0; i < whole; ++i) weight += relaxation_.items[at(scratch.items[i].item)].weight;
  if (scratch.fill.fraction > 0.0) {
    weight += scratch.fill.fraction * relaxation_.items[at(scratch.items[whole].item)].weight;
  }
  return weight > 0.0 && scratch.fill.value < kInfinite ? scratch.fill.value / weight : 0.0;
}

std::vector<Column> fixed_columns(const BoundRelaxation& relaxation) {
  std::vector<Column> columns;
  for (std::size_t t = 0; t < relaxation.pinned.size(); ++t) {
    Column column;
    column.place.at = relaxation.pinned[t].at;
    column.place.chord2_max = chord2_max(relaxation, 0.0);
    column.pinned = static_cast<std::int32_t>(t);
    columns.push_back(column);
  }
  if (relaxation.open_max == 0) return columns;
  for (const Candidate& candidate : relaxation.candidates) {
    Column column;
    column.place.at = candidate.at;
    column.place.chord2_max = chord2_max(relaxation, 0.0);
    column.forced = candidate.item;
    columns.push_back(column);
  }
  const double shell = relaxation.distance.shell;
  if (relaxation.has_cells && shell > 0.0 && relaxation.spread_rad > std::numbers::pi / 3.0 - 1e-3) {
    Column deep;
    deep.place.flat_cost = 0.75 * shell * shell;
    columns.push_back(deep);
  }
  return columns;
}

}  // namespace bailiwick::engine::territory
