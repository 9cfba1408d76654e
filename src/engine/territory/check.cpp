#include "engine/territory/check.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>
#include <utility>

#include "engine/territory/check_centre.hpp"
#include "engine/territory/check_demands.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory {
namespace {

using checking::Centre;
using checking::Distances;

// Why the plan cannot be one of this problem; empty where it can.
std::string misfit_of(const Problem& problem, const Plan& plan) {
  const auto count = [](std::size_t n) {
    return wording::amount_text(static_cast<std::int64_t>(n), 0);
  };
  if (plan.k < problem.k_min || plan.k > problem.k_max || plan.k < 1) {
    return "The plan has " + wording::amount_text(plan.k, 0) +
           " territories, the problem asks for " + wording::amount_text(problem.k_min, 0) +
           (problem.k_min == problem.k_max ? "."
                                           : " to " + wording::amount_text(problem.k_max, 0) + ".");
  }
  if (plan.territory_of.size() != problem.positions.size()) {
    return "The plan assigns " + count(plan.territory_of.size()) + " units, the problem has " +
           count(problem.positions.size()) + ".";
  }
  for (std::size_t u = 0; u < plan.territory_of.size(); ++u) {
    const TerritoryIndex t = plan.territory_of[u];
    if (t >= 0 && t < plan.k) continue;
    return "The plan puts " + wording::unit_text(problem, static_cast<UnitIndex>(u)) +
           " into territory number " + std::to_string(std::int64_t{t} + 1) + ", but has only " +
           wording::amount_text(plan.k, 0) + ".";
  }
  if (!plan.centres.empty() && plan.centres.size() != static_cast<std::size_t>(plan.k)) {
    return "The plan names " + count(plan.centres.size()) + " centres for " +
           wording::amount_text(plan.k, 0) + " territories.";
  }
  for (const UnitIndex u : plan.centres) {
    if (u < -1 || u >= problem.unit_count()) {
      return "The plan names unit number " + std::to_string(std::int64_t{u} + 1) +
             " as a centre, but there are " + count(problem.positions.size()) + " units.";
    }
  }
  return "";
}

std::vector<std::vector<UnitIndex>> members_of(const Plan& plan) {
  std::vector<std::vector<UnitIndex>> members(static_cast<std::size_t>(plan.k));
  for (std::size_t u = 0; u < plan.territory_of.size(); ++u) {
    members[static_cast<std::size_t>(plan.territory_of[u])].push_back(static_cast<UnitIndex>(u));
  }
  return members;
}

// Pieces of every territory, edges between territories.
void judge_map(const Problem& problem, const Plan& plan, Report& report) {
  const auto n = static_cast<std::size_t>(problem.unit_count());
  const auto territory_of = [&](UnitIndex u) {
    return plan.territory_of[static_cast<std::size_t>(u)];
  };
  std::vector<std::uint8_t> is_seen(n, 0);
  std::vector<UnitIndex> queue;
  for (std::size_t start = 0; start < n; ++start) {
    if (is_seen[start] != 0) continue;
    const TerritoryIndex t = plan.territory_of[start];
    ++report.territories[static_cast<std::size_t>(t)].pieces;
    is_seen[start] = 1;
    queue.assign(1, static_cast<UnitIndex>(start));
    while (!queue.empty()) {
      const UnitIndex u = queue.back();
      queue.pop_back();
      for (const UnitIndex v : problem.adjacency.neighbours(u)) {
        if (territory_of(v) != t) {
          report.cut_edges += u < v ? 1 : 0;
        } else if (is_seen[static_cast<std::size_t>(v)] == 0) {
          is_seen[static_cast<std::size_t>(v)] = 1;
          queue.push_back(v);
        }
      }
    }
  }
  for (const TerritoryReport& territory : report.territories)
    report.fragments += std::max(territory.pieces - 1, 0);
}

void judge_amounts(const checking::Judged& judged, Report& report) {
  const Problem& problem = judged.problem;
  for (std::size_t t = 0; t < report.territories.size(); ++t) {
    TerritoryReport& territory = report.territories[t];
    territory.units = static_cast<std::int64_t>(judged.members[t].size());
    territory.amounts.assign(problem.measures.size(), 0);
    for (std::size_t m = 0; m < problem.measures.size(); ++m) {
      for (const UnitIndex u : judged.members[t]) {
        territory.amounts[m] += problem.measures[m].values[static_cast<std::size_t>(u)];
      }
    }
  }
  report.worst_deviation.assign(problem.balance.size(), 0.0);
  report.outside.assign(problem.balance.size(), 0);
  for (std::size_t r = 0; r < problem.balance.size(); ++r) {
    for (std::size_t t = 0; t < report.territories.size(); ++t) {
      TerritoryReport& territory = report.territories[t];
      const Window& window = judged.windows[r][t];
      const std::int64_t amount =
          territory.amounts[static_cast<std::size_t>(problem.balance[r].measure)];
      const double deviation =
          window.target > 0.0 ? (static_cast<double>(amount) - window.target) / window.target : 0.0;
      territory.deviations.push_back(deviation);
      report.worst_deviation[r] = std::max(report.worst_deviation[r], std::abs(deviation));
      if (amount < window.lower || amount > window.upper) ++report.outside[r];
    }
  }
}

geo::LonLat place_of(const Problem& problem, checking::Point at) {
  if (problem.surface == geo::Surface::kPlane) return {at.x, at.y};
  return geo::to_lon_lat({static_cast<std::int32_t>(std::lround(at.x)),
                          static_cast<std::int32_t>(std::lround(at.y)),
                          static_cast<std::int32_t>(std::lround(at.z))});
}

UnitIndex nearest_member(const Problem& problem, const Centre& centre,
                         const std::vector<UnitIndex>& members) {
  return *std::min_element(members.begin(), members.end(), [&](UnitIndex a, UnitIndex b) {
    return std::pair(checking::distance_squared(problem, centre, a), a) <
           std::pair(checking::distance_squared(problem, centre, b), b);
  });
}

double total_weight(const Problem& problem) {
  double total = 0.0;
  for (UnitIndex u = 0; u < problem.unit_count(); ++u) total += weight_of(problem, u);
  return total;
}

// Centres, and everything that is measured from them.
void judge_distances(checking::Judged& judged, Report& report) {
  const Problem& problem = judged.problem;
  const double total = total_weight(problem);
  const double preference = problem.preference_weight * total / judged.plan.k;
  double squared = 0.0;
  double linear = 0.0;
  for (std::size_t t = 0; t < report.territories.size(); ++t) {
    judged.centres.emplace_back();
    if (judged.members[t].empty()) continue;
    const auto index = static_cast<TerritoryIndex>(t);
    const Centre centre = checking::centre_of(problem, index, judged.members[t], preference);
    const Distances sums = checking::distances_to(problem, centre, judged.members[t]);
    judged.centres.back() = centre;
    TerritoryReport& territory = report.territories[t];
    const double divisor = sums.weight > 0.0 ? sums.weight : static_cast<double>(territory.units);
    territory.centre = place_of(problem, centre.at);
    territory.centre_unit =
        centre.unit >= 0 ? centre.unit : nearest_member(problem, centre, judged.members[t]);
    territory.cost = sums.cost;
    territory.rms_km = std::sqrt(sums.squared / divisor) / 1000.0;
    territory.mean_km = sums.linear / divisor / 1000.0;
    territory.radius_km = sums.farthest_m / 1000.0;
    report.cost.compactness += sums.cost;
    // A territory without weight counts only where nothing has any.
    if (sums.weight > 0.0 || total == 0.0) {
      squared += sums.squared;
      linear += sums.linear;
    }
    if (!problem.hints.empty() && problem.hints[t].preferred) {
      const checking::Point wish = checking::point_of(*problem.hints[t].preferred);
      const double straight = checking::squared_m2(centre.at, wish);
      const bool is_along_surface =
          centre.is_along_surface && problem.surface == geo::Surface::kSphere;
      const double apart = is_along_surface ? geo::arc_squared_m2(straight) : straight;
      report.cost.preference += preference * checking::powered(apart, problem.power);
    }
  }
  const double divisor = total > 0.0 ? total : static_cast<double>(problem.unit_count());
  report.rms_km = std::sqrt(squared / divisor) / 1000.0;
  report.mean_km = linear / divisor / 1000.0;
}

// D(x) at the head of model.hpp: a distance in km as a cost a weight.
double distance_cost(const Problem& problem, double km) {
  return problem.power == DistancePower::kSquared ? 1000.0 * km * (1000.0 * km) : 1000.0 * km;
}

void judge_terms(const Problem& problem, const Plan& plan, Report& report) {
  const double total = total_weight(problem);
  for (std::size_t r = 0; r < problem.balance.size(); ++r) {
    double sum = 0.0;
    for (const TerritoryReport& territory : report.territories)
      sum += std::abs(territory.deviations[r]);
    report.cost.soft_balance +=
        distance_cost(problem, problem.balance[r].soft_km) * total * sum / plan.k;
  }
  report.cost.territories =
      distance_cost(problem, problem.territory_cost_km) * total * plan.k / problem.unit_count();
  if (!problem.disruption) return;
  const Disruption& disruption = *problem.disruption;
  const auto& values = problem.measures[static_cast<std::size_t>(disruption.measure)].values;
  std::int64_t moved = 0;
  std::int64_t assigned = 0;
  std::int64_t all = 0;
  for (std::size_t u = 0; u < values.size(); ++u) {
    all += values[u];
    if (disruption.current[u] == kUnassigned) continue;
    assigned += values[u];
    if (disruption.current[u] != plan.territory_of[u]) moved += values[u];
  }
  if (assigned > 0) report.disrupted = static_cast<double>(moved) / static_cast<double>(assigned);
  if (all > 0) {
    report.cost.disruption = distance_cost(problem, disruption.penalty_km) * total *
                             static_cast<double>(moved) / static_cast<double>(all);
  }
}

}  // namespace

Result<Report> check(const Problem& problem, const Plan& plan) {
  if (std::string misfit = misfit_of(problem, plan); !misfit.empty()) {
    return fail(ErrorCode::kInvalidInput, "T050", std::move(misfit));
  }
  Report report;
  report.territories.resize(static_cast<std::size_t>(plan.k));
  const std::vector<std::vector<UnitIndex>> members = members_of(plan);
  checking::Judged judged{.problem = problem,
                          .plan = plan,
                          .report = report,
                          .windows = {},
                          .centres = {},
                          .members = members};
  for (const BalanceRule& rule : problem.balance)
    judged.windows.push_back(windows_of(problem, rule, plan.k));
  judge_map(problem, plan, report);
  judge_amounts(judged, report);
  judge_distances(judged, report);
  judge_terms(problem, plan, report);

  checking::Broken found;
  checking::judge_demands(judged, found);
  // Ten rules of at most twenty each: the limit is never passed, and no kind of violation hides another.
  report.violations = found.findings.listed();
  report.violation_values = std::move(found.values);
  assert(report.violations.size() <= kViolationsLimit);
  if (const std::int64_t rest = found.findings.unlisted_count(); rest > 0) {
    report.violations.push_back(Error{
        ErrorCode::kInvalidInput, "T069",
        wording::count_text(rest, "more violation is", "more violations are") + " not listed."});
    report.violation_values.push_back({{"count", std::to_string(rest)}});
  }
  assert(report.violation_values.size() == report.violations.size());
  return report;
}

}  // namespace bailiwick::engine::territory
