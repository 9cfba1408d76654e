// Random tiny worlds with every kind of demand, for property tests. Tests only.
//
// Small enough that every plan can be tried; demands are drawn so that some worlds can be solved and some cannot.
#pragma once

#include <string>
#include <vector>

#include "base/rng.hpp"
#include "engine/territory/ascii_world.hpp"

namespace bailiwick::engine::territory::ascii {

class RandomWorld {
 public:
  explicit RandomWorld(std::uint64_t seed) : rng_(seed) {}

  // A world of 2 to `units_max` units and at most three territories.
  Problem make(std::int32_t units_max) {
    Problem problem = world_of(map(units_max));
    const std::int32_t n = problem.unit_count();
    if (chance(5)) place_on_earth(problem);
    drop_edges(problem);
    fill_measures(problem);
    problem.is_contiguous = !chance(4);
    problem.centre = chance(2) ? CentreKind::kUnit : CentreKind::kCentroid;
    problem.power = chance(3) ? DistancePower::kLinear : DistancePower::kSquared;
    if (chance(2)) problem.weight_measure = 0;
    problem.k_min = problem.k_max = whole(1, std::min(3, n));
    if (chance(6)) {
      problem.k_min = whole(1, problem.k_max);
    }
    const bool is_fixed = problem.k_min == problem.k_max;
    add_balance(problem, is_fixed);
    if (chance(3)) problem.must_link = {some_units(n)};
    if (chance(8)) problem.must_link.push_back(some_units(n));
    if (chance(4)) problem.radius_max_km = 0.5 * whole(1, 6);
    if (problem.centre == CentreKind::kUnit && chance(2)) {
      for (std::int32_t u = 0; u < n; ++u) problem.may_be_centre.push_back(chance(2) ? 1 : 0);
    }
    if (chance(4)) problem.territory_cost_km = 1.0;
    if (is_fixed) add_named(problem);
    return problem;
  }

  bool chance(std::uint64_t one_in) { return rng_.below(one_in) == 0; }
  std::int32_t whole(std::int32_t low, std::int32_t high) {
    return low + static_cast<std::int32_t>(rng_.below(static_cast<std::uint64_t>(high - low + 1)));
  }

 private:
  std::string map(std::int32_t units_max) {
    for (;;) {
      const std::int32_t columns = whole(1, 4);
      std::string drawing;
      std::int32_t units = 0;
      for (std::int32_t i = 0; i < columns * whole(1, 3); ++i) {
        if (i > 0 && i % columns == 0) drawing += '\n';
        const bool is_hole = chance(6);
        drawing += is_hole ? '.' : 'A';
        units += is_hole ? 0 : 1;
      }
      if (units >= 2 && units <= units_max) return drawing;
    }
  }

  void place_on_earth(Problem& problem) {
    problem.surface = geo::Surface::kSphere;
    for (geo::Position& p : problem.positions)
      p = geo::on_earth({179.99 - p.x_m * 9e-6, 52.0 + p.y_m * 9e-6});
  }

  void drop_edges(Problem& problem) {
    std::vector<graph::Edge> kept;
    for (const graph::Edge& edge : problem.adjacency.edges()) {
      if (!chance(8)) kept.push_back(edge);
    }
    problem.adjacency = graph::Csr::from_edges(problem.unit_count(), kept);
  }

  void fill_measures(Problem& problem) {
    const std::int32_t step = chance(3) ? whole(2, 4) : 1;
    for (auto& value : problem.measures[0].values) value = step * whole(chance(3) ? 0 : 1, 4);
    if (chance(2)) return;
    Measure visits;
    visits.name = "visits";
    visits.decimals = 1;
    for (std::size_t u = 0; u < problem.positions.size(); ++u)
      visits.values.push_back(chance(2) ? 10 : whole(0, 30));
    problem.measures.push_back(std::move(visits));
  }

  void add_balance(Problem& problem, bool is_fixed) {
    for (std::size_t m = 0; m < problem.measures.size(); ++m) {
      if (chance(4)) continue;
      BalanceRule rule;
      rule.measure = static_cast<std::int32_t>(m);
      if (!chance(4)) rule.tolerance = 0.1 * whole(0, 11);
      if (chance(3)) rule.soft_km = 0.5 * whole(1, 4);
      if (chance(8)) rule.target = whole(1, 6);
      for (std::int32_t t = 0; is_fixed && t < problem.k_max && t >= 0; ++t) {
        if (!rule.shares.empty() || (t == 0 && chance(5))) rule.shares.push_back(whole(1, 3));
        if (!rule.caps.empty() || (t == 0 && chance(4))) rule.caps.push_back(whole(1, 12));
      }
      problem.balance.push_back(std::move(rule));
    }
  }

  std::vector<UnitIndex> some_units(std::int32_t n) {
    std::vector<UnitIndex> units;
    for (std::int32_t i = 0; i < whole(2, 3); ++i) units.push_back(whole(0, n - 1));
    return units;
  }

  void add_named(Problem& problem) {
    const std::int32_t n = problem.unit_count();
    const std::int32_t k = problem.k_max;
    for (std::int32_t i = 0; chance(2) && i < 3; ++i)
      problem.locks.emplace_back(whole(0, n - 1), whole(0, k - 1));
    for (std::int32_t i = 0; chance(2) && i < 6; ++i)
      problem.forbidden.emplace_back(whole(0, n - 1), whole(0, k - 1));
    if (chance(3)) {
      problem.preference_weight = chance(2) ? 0.5 : 2.0;
      problem.hints.resize(static_cast<std::size_t>(k));
      for (TerritoryHint& hint : problem.hints) {
        const std::int32_t kind = whole(0, 4);
        const geo::Position place = problem.positions[static_cast<std::size_t>(whole(0, n - 1))];
        if (kind == 0) hint.pinned = place;
        if (kind == 1) hint.pinned_unit = whole(0, n - 1);
        if (kind == 2) hint.preferred = place;
      }
    }
    if (!chance(3)) return;
    Disruption disruption;
    disruption.measure = whole(0, static_cast<std::int32_t>(problem.measures.size()) - 1);
    disruption.penalty_km = whole(0, 2);
    for (std::int32_t u = 0; u < n; ++u)
      disruption.current.push_back(whole(chance(3) ? -1 : 0, k - 1));
    if (!chance(3)) disruption.cap = 0.1 * whole(0, 6);
    problem.disruption = std::move(disruption);
  }

  Rng rng_;
};

}  // namespace bailiwick::engine::territory::ascii
