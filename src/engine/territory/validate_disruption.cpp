#include "engine/territory/validate_disruption.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace bailiwick::engine::territory::validation {
namespace {

using wording::Findings;
using wording::measure_text;

// A cap that is met exactly must never be refused for the rounding of its product.
constexpr double kRelativeSlack = 1e-9;
constexpr double kRadiusSlack = 1e-6;
constexpr double kRadiusSlack_m = 5.0;

// What territory t has today, and the least of it that must leave.
struct Holding {
  std::int64_t now = 0;
  std::int64_t leaving = 0;       // units that cannot stay, one by one
  std::int64_t largest_area = 0;  // the most of it that is on one connected area
};

bool must_leave(const Case& one, UnitIndex u, TerritoryIndex now) {
  const Problem& problem = one.problem();
  const GroupIndex g = one.facts.group_of[static_cast<std::size_t>(u)];
  const TerritoryIndex lock = one.facts.group_lock[static_cast<std::size_t>(g)];
  if (lock != kUnassigned) return lock != now;
  if (one.facts.is_forbidden(g, now)) return true;
  if (!problem.radius_max_km || problem.hints.empty()) return false;
  const TerritoryHint& hint = problem.hints[static_cast<std::size_t>(now)];
  const geo::Position* centre = nullptr;
  if (hint.pinned) centre = &*hint.pinned;
  if (hint.pinned_unit) centre = &problem.positions[static_cast<std::size_t>(*hint.pinned_unit)];
  if (centre == nullptr) return false;
  const double radius_m = *problem.radius_max_km * 1000.0 * (1.0 + kRadiusSlack) + kRadiusSlack_m;
  return geo::distance_m(problem.positions[static_cast<std::size_t>(u)], *centre, problem.surface) >
         radius_m;
}

std::vector<Holding> holdings_of(const Case& one, const std::vector<std::int64_t>& values) {
  const auto& current = one.problem().disruption->current;
  std::vector<Holding> holdings(static_cast<std::size_t>(one.k));
  std::vector<std::pair<std::pair<TerritoryIndex, std::int32_t>, std::int64_t>> parts;
  for (std::size_t u = 0; u < current.size(); ++u) {
    if (current[u] == kUnassigned) continue;
    Holding& holding = holdings[static_cast<std::size_t>(current[u])];
    holding.now += values[u];
    if (must_leave(one, static_cast<UnitIndex>(u), current[u])) holding.leaving += values[u];
    if (one.facts.areas.size() > 1)
      parts.push_back({{current[u], one.facts.area_of[u]}, values[u]});
  }
  if (one.facts.areas.size() <= 1) {
    for (Holding& holding : holdings) holding.largest_area = holding.now;
    return holdings;
  }
  std::sort(parts.begin(), parts.end());
  for (std::size_t i = 0; i < parts.size();) {
    std::int64_t sum = 0;
    const auto key = parts[i].first;
    for (; i < parts.size() && parts[i].first == key; ++i) sum += parts[i].second;
    Holding& holding = holdings[static_cast<std::size_t>(key.first)];
    holding.largest_area = std::max(holding.largest_area, sum);
  }
  return holdings;
}

// The balance rule on the disruption measure, where it has one that can be judged; else the number of rules.
std::size_t rule_of(const Case& one) {
  for (std::size_t r = 0; r < one.limits.size(); ++r) {
    if (one.rule(r).measure == one.problem().disruption->measure && one.is_sound[r] != 0) return r;
  }
  return one.limits.size();
}

// The least that must change hands, and what says so.
struct Forced {
  std::int64_t amount = 0;
  std::string cause;
};

Forced forced_of(const Case& one, const std::vector<std::int64_t>& values) {
  const std::vector<Holding> holdings = holdings_of(one, values);
  const std::size_t r = rule_of(one);
  std::int64_t assigned = 0;
  std::int64_t total = 0;
  for (const Holding& holding : holdings) assigned += holding.now;
  for (const std::int64_t value : values) total += value;
  Forced out{
      .amount = 0,
      .cause = "locks, forbidden pairs, connection, radius and upper limits force units out"};
  Forced in{.amount = -(total - assigned),
            .cause = "territories must gain what they lack to the least they may hold"};
  for (TerritoryIndex t = 0; t < one.k; ++t) {
    const Holding& holding = holdings[static_cast<std::size_t>(t)];
    std::int64_t leaving = std::max(holding.leaving, holding.now - holding.largest_area);
    if (r < one.limits.size()) {
      leaving = std::max(leaving, holding.now - one.limits[r].at(t).upper);
      in.amount += std::max<std::int64_t>(one.limits[r].at(t).lower - holding.now, 0);
    }
    out.amount += leaving;
  }
  return in.amount > out.amount ? in : out;
}

}  // namespace

void judge_disruption(const Case& one, Findings& findings) {
  const auto& disruption = one.problem().disruption;
  if (!disruption || !disruption->cap) return;
  const Measure& measure = one.problem().measures[static_cast<std::size_t>(disruption->measure)];
  std::int64_t assigned = 0;
  for (std::size_t u = 0; u < measure.values.size(); ++u) {
    if (disruption->current[u] != kUnassigned) assigned += measure.values[u];
  }
  const Forced forced = forced_of(one, measure.values);
  const double allowed = *disruption->cap * static_cast<double>(assigned);
  if (static_cast<double>(forced.amount) <= allowed * (1.0 + kRelativeSlack)) return;
  findings.add(ErrorCode::kInfeasible, "T049", [&] {
    return "At least " + measure_text(measure, forced.amount) + " must change hands (" +
           forced.cause + "), which is " +
           wording::percent_text(static_cast<double>(forced.amount) /
                                 static_cast<double>(assigned)) +
           " of what is assigned today; the cap is " + wording::percent_text(*disruption->cap) +
           ". Raise the cap, or drop demands that force moves.";
  });
}

}  // namespace bailiwick::engine::territory::validation
