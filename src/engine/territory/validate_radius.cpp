#include "engine/territory/validate_radius.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "engine/territory/validate_grid.hpp"

namespace bailiwick::engine::territory::validation {
namespace {

using wording::amount_text;
using wording::capitalised;
using wording::count_text;
using wording::Findings;
using wording::territory_text;
using wording::unit_text;

// Above rounding of positions to metres, and above the error of the distance series up to 3,000 km.
constexpr double kRelativeSlack = 1e-6;
constexpr double kSphereSlack_m = 5.0;
constexpr double kPlaneSlack_m = 1e-3;

// The problem with its radius, and where centres may stand.
struct Reach {
  const Case& one;
  double radius_m = 0.0;                             // with slack
  std::vector<std::optional<geo::Position>> pinned;  // one a territory
  bool has_unpinned = false;

  [[nodiscard]] geo::Position at(UnitIndex u) const {
    return one.problem().positions[static_cast<std::size_t>(u)];
  }
  [[nodiscard]] TerritoryIndex lock_of(UnitIndex u) const {
    return one.facts
        .group_lock[static_cast<std::size_t>(one.facts.group_of[static_cast<std::size_t>(u)])];
  }
  [[nodiscard]] bool is_same_area(UnitIndex a, UnitIndex b) const {
    return one.facts.area_of[static_cast<std::size_t>(a)] ==
           one.facts.area_of[static_cast<std::size_t>(b)];
  }
  [[nodiscard]] bool is_within(geo::Position a, geo::Position b) const {
    return geo::distance_squared_m2(a, b, one.problem().surface) <= radius_m * radius_m;
  }
  // Further apart than one territory can span, whichever way its distances are measured.
  [[nodiscard]] bool is_too_far(UnitIndex a, UnitIndex b) const {
    return geo::chord_squared_m2(at(a), at(b)) > 4.0 * radius_m * radius_m;
  }
  [[nodiscard]] std::string limit_text() const {
    return wording::number_text(*one.problem().radius_max_km, 3) + " km";
  }
};

Reach reach_of(const Case& one) {
  const Problem& problem = one.problem();
  const double slack = problem.surface == geo::Surface::kSphere ? kSphereSlack_m : kPlaneSlack_m;
  Reach reach{.one = one,
              .radius_m = *problem.radius_max_km * 1000.0 * (1.0 + kRelativeSlack) + slack,
              .pinned = {},
              .has_unpinned = false};
  reach.pinned.resize(static_cast<std::size_t>(one.k));
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    const TerritoryHint& hint = problem.hints[t];
    if (hint.pinned) reach.pinned[t] = hint.pinned;
    if (hint.pinned_unit) reach.pinned[t] = reach.at(*hint.pinned_unit);
  }
  reach.has_unpinned = one.facts.pinned_territories < one.k;
  return reach;
}

std::string km_text(double metres) { return wording::number_text(metres / 1000.0, 1) + " km"; }

// T046, and T047 for what is locked to a territory without a pinned centre or must-linked.
void judge_together(const Reach& reach, Findings& findings) {
  const Facts& facts = reach.one.facts;
  const Problem& problem = reach.one.problem();
  std::vector<UnitIndex> first_locked(static_cast<std::size_t>(reach.one.k), -1);
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    const TerritoryIndex t = reach.lock_of(u);
    const GroupIndex g = facts.group_of[static_cast<std::size_t>(u)];
    if (t != kUnassigned && reach.pinned[static_cast<std::size_t>(t)]) {
      const geo::Position centre = *reach.pinned[static_cast<std::size_t>(t)];
      if (reach.is_within(reach.at(u), centre)) continue;
      findings.add(ErrorCode::kInfeasible, "T046", [&] {
        return capitalised(unit_text(problem, u)) + " belongs to " + territory_text(problem, t) +
               " by a lock or a must-link, but lies " +
               km_text(geo::distance_m(reach.at(u), centre, problem.surface)) +
               " from its pinned centre; at most " + reach.limit_text() +
               " is allowed. Unlock it, or raise the radius.";
      });
      continue;
    }
    UnitIndex first = facts.group_first[static_cast<std::size_t>(g)];
    if (t != kUnassigned) {
      UnitIndex& locked = first_locked[static_cast<std::size_t>(t)];
      if (locked < 0) locked = u;
      first = locked;
    }
    if (!reach.is_too_far(first, u)) continue;
    findings.add(ErrorCode::kInfeasible, "T047", [&] {
      return capitalised(unit_text(problem, first)) + " and " + unit_text(problem, u) +
             " must be together, but lie " +
             km_text(geo::distance_m(reach.at(first), reach.at(u), problem.surface)) +
             " apart, more than twice the maximum radius of " + reach.limit_text() +
             ". Drop the lock or must-link, or raise the radius.";
    });
  }
}

// T045: units that no pinned centre and no unit that may be a centre is near to.
void judge_centres(const Reach& reach, Findings& findings) {
  const Problem& problem = reach.one.problem();
  const bool has_free_centre = reach.has_unpinned && problem.may_be_centre.empty();
  if (has_free_centre) return;  // a unit can then be a territory's centre, or its centroid, itself
  std::vector<geo::Position> centres;
  std::vector<TerritoryIndex> owner;
  for (std::size_t t = 0; t < reach.pinned.size(); ++t) {
    if (!reach.pinned[t]) continue;
    centres.push_back(*reach.pinned[t]);
    owner.push_back(static_cast<TerritoryIndex>(t));
  }
  for (std::size_t u = 0; reach.has_unpinned && u < problem.may_be_centre.size(); ++u) {
    if (problem.may_be_centre[u] == 0) continue;
    centres.push_back(problem.positions[u]);
    owner.push_back(kUnassigned);
  }
  const Grid grid(centres, reach.radius_m);
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) {
    const TerritoryIndex lock = reach.lock_of(u);
    if (lock != kUnassigned && reach.pinned[static_cast<std::size_t>(lock)]) continue;  // T046
    const GroupIndex g = reach.one.facts.group_of[static_cast<std::size_t>(u)];
    const bool has_centre = grid.any_point_near(reach.at(u), [&](std::int32_t c) {
      const auto i = static_cast<std::size_t>(c);
      const TerritoryIndex t = owner[i];
      if (t != kUnassigned && (lock != kUnassigned || reach.one.facts.is_forbidden(g, t)))
        return false;
      return reach.is_within(reach.at(u), centres[i]);
    });
    if (has_centre) continue;
    findings.add(ErrorCode::kInfeasible, "T045", [&] {
      return "No centre that may serve " + unit_text(problem, u) +
             " lies within the maximum radius of " + reach.limit_text() +
             " of it. Allow or pin a centre nearby, or raise the radius.";
    });
  }
}

// T022: units taken greedily such that no two can share a territory; each needs one of its own.
void judge_spread(const Reach& reach, const Grid& grid, Findings& findings) {
  std::vector<std::vector<UnitIndex>> chosen_in(grid.cell_count());
  std::vector<UnitIndex> chosen;
  for (UnitIndex u = 0; u < reach.one.problem().unit_count(); ++u) {
    const bool is_near = grid.any_cell_near(reach.at(u), [&](std::size_t cell) {
      return std::any_of(chosen_in[cell].begin(), chosen_in[cell].end(), [&](UnitIndex other) {
        return reach.is_same_area(u, other) && !reach.is_too_far(u, other);
      });
    });
    if (is_near) continue;
    chosen.push_back(u);
    chosen_in[grid.cell_of(u)].push_back(u);
    if (static_cast<std::int64_t>(chosen.size()) > reach.one.k) break;
  }
  if (static_cast<std::int64_t>(chosen.size()) <= reach.one.k) return;
  findings.add(ErrorCode::kInfeasible, "T022", [&] {
    return count_text(static_cast<std::int64_t>(chosen.size()), "unit", "units") + ", " +
           unit_text(reach.one.problem(), chosen[0]) + " and " +
           unit_text(reach.one.problem(), chosen[1]) +
           " among them, are each too far from the others to share a territory (more than twice "
           "the maximum radius of " +
           reach.limit_text() + ", or not connected), but there are only " +
           count_text(reach.one.k, "territory", "territories") +
           ". Raise the radius, or ask for more territories.";
  });
}

// T023 for units: what lies within twice the radius is less than any territory needs.
void judge_surroundings(const Reach& reach, const Grid& grid, std::size_t r, Findings& findings) {
  const Limits& limits = reach.one.limits[r];
  const std::int64_t needed = limits.least_of(1);
  if (needed == 0) return;
  const auto& values = reach.one.measure(r).values;
  std::int64_t visits = 0;
  for (UnitIndex u = 0; u < reach.one.problem().unit_count() && visits < kVisitsLimit; ++u) {
    std::int64_t amount = 0;
    const bool is_enough = grid.any_point_near(reach.at(u), [&](std::int32_t v) {
      ++visits;
      if (reach.is_same_area(u, v) && !reach.is_too_far(u, v))
        amount += values[static_cast<std::size_t>(v)];
      return amount >= needed;
    });
    if (is_enough) continue;
    findings.add(ErrorCode::kInfeasible, "T023", [&] {
      return "Within twice the maximum radius of " + reach.limit_text() + " around " +
             unit_text(reach.one.problem(), u) + " lies only " +
             wording::measure_text(reach.one.measure(r), amount) + "; a territory needs at least " +
             amount_text(needed, reach.one.measure(r).decimals) +
             ". Raise the radius or the tolerance.";
    });
  }
}

// T023 for pinned centres: what lies within the radius is less than the territory needs.
void judge_pinned_surroundings(const Reach& reach, const Grid& grid, std::size_t r,
                               Findings& findings) {
  const auto& values = reach.one.measure(r).values;
  std::int64_t visits = 0;
  for (TerritoryIndex t = 0; t < reach.one.k && visits < kVisitsLimit; ++t) {
    const auto& centre = reach.pinned[static_cast<std::size_t>(t)];
    const Limit& limit = reach.one.limits[r].at(t);
    if (!centre || limit.lower == 0) continue;
    std::int64_t amount = 0;
    const bool is_enough = grid.any_point_near(*centre, [&](std::int32_t u) {
      ++visits;
      const TerritoryIndex lock = reach.lock_of(u);
      const bool is_open = lock == kUnassigned || lock == t;
      if (is_open && reach.is_within(reach.at(u), *centre))
        amount += values[static_cast<std::size_t>(u)];
      return amount >= limit.lower;
    });
    if (is_enough) continue;
    findings.add(ErrorCode::kInfeasible, "T023", [&] {
      return "Within the maximum radius of " + reach.limit_text() + " of the pinned centre of " +
             territory_text(reach.one.problem(), t) + " lies only " +
             wording::measure_text(reach.one.measure(r), amount) +
             " that it may take; it needs at least " +
             amount_text(limit.window.lower, reach.one.measure(r).decimals) + " " +
             wording::lower_reason(reach.one.problem(), reach.one.rule(r), limit.window) +
             ". Raise the radius or the tolerance, or move the centre.";
    });
  }
}

}  // namespace

void judge_radius(const Case& one, Findings& findings) {
  if (!one.problem().radius_max_km) return;
  const Reach reach = reach_of(one);
  judge_together(reach, findings);
  judge_centres(reach, findings);
  const Grid grid(one.problem().positions, 2.0 * reach.radius_m);
  judge_spread(reach, grid, findings);
  for (std::size_t r = 0; r < one.limits.size(); ++r) {
    if (one.is_sound[r] == 0) continue;
    judge_surroundings(reach, grid, r, findings);
    judge_pinned_surroundings(reach, grid, r, findings);
  }
}

}  // namespace bailiwick::engine::territory::validation
