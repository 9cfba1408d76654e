#include "engine/territory/check_demands.hpp"

#include <cmath>
#include <string>

namespace bailiwick::engine::territory::checking {
namespace {

using wording::amount_text;
using wording::capitalised;
using wording::count_text;
using wording::Findings;
using wording::territory_text;
using wording::unit_text;

std::string km_text(double metres) { return wording::number_text(metres / 1000.0, 3) + " km"; }

TerritoryIndex territory_of(const Judged& judged, UnitIndex u) {
  return judged.plan.territory_of[static_cast<std::size_t>(u)];
}

template <class Make>
void broken(Findings& findings, std::string_view rule, Make&& make) {
  findings.add(ErrorCode::kInvalidInput, rule, std::forward<Make>(make));
}

void judge_empty(const Judged& judged, Findings& findings) {
  for (TerritoryIndex t = 0; t < judged.plan.k; ++t) {
    if (!judged.members[static_cast<std::size_t>(t)].empty()) continue;
    broken(findings, "T051",
           [&] { return capitalised(territory_text(judged.problem, t)) + " has no units."; });
  }
}

void judge_balance(const Judged& judged, Findings& findings) {
  const Problem& problem = judged.problem;
  for (std::size_t r = 0; r < problem.balance.size(); ++r) {
    const BalanceRule& rule = problem.balance[r];
    const Measure& measure = problem.measures[static_cast<std::size_t>(rule.measure)];
    for (TerritoryIndex t = 0; t < judged.plan.k; ++t) {
      const auto i = static_cast<std::size_t>(t);
      const Window& window = judged.windows[r][i];
      const std::int64_t amount =
          judged.report.territories[i].amounts[static_cast<std::size_t>(rule.measure)];
      if (amount >= window.lower && amount <= window.upper) continue;
      broken(findings, "T052", [&] {
        const bool is_over = amount > window.upper;
        return capitalised(territory_text(problem, t)) + " holds " +
               wording::measure_text(measure, amount) +
               (is_over ? "; the most it may hold is " : "; the least it may hold is ") +
               amount_text(is_over ? window.upper : window.lower, measure.decimals) + " " +
               (is_over ? wording::upper_reason(problem, rule, window)
                        : wording::lower_reason(problem, rule, window)) +
               ".";
      });
    }
  }
}

void judge_connection(const Judged& judged, Findings& findings) {
  if (!judged.problem.is_contiguous) return;
  for (TerritoryIndex t = 0; t < judged.plan.k; ++t) {
    const std::int32_t pieces = judged.report.territories[static_cast<std::size_t>(t)].pieces;
    if (pieces <= 1) continue;
    broken(findings, "T053", [&] {
      return capitalised(territory_text(judged.problem, t)) + " is not connected: it falls into " +
             count_text(pieces, "piece", "pieces") + ".";
    });
  }
}

void judge_locks(const Judged& judged, Findings& findings) {
  const Problem& problem = judged.problem;
  for (const auto& [u, t] : problem.locks) {
    if (territory_of(judged, u) == t) continue;
    broken(findings, "T054", [&] {
      return capitalised(unit_text(problem, u)) + " is locked to " + territory_text(problem, t) +
             ", but stands in " + territory_text(problem, territory_of(judged, u)) + ".";
    });
  }
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    const auto& unit = problem.hints[t].pinned_unit;
    if (!unit || territory_of(judged, *unit) == static_cast<TerritoryIndex>(t)) continue;
    broken(findings, "T054", [&] {
      return capitalised(unit_text(problem, *unit)) + " is the pinned centre of " +
             territory_text(problem, static_cast<TerritoryIndex>(t)) + ", but stands in " +
             territory_text(problem, territory_of(judged, *unit)) + ".";
    });
  }
  for (const auto& [u, t] : problem.forbidden) {
    if (territory_of(judged, u) != t) continue;
    broken(findings, "T055", [&] {
      return capitalised(unit_text(problem, u)) + " stands in " + territory_text(problem, t) +
             ", where it is forbidden.";
    });
  }
}

void judge_links(const Judged& judged, Findings& findings) {
  for (const auto& group : judged.problem.must_link) {
    for (const UnitIndex u : group) {
      const UnitIndex first = group.front();
      if (territory_of(judged, u) == territory_of(judged, first)) continue;
      broken(findings, "T056", [&] {
        return capitalised(unit_text(judged.problem, first)) + " and " +
               unit_text(judged.problem, u) + " must stay together, but stand in " +
               territory_text(judged.problem, territory_of(judged, first)) + " and " +
               territory_text(judged.problem, territory_of(judged, u)) + ".";
      });
      break;
    }
  }
}

void judge_radius(const Judged& judged, Findings& findings) {
  const Problem& problem = judged.problem;
  if (!problem.radius_max_km) return;
  for (std::size_t t = 0; t < judged.centres.size(); ++t) {
    for (const UnitIndex u : judged.members[t]) {
      const double squared = distance_squared(problem, judged.centres[t], u);
      if (!is_beyond_radius(problem, squared)) continue;
      broken(findings, "T057", [&] {
        return capitalised(unit_text(problem, u)) + " lies " + km_text(std::sqrt(squared)) +
               " from the centre of " + territory_text(problem, static_cast<TerritoryIndex>(t)) +
               "; the maximum radius is " + wording::number_text(*problem.radius_max_km, 3) +
               " km.";
      });
    }
  }
}

void judge_centres(const Judged& judged, Findings& findings) {
  const Problem& problem = judged.problem;
  if (problem.centre != CentreKind::kUnit) return;
  for (TerritoryIndex t = 0; t < judged.plan.k; ++t) {
    const auto i = static_cast<std::size_t>(t);
    const bool is_pinned = !problem.hints.empty() && (problem.hints[i].pinned.has_value() ||
                                                      problem.hints[i].pinned_unit.has_value());
    if (is_pinned || judged.members[i].empty()) continue;
    if (!judged.centres[i].is_allowed) {
      broken(findings, "T059", [&] {
        return capitalised(territory_text(problem, t)) + " has no unit that may be its centre.";
      });
    }
    if (judged.plan.centres.empty() || judged.plan.centres[i] < 0) continue;
    const UnitIndex u = judged.plan.centres[i];
    const bool is_member = territory_of(judged, u) == t;
    const bool may_be =
        problem.may_be_centre.empty() || problem.may_be_centre[static_cast<std::size_t>(u)] != 0;
    if (is_member && may_be) continue;
    broken(findings, "T058", [&] {
      return "The plan makes " + unit_text(problem, u) + " the centre of " +
             territory_text(problem, t) + ", but it " +
             (is_member ? "may not be a centre."
                        : "stands in " + territory_text(problem, territory_of(judged, u)) + ".");
    });
  }
}

void judge_disruption(const Judged& judged, Findings& findings) {
  const auto& disruption = judged.problem.disruption;
  if (!disruption || !disruption->cap) return;
  // The share is a quotient of whole numbers; the slack is only for its rounding.
  constexpr double kSlack = 1e-12;
  if (judged.report.disrupted <= *disruption->cap * (1.0 + kSlack)) return;
  broken(findings, "T060", [&] {
    return wording::percent_text(judged.report.disrupted) + " of " +
           judged.problem.measures[static_cast<std::size_t>(disruption->measure)].name +
           " changes hands; the most that may is " + wording::percent_text(*disruption->cap) + ".";
  });
}

}  // namespace

void judge_demands(const Judged& judged, Findings& findings) {
  judge_empty(judged, findings);
  judge_balance(judged, findings);
  judge_connection(judged, findings);
  judge_locks(judged, findings);
  judge_links(judged, findings);
  judge_radius(judged, findings);
  judge_centres(judged, findings);
  judge_disruption(judged, findings);
}

}  // namespace bailiwick::engine::territory::checking
