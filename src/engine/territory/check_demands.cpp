#include "engine/territory/check_demands.hpp"

#include <cmath>
#include <string>
#include <utility>

namespace bailiwick::engine::territory::checking {
namespace {

using wording::amount_text;
using wording::capitalised;
using wording::count_text;
using wording::territory_name;
using wording::territory_text;
using wording::unit_name;
using wording::unit_text;

std::string km_text(double metres) { return wording::number_text(metres / 1000.0, 3) + " km"; }

TerritoryIndex territory_of(const Judged& judged, UnitIndex u) {
  return judged.plan.territory_of[static_cast<std::size_t>(u)];
}

// Numbers among the values have no separators.
std::string plain(std::string number) {
  std::erase(number, ',');
  return number;
}

std::string plain_number(double value, int decimals) {
  return plain(wording::number_text(value, decimals));
}

struct Said {
  std::string text;
  ViolationValues values;
};

// `make` answers what is said; called only for what is listed.
template <class Make>
void broken(Broken& found, std::string_view rule, Make&& make) {
  found.findings.add(ErrorCode::kInvalidInput, rule, [&] {
    Said said = make();
    found.values.push_back(std::move(said.values));
    return std::move(said.text);
  });
}

void judge_empty(const Judged& judged, Broken& found) {
  for (TerritoryIndex t = 0; t < judged.plan.k; ++t) {
    if (!judged.members[static_cast<std::size_t>(t)].empty()) continue;
    broken(found, "T051", [&] {
      return Said{capitalised(territory_text(judged.problem, t)) + " has no units.",
                  {{"territory", territory_name(judged.problem, t)}}};
    });
  }
}

void judge_balance(const Judged& judged, Broken& found) {
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
      broken(found, "T052", [&] {
        const bool is_over = amount > window.upper;
        const std::string limit =
            amount_text(is_over ? window.upper : window.lower, measure.decimals);
        return Said{capitalised(territory_text(problem, t)) + " holds " +
                        wording::measure_text(measure, amount) +
                        (is_over ? "; the most it may hold is " : "; the least it may hold is ") +
                        limit + " " +
                        (is_over ? wording::upper_reason(problem, rule, window)
                                 : wording::lower_reason(problem, rule, window)) +
                        ".",
                    {{"case", is_over ? "most" : "least"},
                     {"territory", territory_name(problem, t)},
                     {"measure", measure.name},
                     {"amount", plain(amount_text(amount, measure.decimals))},
                     {"limit", plain(limit)}}};
      });
    }
  }
}

void judge_connection(const Judged& judged, Broken& found) {
  if (!judged.problem.is_contiguous) return;
  for (TerritoryIndex t = 0; t < judged.plan.k; ++t) {
    const std::int32_t pieces = judged.report.territories[static_cast<std::size_t>(t)].pieces;
    if (pieces <= 1) continue;
    broken(found, "T053", [&] {
      return Said{
          capitalised(territory_text(judged.problem, t)) + " is not connected: it falls into " +
              count_text(pieces, "piece", "pieces") + ".",
          {{"territory", territory_name(judged.problem, t)}, {"pieces", std::to_string(pieces)}}};
    });
  }
}

// A unit that stands elsewhere than in territory t; `why` is between the two.
Said elsewhere(const Judged& judged, UnitIndex u, TerritoryIndex t, std::string_view why) {
  const Problem& problem = judged.problem;
  const TerritoryIndex now = territory_of(judged, u);
  return {capitalised(unit_text(problem, u)) + std::string(why) + territory_text(problem, t) +
              ", but stands in " + territory_text(problem, now) + ".",
          {{"unit", unit_name(problem, u)},
           {"territory", territory_name(problem, t)},
           {"stands_in", territory_name(problem, now)}}};
}

void judge_locks(const Judged& judged, Broken& found) {
  const Problem& problem = judged.problem;
  for (const auto& [u, t] : problem.locks) {
    if (territory_of(judged, u) == t) continue;
    broken(found, "T054", [&] {
      Said said = elsewhere(judged, u, t, " is locked to ");
      said.values["case"] = "lock";
      return said;
    });
  }
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    const auto& unit = problem.hints[t].pinned_unit;
    if (!unit || territory_of(judged, *unit) == static_cast<TerritoryIndex>(t)) continue;
    broken(found, "T054", [&] {
      Said said =
          elsewhere(judged, *unit, static_cast<TerritoryIndex>(t), " is the pinned centre of ");
      said.values["case"] = "pin";
      return said;
    });
  }
  for (const auto& [u, t] : problem.forbidden) {
    if (territory_of(judged, u) != t) continue;
    broken(found, "T055", [&] {
      return Said{capitalised(unit_text(problem, u)) + " stands in " + territory_text(problem, t) +
                      ", where it is forbidden.",
                  {{"unit", unit_name(problem, u)}, {"territory", territory_name(problem, t)}}};
    });
  }
}

void judge_links(const Judged& judged, Broken& found) {
  const Problem& problem = judged.problem;
  for (const auto& group : problem.must_link) {
    for (const UnitIndex u : group) {
      const UnitIndex first = group.front();
      const TerritoryIndex one = territory_of(judged, first);
      const TerritoryIndex other = territory_of(judged, u);
      if (one == other) continue;
      broken(found, "T056", [&] {
        return Said{capitalised(unit_text(problem, first)) + " and " + unit_text(problem, u) +
                        " must stay together, but stand in " + territory_text(problem, one) +
                        " and " + territory_text(problem, other) + ".",
                    {{"unit", unit_name(problem, first)},
                     {"other", unit_name(problem, u)},
                     {"territory", territory_name(problem, one)},
                     {"other_territory", territory_name(problem, other)}}};
      });
      break;
    }
  }
}

void judge_radius(const Judged& judged, Broken& found) {
  const Problem& problem = judged.problem;
  if (!problem.radius_max_km) return;
  for (std::size_t i = 0; i < judged.centres.size(); ++i) {
    const auto t = static_cast<TerritoryIndex>(i);
    for (const UnitIndex u : judged.members[i]) {
      const double squared = distance_squared(problem, judged.centres[i], u);
      if (!is_beyond_radius(problem, squared)) continue;
      broken(found, "T057", [&] {
        const double metres = std::sqrt(squared);
        return Said{capitalised(unit_text(problem, u)) + " lies " + km_text(metres) +
                        " from the centre of " + territory_text(problem, t) +
                        "; the maximum radius is " +
                        wording::number_text(*problem.radius_max_km, 3) + " km.",
                    {{"unit", unit_name(problem, u)},
                     {"territory", territory_name(problem, t)},
                     {"km", plain_number(metres / 1000.0, 3)},
                     {"radius_km", plain_number(*problem.radius_max_km, 3)}}};
      });
    }
  }
}

// The centre that the plan names for territory t, where it may not be that.
void judge_centre(const Judged& judged, TerritoryIndex t, Broken& found) {
  const Problem& problem = judged.problem;
  const auto i = static_cast<std::size_t>(t);
  if (judged.plan.centres.empty() || judged.plan.centres[i] < 0) return;
  const UnitIndex u = judged.plan.centres[i];
  const TerritoryIndex now = territory_of(judged, u);
  const bool may_be =
      problem.may_be_centre.empty() || problem.may_be_centre[static_cast<std::size_t>(u)] != 0;
  if (now == t && may_be) return;
  broken(found, "T058", [&] {
    return Said{
        "The plan makes " + unit_text(problem, u) + " the centre of " + territory_text(problem, t) +
            ", but it " +
            (now == t ? "may not be a centre." : "stands in " + territory_text(problem, now) + "."),
        {{"case", now == t ? "may_not" : "elsewhere"},
         {"unit", unit_name(problem, u)},
         {"territory", territory_name(problem, t)},
         {"stands_in", territory_name(problem, now)}}};
  });
}

void judge_centres(const Judged& judged, Broken& found) {
  const Problem& problem = judged.problem;
  if (problem.centre != CentreKind::kUnit) return;
  for (TerritoryIndex t = 0; t < judged.plan.k; ++t) {
    const auto i = static_cast<std::size_t>(t);
    const bool is_pinned = !problem.hints.empty() && (problem.hints[i].pinned.has_value() ||
                                                      problem.hints[i].pinned_unit.has_value());
    if (is_pinned || judged.members[i].empty()) continue;
    if (!judged.centres[i].is_allowed) {
      broken(found, "T059", [&] {
        return Said{
            capitalised(territory_text(problem, t)) + " has no unit that may be its centre.",
            {{"territory", territory_name(problem, t)}}};
      });
    }
    judge_centre(judged, t, found);
  }
}

void judge_disruption(const Judged& judged, Broken& found) {
  const auto& disruption = judged.problem.disruption;
  if (!disruption || !disruption->cap) return;
  // The share is a quotient of whole numbers; the slack is only for its rounding.
  constexpr double kSlack = 1e-12;
  constexpr int kShareDecimals = 5;
  if (judged.report.disrupted <= *disruption->cap * (1.0 + kSlack)) return;
  broken(found, "T060", [&] {
    const std::string& measure =
        judged.problem.measures[static_cast<std::size_t>(disruption->measure)].name;
    return Said{wording::percent_text(judged.report.disrupted) + " of " + measure +
                    " changes hands; the most that may is " +
                    wording::percent_text(*disruption->cap) + ".",
                {{"measure", measure},
                 {"share", plain_number(judged.report.disrupted, kShareDecimals)},
                 {"cap", plain_number(*disruption->cap, kShareDecimals)}}};
  });
}

}  // namespace

void judge_demands(const Judged& judged, Broken& found) {
  judge_empty(judged, found);
  judge_balance(judged, found);
  judge_connection(judged, found);
  judge_locks(judged, found);
  judge_links(judged, found);
  judge_radius(judged, found);
  judge_centres(judged, found);
  judge_disruption(judged, found);
}

}  // namespace bailiwick::engine::territory::checking
