#include "engine/territory/bound_relaxation.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <optional>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

Vec3 to_vec3(geo::Position p) {
  return {static_cast<double>(p.x_m), static_cast<double>(p.y_m), static_cast<double>(p.z_m)};
}

double power_of(double km, DistancePower power) {
  const double m = 1000.0 * km;
  return power == DistancePower::kSquared ? m * m : m;
}

// The same problem with one unit that carries every total: windows follow from totals alone, and so in O(1).
Problem totals_of(const Problem& problem) {
  Problem totals;
  totals.measures = problem.measures;
  for (Measure& measure : totals.measures) {
    const std::int64_t sum =
        std::accumulate(measure.values.begin(), measure.values.end(), std::int64_t{0});
    measure.values.assign(1, sum);
  }
  return totals;
}

bool is_pinned(const Problem& problem, TerritoryIndex t) {
  if (problem.hints.empty()) return false;
  const TerritoryHint& hint = problem.hints[at(t)];
  return hint.pinned.has_value() || hint.pinned_unit.has_value();
}

// Whether windows may differ between territories of one k.
bool has_labels(const BalanceRule& rule) { return !rule.shares.empty() || !rule.caps.empty(); }

// The widest window over all open territories and counts.
struct Hull {
  Window window;
  bool has_one_target = true;
};

Hull hull_of(const Problem& totals, const Problem& problem, const BalanceRule& rule,
             std::int32_t k_min, std::int32_t k_max) {
  Hull hull;
  bool is_first = true;
  for (std::int32_t k = k_min; k <= k_max; ++k) {
    for (TerritoryIndex t = 0; t < (has_labels(rule) ? k : 1); ++t) {
      if (has_labels(rule) && is_pinned(problem, t)) continue;
      const Window w = window_of(totals, rule, t, k);
      if (is_first) hull.window = w;
      is_first = false;
      hull.window.lower = std::min(hull.window.lower, w.lower);
      hull.window.upper = std::max(hull.window.upper, w.upper);
      hull.has_one_target = hull.has_one_target && w.target == hull.window.target;
    }
  }
  return hull;
}

// The rule whose window is the narrowest against its target; without any, the one with the highest soft weight.
std::optional<std::size_t> pick_rule(const Problem& problem, const Problem& totals,
                                     std::int32_t k_min, std::int32_t k_max) {
  std::optional<std::size_t> best;
  double best_width = kInfinite;
  double best_soft = 0.0;
  for (std::size_t r = 0; r < problem.balance.size(); ++r) {
    const BalanceRule& rule = problem.balance[r];
    const double total = static_cast<double>(totals.measures[at(rule.measure)].values[0]);
    if (total <= 0.0) continue;
    const Hull hull = hull_of(totals, problem, rule, k_min, k_max);
    const double upper = std::min(static_cast<double>(hull.window.upper), total);
    const double width =
        (upper - static_cast<double>(hull.window.lower)) / std::max(hull.window.target, 1.0);
    const bool is_hard = hull.window.lower > 0 || upper < total;
    const bool is_better =
        is_hard ? width < best_width : best_width == kInfinite && rule.soft_km > best_soft;
    if (!is_better) continue;
    best = r;
    if (is_hard) best_width = width;
    best_soft = std::max(best_soft, rule.soft_km);
  }
  return best;
}

struct Kept {
  std::optional<std::size_t> rule;
  const Measure* measure = nullptr;
};

double total_weight(const Problem& problem) {
  double sum = 0.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) sum += weight_of(problem, u);
  return sum;
}

KnapsackWindow to_knapsack(const Window& window, const Problem& problem, const BalanceRule& rule,
                           std::int32_t k) {
  KnapsackWindow result;
  result.lower = static_cast<double>(window.lower);
  result.upper = static_cast<double>(window.upper);
  result.target = window.target;
  if (rule.soft_km > 0.0 && window.target > 0.0) {
    result.soft =
        power_of(rule.soft_km, problem.power) * total_weight(problem) / (k * window.target);
  }
  return result;
}

DistanceForm surface_form(const Problem& problem) {
  const bool is_squared = problem.power == DistancePower::kSquared;
  if (problem.surface == geo::Surface::kPlane)
    return is_squared ? DistanceForm::kSquared : DistanceForm::kLinear;
  return is_squared ? DistanceForm::kArcSquared : DistanceForm::kArc;
}

// How the units lie on the sphere: shell, pole and spread; and whether linear centroids can be proven.
void set_centroid_form(const Problem& problem, BoundRelaxation& r) {
  if (problem.surface == geo::Surface::kPlane) {
    r.distance.form = surface_form(problem);
    return;
  }
  double inner = kInfinite;
  double outer = 0.0;
  Vec3 sum;
  for (const geo::Position& p : problem.positions) {
    const Vec3 v = to_vec3(p);
    const double norm = std::sqrt(dot(v, v));
    inner = std::min(inner, norm);
    outer = std::max(outer, norm);
    if (norm > 0.0) sum = sum + (1.0 / norm) * v;
  }
  if (inner < 1000.0) {
    r.refusal = "no proof: a unit lies near the centre of the sphere";
    return;
  }
  const double length = std::sqrt(dot(sum, sum));
  r.pole = length > 0.0 ? (1.0 / length) * sum : Vec3{0.0, 0.0, 1.0};
  double least_cosine = 1.0;
  for (const geo::Position& p : problem.positions) {
    const Vec3 v = to_vec3(p);
    least_cosine = std::min(least_cosine, dot(v, r.pole) / std::sqrt(dot(v, v)));
  }
  r.spread_rad = std::acos(std::clamp(least_cosine, -1.0, 1.0)) + 1e-6;
  r.distance.shell = inner;
  r.distance.slack = outer - inner;
  const bool is_squared = problem.power == DistancePower::kSquared;
  r.distance.form = is_squared ? DistanceForm::kSquaredToAxis : DistanceForm::kLinearToAxis;
  if (is_squared) return;
  // Chords between a unit and a centroid's direction are at most this long.
  const double longest =
      2.0 * outer * std::sin(std::min(2.0 * r.spread_rad, std::numbers::pi) / 2.0);
  if (longest > 1.6 * inner) {
    r.refusal =
        "no proof: distances to centroids are only bounded where the units span less than a "
        "quarter of the Earth";
    return;
  }
  r.distance.linear_cap = longest > inner ? longest - longest * longest / (2.0 * inner) : kInfinite;
}

// The pinned place of territory t, and the units that are certainly its own.
std::vector<TerritoryIndex> owners_of(const Problem& problem) {
  std::vector<TerritoryIndex> owner(problem.positions.size(), kUnassigned);
  for (const auto& [unit, t] : problem.locks) owner[at(unit)] = t;
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    const auto& unit = problem.hints[t].pinned_unit;
    if (unit) owner[at(*unit)] = static_cast<TerritoryIndex>(t);
  }
  return owner;
}

// Fills r.items; the item of each unit, or -1.
std::vector<std::int32_t> add_items(const Problem& problem, const Kept& kept,
                                    const std::vector<TerritoryIndex>& owner, BoundRelaxation& r) {
  std::vector<std::int32_t> item_of(problem.positions.size(), -1);
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    if (owner[at(u)] != kUnassigned && is_pinned(problem, owner[at(u)])) continue;
    const double weight = weight_of(problem, u);
    const double amount =
        kept.measure != nullptr ? static_cast<double>(kept.measure->values[at(u)]) : weight;
    if (weight <= 0.0 && amount <= 0.0) continue;
    item_of[at(u)] = static_cast<std::int32_t>(r.items.size());
    r.items.push_back({to_vec3(problem.positions[at(u)]), weight, amount, u, owner[at(u)]});
  }
  return item_of;
}

struct Ownership {
  std::vector<TerritoryIndex> owner;  // one a unit
  std::vector<std::int32_t> item_of;  // one a unit, or -1
};

// The pinned territories with their places and windows, nothing subtracted yet; the index of each, or -1.
std::vector<std::int32_t> add_pinned(const Problem& problem, const Problem& totals,
                                     const Kept& kept, std::vector<PinnedTerritory>& pinned) {
  std::vector<std::int32_t> index(problem.hints.size(), -1);
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    if (!is_pinned(problem, static_cast<TerritoryIndex>(t))) continue;
    index[t] = static_cast<std::int32_t>(pinned.size());
    PinnedTerritory territory;
    const TerritoryHint& hint = problem.hints[t];
    territory.at = to_vec3(hint.pinned ? *hint.pinned : problem.positions[at(*hint.pinned_unit)]);
    if (kept.rule) {
      const BalanceRule& rule = problem.balance[*kept.rule];
      const Window window = window_of(totals, rule, static_cast<TerritoryIndex>(t), problem.k_max);
      territory.window = to_knapsack(window, problem, rule, problem.k_max);
    }
    pinned.push_back(std::move(territory));
  }
  return index;
}

std::vector<PinnedTerritory> pinned_of(const Problem& problem, const Problem& totals,
                                       const Kept& kept, const Ownership& own,
                                       const DistanceRule& distance) {
  std::vector<PinnedTerritory> pinned;
  const std::vector<std::int32_t> index = add_pinned(problem, totals, kept, pinned);
  if (pinned.empty()) return pinned;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    const TerritoryIndex t = own.owner[at(u)];
    if (t == kUnassigned || index[at(t)] < 0) continue;
    PinnedTerritory& territory = pinned[at(index[at(t)])];
    const double chord2 = squared_distance(territory.at, to_vec3(problem.positions[at(u)]));
    territory.fixed_cost += weight_of(problem, u) * distance.cost(chord2, 0.0);
    const double amount =
        kept.measure != nullptr ? static_cast<double>(kept.measure->values[at(u)]) : 0.0;
    territory.window.lower = std::max(0.0, territory.window.lower - amount);
    territory.window.upper = std::max(0.0, territory.window.upper - amount);
    territory.window.target -= amount;
  }
  for (const auto& [unit, t] : problem.forbidden) {
    if (index[at(t)] < 0 || own.item_of[at(unit)] < 0) continue;
    pinned[at(index[at(t)])].barred.push_back(own.item_of[at(unit)]);
  }
  for (PinnedTerritory& territory : pinned)
    std::sort(territory.barred.begin(), territory.barred.end());
  return pinned;
}

std::vector<BoundCandidate> candidates_of(const Problem& problem, const Ownership& own) {
  std::vector<BoundCandidate> candidates;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    if (!problem.may_be_centre.empty() && problem.may_be_centre[at(u)] == 0) continue;
    if (own.owner[at(u)] != kUnassigned && is_pinned(problem, own.owner[at(u)])) continue;
    candidates.push_back({to_vec3(problem.positions[at(u)]), own.item_of[at(u)]});
  }
  return candidates;
}

}  // namespace

BoundRelaxation relax(const Problem& problem, std::int32_t k_min, std::int32_t k_max) {
  assert(problem.k_min <= k_min && k_min <= k_max && k_max <= problem.k_max);
  BoundRelaxation r;
  const Problem totals = totals_of(problem);
  Kept kept;
  kept.rule = pick_rule(problem, totals, k_min, k_max);
  if (kept.rule) {
    const BalanceRule& rule = problem.balance[*kept.rule];
    kept.measure = &problem.measures[at(rule.measure)];
    r.kept_rule = kept.measure->name;
    const Hull hull = hull_of(totals, problem, rule, k_min, k_max);
    r.window = to_knapsack(hull.window, problem, rule, k_max);
    if (!hull.has_one_target || k_min != k_max) r.window.soft = 0.0;
    r.has_soft = r.window.soft > 0.0;
  }
  r.has_cells = problem.centre == CentreKind::kCentroid;
  r.pinned_distance.form = surface_form(problem);
  if (r.has_cells) {
    set_centroid_form(problem, r);
  } else {
    r.distance.form = surface_form(problem);
  }
  Ownership own;
  own.owner = owners_of(problem);
  own.item_of = add_items(problem, kept, own.owner, r);
  r.pinned = pinned_of(problem, totals, kept, own, r.pinned_distance);
  const auto pinned_count = static_cast<std::int32_t>(r.pinned.size());
  r.open_min = k_min - pinned_count;
  r.open_max = k_max - pinned_count;
  if (!r.has_cells) r.candidates = candidates_of(problem, own);
  if (problem.radius_max_km) r.radius_max = 1000.0 * *problem.radius_max_km * (1.0 + 1e-9);
  const double units = static_cast<double>(std::max(problem.unit_count(), 1));
  r.cost_each = power_of(problem.territory_cost_km, problem.power) * total_weight(problem) / units;
  r.cost_fixed = r.cost_each * pinned_count;
  return r;
}

double chord2_max(const BoundRelaxation& relaxation, double reach) {
  if (relaxation.radius_max == kInfinite) return kInfinite;
  const double radius = relaxation.radius_max;
  const double shell = relaxation.distance.shell;
  // A territory within `radius` of its centroid has it at most radius^2 / shell beneath the surface.
  const double depth =
      shell > 0.0 ? std::min(shell, radius * radius / shell) + relaxation.distance.slack : 0.0;
  const double longest = radius + reach + depth + 1.0;
  return longest * longest;
}

}  // namespace bailiwick::engine::territory
