#include "engine/territory/audit.hpp"

#include <algorithm>
#include <cmath>

#include "graph/components.hpp"

namespace bailiwick::engine::territory {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// Amount of every (territory, rule).
std::vector<std::int64_t> sums_of(const Instance& instance, const Partition& partition) {
  const auto rules = at(instance.form.rules);
  std::vector<std::int64_t> sums(at(instance.k) * rules, 0);
  for (std::size_t a = 0; a < at(instance.n); ++a) {
    const auto t = at(partition.territory_of[a]);
    for (std::size_t r = 0; r < rules; ++r) sums[t * rules + r] += instance.amounts[a * rules + r];
  }
  return sums;
}

// What of the disruption measure changes hands; `assigned` is what could, `all` the measure's total.
double moved_of(const Instance& instance, const Partition& partition, double& assigned,
                double& all) {
  assigned = all = 0.0;
  if (!instance.problem->disruption) return 0.0;
  const Disruption& disruption = *instance.problem->disruption;
  const Measure& measure = instance.problem->measures[at(disruption.measure)];
  double moved = 0.0;
  for (std::size_t u = 0; u < measure.values.size(); ++u) {
    const auto value = static_cast<double>(measure.values[u]);
    all += value;
    if (disruption.current[u] == kUnassigned) continue;
    assigned += value;
    if (partition.territory_of[at(instance.atom_of_unit[u])] != disruption.current[u])
      moved += value;
  }
  return moved;
}

Vec3 place_of(const Instance& instance, UnitIndex u) {
  const geo::Position& p = instance.problem->positions[at(u)];
  return Vec3{static_cast<double>(p.x_m), static_cast<double>(p.y_m), static_cast<double>(p.z_m)} -
         instance.origin;
}

// Where each territory's distances are measured to, from its units as they are.
std::vector<Vec3> centres_of(const Instance& instance, const Partition& partition) {
  const Problem& problem = *instance.problem;
  std::vector<Moments> weighted(at(instance.k));
  std::vector<Moments> plain(at(instance.k));
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    const auto t = at(partition.territory_of[at(instance.atom_of_unit[at(u)])]);
    weighted[t].add(weight_of(problem, u), place_of(instance, u));
    plain[t].add(1.0, place_of(instance, u));
  }
  std::vector<Vec3> centres(at(instance.k));
  for (std::size_t t = 0; t < centres.size(); ++t) {
    const bool is_given =
        instance.form.centre == CentreKind::kUnit || partition.labels[t].is_pinned;
    const Moments& moments = weighted[t].s0 > 0.0 ? weighted[t] : plain[t];
    centres[t] = is_given ? partition.labels[t].centre : moments.centroid();
  }
  return centres;
}

double compactness_of(const Instance& instance, const Partition& partition,
                      const std::vector<Vec3>& centres) {
  const Problem& problem = *instance.problem;
  double sum = 0.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    const auto t = at(partition.territory_of[at(instance.atom_of_unit[at(u)])]);
    const bool on_surface =
        instance.form.centre == CentreKind::kUnit || partition.labels[t].is_pinned;
    sum += weight_of(problem, u) *
           distance_cost(instance.form, place_of(instance, u), centres[t], on_surface);
  }
  return sum;
}

std::int32_t units_beyond_radius(const Instance& instance, const Partition& partition) {
  Form form = instance.form;
  form.power = DistancePower::kSquared;
  const std::vector<Vec3> centres = centres_of(instance, partition);
  std::int32_t beyond = 0;
  for (UnitIndex u = 0; u < instance.problem->unit_count(); ++u) {
    const auto t = at(partition.territory_of[at(instance.atom_of_unit[at(u)])]);
    const bool on_surface = form.centre == CentreKind::kUnit || partition.labels[t].is_pinned;
    if (distance_cost(form, place_of(instance, u), centres[t], on_surface) > form.radius_max2)
      ++beyond;
  }
  return beyond;
}

}  // namespace

CostParts cost_parts_of(const Instance& instance, const Partition& partition) {
  CostParts parts;
  const Form& form = instance.form;
  const auto rules = at(form.rules);
  const std::vector<std::int64_t> sums = sums_of(instance, partition);
  const std::vector<Vec3> centres = centres_of(instance, partition);
  parts.compactness = compactness_of(instance, partition, centres);
  for (std::size_t t = 0; t < at(instance.k); ++t) {
    for (std::size_t r = 0; r < rules; ++r) {
      const Window& window = instance.windows[t * rules + r];
      parts.soft_balance += form.soft[r] * deviation_of(window, sums[t * rules + r]);
    }
    const Label& label = partition.labels[t];
    if (label.has_preference && !partition.members[t].empty()) {
      parts.preference += form.preference * distance_cost(form, centres[t], label.preferred, true);
    }
  }
  double assigned = 0.0;
  double all = 0.0;
  const double moved = moved_of(instance, partition, assigned, all);
  if (all > 0.0) parts.disruption = instance.disruption_cost * moved / all;
  parts.territories = instance.territory_cost * instance.k;
  return parts;
}

Violations violations_of(const Instance& instance, const Partition& partition) {
  Violations found;
  const auto rules = at(instance.form.rules);
  const std::vector<std::int64_t> sums = sums_of(instance, partition);
  for (std::size_t t = 0; t < at(instance.k); ++t) {
    if (partition.members[t].empty()) ++found.empty;
    for (std::size_t r = 0; r < rules; ++r) {
      const double excess =
          violation_of(instance.form, instance.windows[t * rules + r], sums[t * rules + r]);
      if (excess <= 0.0) continue;
      ++found.balance;
      found.balance_excess += excess;
    }
    if (instance.form.centre == CentreKind::kUnit && partition.labels[t].centre_atom < 0 &&
        !partition.labels[t].is_pinned)
      ++found.rules;
  }
  for (std::int32_t a = 0; a < instance.n; ++a) {
    const TerritoryIndex t = partition.territory_of[at(a)];
    if (instance.fixed[at(a)] != kUnassigned && instance.fixed[at(a)] != t) ++found.rules;
    if (instance.is_barred[at(a)] != 0 &&
        std::binary_search(instance.forbidden.begin(), instance.forbidden.end(), std::pair(a, t))) {
      ++found.rules;
    }
  }
  if (instance.form.radius_max2 >= 0.0) found.radius = units_beyond_radius(instance, partition);
  if (instance.form.is_contiguous) {
    const Plan plan = to_plan(instance, partition);
    const auto pieces =
        graph::pieces_by_label(instance.problem->adjacency, plan.territory_of, instance.k);
    for (const std::int32_t count : pieces) found.fragments += std::max(0, count - 1);
  }
  double assigned = 0.0;
  double all = 0.0;
  const double moved = moved_of(instance, partition, assigned, all);
  if (instance.hands_cap >= 0.0 && assigned > 0.0) {
    found.disruption_excess = std::max(0.0, (moved - instance.hands_cap) / assigned);
  }
  return found;
}

}  // namespace bailiwick::engine::territory
