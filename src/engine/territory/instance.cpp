#include "engine/territory/instance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Units joined so far, by union-find with path halving.
class Groups {
 public:
  explicit Groups(std::int32_t count) : parent_(at(count)) {
    std::iota(parent_.begin(), parent_.end(), 0);
  }
  std::int32_t root(std::int32_t u) {
    while (parent_[at(u)] != u) {
      parent_[at(u)] = parent_[at(parent_[at(u)])];
      u = parent_[at(u)];
    }
    return u;
  }
  void join(std::int32_t a, std::int32_t b) {
    a = root(a);
    b = root(b);
    if (a != b) parent_[at(std::max(a, b))] = std::min(a, b);
  }

 private:
  std::vector<std::int32_t> parent_;
};

// How much else has a say in where a unit goes: nothing; forbidden pairs or a group; a lock or a pin.
constexpr std::uint8_t kFree = 0;
constexpr std::uint8_t kTied = 1;
constexpr std::uint8_t kLocked = 2;

std::vector<std::uint8_t> tied_units(const Problem& problem) {
  std::vector<std::uint8_t> is_tied(at(problem.unit_count()), 0);
  for (const auto& [u, t] : problem.forbidden) is_tied[at(u)] = kTied;
  for (const auto& group : problem.must_link) {
    for (const UnitIndex u : group) is_tied[at(u)] = kTied;
  }
  for (const auto& [u, t] : problem.locks) is_tied[at(u)] = kLocked;
  for (const TerritoryHint& hint : problem.hints) {
    if (hint.pinned_unit) is_tied[at(*hint.pinned_unit)] = kLocked;
  }
  return is_tied;
}

// Joins every unit of the group to its first one, along shortest paths (in edges) of free units where there are any.
void join_connected(const Problem& problem, const std::vector<UnitIndex>& group,
                    const std::vector<std::uint8_t>& is_tied, Groups& groups) {
  std::vector<UnitIndex> before(at(problem.unit_count()), -1);
  std::vector<UnitIndex> queue{group.front()};
  before[at(group.front())] = group.front();
  const auto spread = [&](std::uint8_t tied_most) {
    for (std::size_t head = 0; head < queue.size(); ++head) {
      for (const UnitIndex v : problem.adjacency.neighbours(queue[head])) {
        const bool is_member = std::find(group.begin(), group.end(), v) != group.end();
        if (before[at(v)] >= 0 || (is_tied[at(v)] > tied_most && !is_member)) continue;
        before[at(v)] = queue[head];
        queue.push_back(v);
      }
    }
  };
  spread(kFree);
  spread(kTied);  // what is left has no free way; never through a locked unit
  for (const UnitIndex u : group) {
    for (UnitIndex v = u; before[at(v)] >= 0 && v != group.front(); v = before[at(v)]) {
      groups.join(v, before[at(v)]);
    }
    groups.join(u, group.front());
  }
}

void number_atoms(const Problem& problem, Instance& instance) {
  const std::int32_t units = problem.unit_count();
  instance.atom_of_unit.resize(at(units));
  if (problem.must_link.empty()) {
    std::iota(instance.atom_of_unit.begin(), instance.atom_of_unit.end(), 0);
    instance.n = units;
    instance.adjacency = problem.adjacency;
    return;
  }
  Groups groups(units);
  const std::vector<std::uint8_t> is_tied = tied_units(problem);
  for (const auto& group : problem.must_link) {
    if (group.empty()) continue;
    if (problem.is_contiguous) {
      join_connected(problem, group, is_tied, groups);
    } else {
      for (const UnitIndex u : group) groups.join(u, group.front());
    }
  }
  instance.n = 0;
  for (UnitIndex u = 0; u < units; ++u) {
    const UnitIndex root = groups.root(u);
    instance.atom_of_unit[at(u)] = root == u ? instance.n++ : instance.atom_of_unit[at(root)];
  }
  std::vector<graph::Edge> edges = problem.adjacency.edges();
  for (auto& [a, b] : edges) {
    a = instance.atom_of_unit[at(a)];
    b = instance.atom_of_unit[at(b)];
  }
  instance.adjacency = graph::Csr::from_edges(instance.n, edges);
}

Vec3 to_vec(geo::Position p) {
  return {static_cast<double>(p.x_m), static_cast<double>(p.y_m), static_cast<double>(p.z_m)};
}

void place_atoms(const Problem& problem, Vec3 origin, Instance& instance) {
  const auto n = at(instance.n);
  const auto rules = at(instance.form.rules);
  instance.at.assign(n, Vec3{});
  instance.weight.assign(n, 0.0);
  instance.amounts.assign(n * rules, 0);
  double total = 0.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) total += weight_of(problem, u);
  instance.weight_total = total;
  // Units without weight still feel a pull to their centre, too small to outweigh anything.
  const double least = total > 0.0 ? 1e-7 * total / problem.unit_count() : 1.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    const auto a = at(instance.atom_of_unit[at(u)]);
    const double w = std::max(weight_of(problem, u), least);
    instance.weight[a] += w;
    instance.at[a] = instance.at[a] + w * (to_vec(problem.positions[at(u)]) - origin);
    for (std::size_t r = 0; r < rules; ++r) {
      const auto m = at(problem.balance[r].measure);
      instance.amounts[a * rules + r] += problem.measures[m].values[at(u)];
    }
  }
  for (std::size_t a = 0; a < n; ++a) instance.at[a] = (1.0 / instance.weight[a]) * instance.at[a];
}

void apply_rules(const Problem& problem, Instance& instance) {
  const auto n = at(instance.n);
  instance.fixed.assign(n, kUnassigned);
  instance.current.assign(n, kUnassigned);
  instance.move_cost.assign(n, 0.0);
  instance.hands.assign(n, 0.0);
  instance.is_barred.assign(n, 0);
  for (const auto& [u, t] : problem.locks) instance.fixed[at(instance.atom_of_unit[at(u)])] = t;
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    const auto& unit = problem.hints[t].pinned_unit;
    if (unit) instance.fixed[at(instance.atom_of_unit[at(*unit)])] = static_cast<TerritoryIndex>(t);
  }
  for (const auto& [u, t] : problem.forbidden) {
    const std::int32_t a = instance.atom_of_unit[at(u)];
    if (instance.fixed[at(a)] != kUnassigned)
      continue;  // in a melted group that is locked, the lock wins
    instance.forbidden.emplace_back(a, t);
    instance.is_barred[at(a)] = 1;
  }
  std::sort(instance.forbidden.begin(), instance.forbidden.end());
  if (!problem.may_be_centre.empty()) {
    instance.may_be_centre.assign(n, 0);
    for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
      if (problem.may_be_centre[at(u)] != 0)
        instance.may_be_centre[at(instance.atom_of_unit[at(u)])] = 1;
    }
  }
}

double power_of(const Problem& problem, double km) {
  return problem.power == DistancePower::kSquared ? km * km * 1e6 : km * 1e3;
}

void apply_disruption(const Problem& problem, Instance& instance) {
  if (!problem.disruption) return;
  const Disruption& disruption = *problem.disruption;
  const Measure& measure = problem.measures[at(disruption.measure)];
  double total = 0.0;
  double assigned = 0.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    const auto value = static_cast<double>(measure.values[at(u)]);
    total += value;
    if (disruption.current[at(u)] != kUnassigned) assigned += value;
  }
  if (disruption.cap) instance.hands_cap = *disruption.cap * assigned;
  if (total <= 0.0) total = 1.0;
  instance.disruption_cost = power_of(problem, disruption.penalty_km) * instance.weight_total;
  // Without a penalty a unit still prefers to stay, so that nothing moves for no gain.
  const double whole = std::max(instance.disruption_cost, 1e-6 * instance.weight_total);
  std::vector<double> heaviest(at(instance.n), -1.0);
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    if (disruption.current[at(u)] == kUnassigned) continue;
    const auto a = at(instance.atom_of_unit[at(u)]);
    const auto value = static_cast<double>(measure.values[at(u)]);
    instance.move_cost[a] += whole * value / total;
    instance.hands[a] += value;
    if (value > heaviest[a]) {
      heaviest[a] = value;
      instance.current[a] = disruption.current[at(u)];
    }
  }
}

void make_labels(const Problem& problem, Vec3 origin, Instance& instance) {
  instance.labels.assign(at(instance.k), Label{});
  std::vector<Moments> present(at(instance.k));
  for (std::size_t a = 0; a < at(instance.n); ++a) {
    const TerritoryIndex t =
        instance.fixed[a] != kUnassigned ? instance.fixed[a] : instance.current[a];
    if (t != kUnassigned) present[at(t)].add(instance.weight[a], instance.at[a]);
  }
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    Label& label = instance.labels[at(t)];
    label.id = t;
    label.windows = instance.windows_of(t);
    label.has_anchor = present[at(t)].s0 > 0.0;
    label.anchor = present[at(t)].centroid();
    if (problem.hints.empty()) continue;
    const TerritoryHint& hint = problem.hints[at(t)];
    std::optional<geo::Position> place = hint.pinned;
    if (hint.pinned_unit) place = problem.positions[at(*hint.pinned_unit)];
    label.is_pinned = place.has_value();
    label.has_preference = hint.preferred.has_value() && instance.form.preference > 0.0;
    if (!place) place = hint.preferred;
    if (!place) continue;
    label.has_anchor = true;
    label.anchor = to_vec(*place) - origin;
    label.centre = label.anchor;
    if (hint.preferred) label.preferred = to_vec(*hint.preferred) - origin;
  }
}

Form make_form(const Problem& problem, std::int32_t k, double weight_total) {
  Form form;
  form.centre = problem.centre;
  form.power = problem.power;
  form.surface = problem.surface;
  form.is_contiguous = problem.is_contiguous;
  form.rules = static_cast<int>(problem.balance.size());
  for (const BalanceRule& rule : problem.balance) {
    form.soft.push_back(rule.soft_km > 0.0 ? power_of(problem, rule.soft_km) * weight_total / k
                                           : 0.0);
  }
  if (problem.radius_max_km)
    form.radius_max2 = *problem.radius_max_km * *problem.radius_max_km * 1e6;
  form.preference = problem.preference_weight * weight_total / k;
  form.has_labels = !problem.hints.empty() || !problem.locks.empty() ||
                    !problem.forbidden.empty() || problem.disruption.has_value();
  for (const BalanceRule& rule : problem.balance) {
    if (!rule.shares.empty() || !rule.caps.empty()) form.has_labels = true;
  }
  return form;
}

}  // namespace

Instance make_instance(const Problem& problem, std::int32_t k) {
  Instance instance;
  instance.problem = &problem;
  instance.k = k;
  double weight_total = 0.0;
  Vec3 origin;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    weight_total += weight_of(problem, u);
    origin = origin + (1.0 / problem.unit_count()) * to_vec(problem.positions[at(u)]);
  }
  instance.origin = origin;
  instance.form = make_form(problem, k, weight_total);
  if (problem.territory_cost_km > 0.0) {
    instance.territory_cost =
        power_of(problem, problem.territory_cost_km) * weight_total / problem.unit_count();
  }
  number_atoms(problem, instance);
  place_atoms(problem, origin, instance);
  apply_rules(problem, instance);
  apply_disruption(problem, instance);
  const auto rules = at(instance.form.rules);
  instance.windows.resize(at(k) * rules);
  for (std::size_t r = 0; r < rules; ++r) {
    const std::vector<Window> windows = windows_of(problem, problem.balance[r], k);
    for (std::size_t t = 0; t < at(k); ++t) instance.windows[t * rules + r] = windows[t];
  }
  make_labels(problem, origin, instance);
  return instance;
}

void extract(const Instance& instance, std::span<const std::int32_t> atoms, LocalIndex& index,
             Piece& piece) {
  const auto n = atoms.size();
  const auto rules = at(instance.form.rules);
  piece.form = &instance.form;
  piece.n = static_cast<std::int32_t>(n);
  piece.atom.assign(atoms.begin(), atoms.end());
  piece.at.resize(n);
  piece.weight.resize(n);
  piece.amounts.resize(n * rules);
  piece.fixed.resize(n);
  piece.current.resize(n);
  piece.move_cost.resize(n);
  piece.is_barred.resize(n);
  piece.may_be_centre.resize(instance.may_be_centre.empty() ? 0 : n);
  piece.forbidden = instance.forbidden;
  piece.row.resize(n + 1);
  piece.near.clear();
  piece.label.resize(n);
  if (index.of.size() < at(instance.n)) index.of.assign(at(instance.n), -1);
  for (std::size_t i = 0; i < n; ++i) index.of[at(atoms[i])] = static_cast<std::int32_t>(i);
  for (std::size_t i = 0; i < n; ++i) {
    const auto a = at(atoms[i]);
    piece.at[i] = instance.at[a];
    piece.weight[i] = instance.weight[a];
    for (std::size_t r = 0; r < rules; ++r)
      piece.amounts[i * rules + r] = instance.amounts[a * rules + r];
    piece.fixed[i] = instance.fixed[a];
    piece.current[i] = instance.current[a];
    piece.move_cost[i] = instance.move_cost[a];
    piece.is_barred[i] = instance.is_barred[a];
    if (!instance.may_be_centre.empty()) piece.may_be_centre[i] = instance.may_be_centre[a];
    piece.row[i] = static_cast<std::int64_t>(piece.near.size());
    for (const std::int32_t v : instance.adjacency.neighbours(atoms[i])) {
      if (index.of[at(v)] >= 0) piece.near.push_back(index.of[at(v)]);
    }
  }
  piece.row[n] = static_cast<std::int64_t>(piece.near.size());
  for (const std::int32_t a : atoms) index.of[at(a)] = -1;
}

}  // namespace bailiwick::engine::territory
