#include "engine/territory/validate_demands.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace bailiwick::engine::territory::validation {
namespace {

using wording::amount_text;
using wording::count_text;
using wording::Findings;
using wording::number_text;

constexpr double kToleranceLimit = 1e6;
constexpr int kShownDecimals = 6;

bool is_unit(const Problem& problem, UnitIndex u) { return u >= 0 && u < problem.unit_count(); }
bool is_territory(const Problem& problem, TerritoryIndex t) { return t >= 0 && t < problem.k_max; }
bool is_measure(const Problem& problem, std::int32_t m) {
  return m >= 0 && static_cast<std::size_t>(m) < problem.measures.size();
}

// Finite and at least 0; NaN fails.
bool is_weight(double value) { return value >= 0.0 && !std::isinf(value); }

void check_rule_numbers(const BalanceRule& rule, const std::string& name, Findings& findings) {
  const auto wrong = [&](const std::string& what, double value, const std::string& demand) {
    findings.add(ErrorCode::kInvalidInput, "T015", [&] {
      return "The " + what + " of the balance of " + name + " is " +
             number_text(value, kShownDecimals) + ". It must be " + demand + ".";
    });
  };
  if (rule.tolerance && !(is_weight(*rule.tolerance) && *rule.tolerance <= kToleranceLimit)) {
    wrong("tolerance", *rule.tolerance, "a share from 0 to " + number_text(kToleranceLimit, 0));
  }
  if (!is_weight(rule.soft_km)) wrong("weight", rule.soft_km, "a number of km, 0 or more");
  if (rule.target && !(is_weight(*rule.target) && *rule.target > 0.0)) {
    wrong("target", *rule.target, "a number above 0");
  }
}

void check_rule_lists(const Problem& problem, const BalanceRule& rule, const std::string& name,
                      Findings& findings) {
  if (problem.k_min != problem.k_max) return;  // T013 says so
  const auto malformed = [&](const std::string& message) {
    findings.add(ErrorCode::kInvalidInput, "T016", [&] { return message; });
  };
  const auto k = static_cast<std::size_t>(std::max(problem.k_max, 0));
  const auto check_length = [&](const std::vector<double>& list, const std::string& what) {
    if (list.empty() || list.size() == k) return;
    malformed("The balance of " + name + " has " +
              count_text(static_cast<std::int64_t>(list.size()), "value", "values") + " as " +
              what + " for " + count_text(problem.k_max, "territory", "territories") +
              ". Give one for each, or none at all.");
  };
  check_length(rule.shares, "shares");
  check_length(rule.caps, "capacities");
  double sum = 0.0;
  for (std::size_t t = 0; t < rule.shares.size(); ++t) {
    sum += rule.shares[t];
    if (is_weight(rule.shares[t]) && rule.shares[t] > 0.0) continue;
    malformed("The share of " + name + " of " +
              wording::territory_text(problem, static_cast<TerritoryIndex>(t)) + " is " +
              number_text(rule.shares[t], kShownDecimals) + ". It must be a number above 0.");
  }
  if (std::isinf(sum))
    malformed("The shares of " + name + " add up to infinity. Give smaller numbers.");
  for (std::size_t t = 0; t < rule.caps.size(); ++t) {
    if (rule.caps[t] >= 0.0) continue;
    malformed("The capacity of " + name + " of " +
              wording::territory_text(problem, static_cast<TerritoryIndex>(t)) + " is " +
              number_text(rule.caps[t], kShownDecimals) + ". It must be 0 or more.");
  }
}

void check_balance_rules(const Problem& problem, Findings& findings) {
  std::vector<std::uint8_t> has_rule(problem.measures.size(), 0);
  for (std::size_t r = 0; r < problem.balance.size(); ++r) {
    const BalanceRule& rule = problem.balance[r];
    if (!is_measure(problem, rule.measure)) {
      findings.add(ErrorCode::kInvalidInput, "T014", [&] {
        return "Balance rule " + std::to_string(r + 1) + " is about measure number " +
               std::to_string(std::int64_t{rule.measure} + 1) + ", but there are " +
               std::to_string(problem.measures.size()) + ". Name one that exists.";
      });
      continue;
    }
    const auto m = static_cast<std::size_t>(rule.measure);
    const std::string& name = problem.measures[m].name;
    if (has_rule[m] != 0) {
      findings.add(ErrorCode::kInvalidInput, "T014", [&] {
        return "There are two balance rules for " + name + ". Join them into one.";
      });
    }
    has_rule[m] = 1;
    check_rule_numbers(rule, name, findings);
    check_rule_lists(problem, rule, name, findings);
  }
}

void check_hints(const Problem& problem, Findings& findings) {
  if (problem.hints.empty() || problem.k_min != problem.k_max) return;
  const auto malformed = [&](const std::string& message) {
    findings.add(ErrorCode::kInvalidInput, "T017", [&] { return message; });
  };
  if (problem.hints.size() != static_cast<std::size_t>(std::max(problem.k_max, 0))) {
    malformed(
        "Names or centres are given for " +
        count_text(static_cast<std::int64_t>(problem.hints.size()), "territory", "territories") +
        ", but " + amount_text(problem.k_max, 0) +
        " are asked for. Give them for each, or for none.");
    return;
  }
  std::vector<std::string_view> names;
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    const TerritoryHint& hint = problem.hints[t];
    const std::string name =
        wording::capitalised(wording::territory_text(problem, static_cast<TerritoryIndex>(t)));
    const int places =
        (hint.pinned ? 1 : 0) + (hint.pinned_unit ? 1 : 0) + (hint.preferred ? 1 : 0);
    if (places > 1)
      malformed(name + " has " + std::to_string(places) + " centres given. Give at most one.");
    if (hint.pinned_unit && !is_unit(problem, *hint.pinned_unit)) {
      malformed(name + " is pinned to unit number " +
                std::to_string(std::int64_t{*hint.pinned_unit} + 1) +
                ", which does not exist. Name one that does.");
    }
    if (!hint.name.empty()) names.push_back(hint.name);
  }
  std::sort(names.begin(), names.end());
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i] != names[i - 1] || (i > 1 && names[i] == names[i - 2])) continue;
    malformed("Two territories are called " + std::string(names[i]) +
              ". Give each a name of its own.");
  }
}

void check_pairs(const Problem& problem, Findings& findings) {
  const auto check_pair = [&](const std::pair<UnitIndex, TerritoryIndex>& pair,
                              const std::string& what) {
    const auto& [u, t] = pair;
    if (is_unit(problem, u) && is_territory(problem, t)) return;
    findings.add(ErrorCode::kInvalidInput, "T018", [&] {
      const bool is_unit_known = is_unit(problem, u);
      const std::int64_t number = std::int64_t{is_unit_known ? t : u} + 1;
      return what + " names " + (is_unit_known ? "territory" : "unit") + " number " +
             std::to_string(number) + ", but there are " +
             amount_text(is_unit_known ? problem.k_max : problem.unit_count(), 0) +
             ". Name one that exists.";
    });
  };
  if (problem.k_min == problem.k_max) {
    for (const auto& lock : problem.locks) check_pair(lock, "A lock");
    for (const auto& pair : problem.forbidden) check_pair(pair, "A forbidden pair");
  }
  for (std::size_t g = 0; g < problem.must_link.size(); ++g) {
    for (const UnitIndex u : problem.must_link[g]) {
      if (is_unit(problem, u)) continue;
      findings.add(ErrorCode::kInvalidInput, "T018", [&] {
        return "Must-link group " + std::to_string(g + 1) + " names unit number " +
               std::to_string(std::int64_t{u} + 1) + ", but there are " +
               amount_text(problem.unit_count(), 0) + ". Name one that exists.";
      });
    }
  }
}

void check_disruption(const Problem& problem, Findings& findings) {
  if (!problem.disruption || problem.k_min != problem.k_max) return;
  const Disruption& disruption = *problem.disruption;
  const auto malformed = [&](const std::string& message) {
    findings.add(ErrorCode::kInvalidInput, "T019", [&] { return message; });
  };
  if (!is_measure(problem, disruption.measure)) {
    malformed("Disruption is counted in measure number " +
              std::to_string(std::int64_t{disruption.measure} + 1) + ", but there are " +
              std::to_string(problem.measures.size()) + ". Name one that exists.");
  }
  if (!is_weight(disruption.penalty_km)) {
    malformed("The weight of disruption is " + number_text(disruption.penalty_km, kShownDecimals) +
              ". It must be a number of km, 0 or more.");
  }
  if (disruption.cap && !(*disruption.cap >= 0.0 && *disruption.cap <= 1.0)) {
    malformed("The most that may change hands is given as " +
              number_text(*disruption.cap, kShownDecimals) + ". It must be a share from 0 to 1.");
  }
  if (disruption.current.size() != problem.positions.size()) {
    malformed("The existing plan has " +
              count_text(static_cast<std::int64_t>(disruption.current.size()), "unit", "units") +
              ", the problem " + amount_text(problem.unit_count(), 0) +
              ". Give every unit its territory, or none.");
    return;
  }
  for (std::size_t u = 0; u < disruption.current.size(); ++u) {
    const TerritoryIndex t = disruption.current[u];
    if (t == kUnassigned || is_territory(problem, t)) continue;
    malformed("The existing plan puts " + wording::unit_text(problem, static_cast<UnitIndex>(u)) +
              " into territory number " + std::to_string(std::int64_t{t} + 1) + ", but there are " +
              amount_text(problem.k_max, 0) + ". Name one that exists, or none.");
  }
}

void check_scalars(const Problem& problem, Findings& findings) {
  const auto wrong = [&](const std::string& what, double value, const std::string& demand) {
    findings.add(ErrorCode::kInvalidInput, "T020", [&] {
      return "The " + what + " is " + number_text(value, kShownDecimals) + ". It must be " +
             demand + ".";
    });
  };
  if (!is_weight(problem.territory_cost_km)) {
    wrong("cost of a territory", problem.territory_cost_km, "a number of km, 0 or more");
  }
  if (!is_weight(problem.preference_weight)) {
    wrong("weight of preferred centres", problem.preference_weight, "a number, 0 or more");
  }
  if (problem.radius_max_km &&
      !(*problem.radius_max_km > 0.0 && !std::isinf(*problem.radius_max_km))) {
    wrong("maximum radius", *problem.radius_max_km, "a number of km above 0");
  }
}

void check_allowed_centres(const Problem& problem, Findings& findings) {
  if (problem.may_be_centre.empty()) return;
  if (problem.centre != CentreKind::kUnit) {
    findings.add(ErrorCode::kInvalidInput, "T021", [] {
      return std::string(
                 "Units are listed that may be a centre, but centres are not units here. ") +
             "Leave the list out, or let centres be units.";
    });
  }
  if (problem.may_be_centre.size() != problem.positions.size()) {
    findings.add(ErrorCode::kInvalidInput, "T021", [&] {
      return "The list of units that may be a centre has " +
             count_text(static_cast<std::int64_t>(problem.may_be_centre.size()), "entry",
                        "entries") +
             " for " + count_text(problem.unit_count(), "unit", "units") +
             ". Give one for each, or none at all.";
    });
  }
}

}  // namespace

void check_demands(const Problem& problem, Findings& findings) {
  check_balance_rules(problem, findings);
  check_hints(problem, findings);
  check_scalars(problem, findings);
  check_pairs(problem, findings);
  check_allowed_centres(problem, findings);
  check_disruption(problem, findings);
}

}  // namespace bailiwick::engine::territory::validation
