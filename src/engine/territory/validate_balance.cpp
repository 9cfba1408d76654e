#include "engine/territory/validate_balance.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace bailiwick::engine::territory::validation {
namespace {

using wording::amount_text;
using wording::count_text;
using wording::Findings;
using wording::measure_text;
using wording::territory_text;
using wording::unit_text;

// T030 asks whether any 2, 3, ... of the heaviest units overfill a territory, up to this many.
constexpr std::int64_t kSharersLimit = 8;

// What of `group` is named: the unit, or the must-link group by one of its units.
std::string group_text(const Facts& facts, GroupIndex g) {
  const auto i = static_cast<std::size_t>(g);
  const std::string unit = unit_text(*facts.problem, facts.group_first[i]);
  if (facts.group_units[i] == 1) return unit;
  return "the must-link group of " + count_text(facts.group_units[i], "unit", "units") + " with " +
         unit;
}

// "every unit's load is a multiple of 4, so ..." where windows were narrowed to the smallest step.
std::string step_text(const Case& one, std::size_t r) {
  if (one.facts.steps[r] == 1) return "";
  return " (amounts come in steps of " + amount_text(one.facts.steps[r], one.measure(r).decimals) +
         ")";
}

// What would admit a unit of this amount, where that can be said in one number.
std::string remedy_text(const Case& one, std::size_t r, std::int64_t amount) {
  const BalanceRule& rule = one.rule(r);
  if (!rule.tolerance || !rule.shares.empty() || !rule.caps.empty()) {
    return "Split it, or let a territory hold more.";
  }
  const double target = one.limits[r].at(0).window.target;
  std::string remedy =
      "Split it, or raise the tolerance to " +
      wording::number_text(std::ceil((static_cast<double>(amount) / target - 1.0) * 1000.0) / 10.0,
                           1) +
      "%";
  const double fewer = std::floor(static_cast<double>(one.facts.totals[r]) *
                                  (1.0 + *rule.tolerance) / static_cast<double>(amount));
  if (!rule.target && fewer >= 1.0) {
    remedy += ", or ask for at most " +
              count_text(static_cast<std::int64_t>(fewer), "territory", "territories");
  }
  return remedy + ".";
}

// The territory with most room among those that group g is not forbidden to; the roomiest of all where it is
// forbidden to each (an error of its own).
TerritoryIndex roomiest_for(const Case& one, std::size_t r, GroupIndex g) {
  const Limits& limits = one.limits[r];
  if (limits.is_uniform() || one.facts.group_forbidden.empty()) return limits.roomiest();
  for (const TerritoryIndex t : limits.by_upper()) {
    if (!one.facts.is_forbidden(g, t)) return t;
  }
  return limits.roomiest();
}

void judge_heavy(const Case& one, std::size_t r, Findings& findings) {
  const Facts& facts = one.facts;
  const Limits& limits = one.limits[r];
  const bool has_forbidden = !limits.is_uniform() && !facts.group_forbidden.empty();
  if (!has_forbidden && facts.falling_amounts[r].front() <= limits.at(limits.roomiest()).upper)
    return;
  for (GroupIndex g = 0; g < facts.group_count(); ++g) {
    const std::int64_t amount = facts.group_amounts[r][static_cast<std::size_t>(g)];
    const TerritoryIndex t = roomiest_for(one, r, g);
    const Window& window = limits.at(t).window;
    if (amount <= window.upper) continue;
    const bool is_single = facts.group_units[static_cast<std::size_t>(g)] == 1;
    findings.add(ErrorCode::kInfeasible, is_single ? "T025" : "T040", [&] {
      return wording::capitalised(group_text(facts, g)) + " holds " +
             measure_text(one.measure(r), amount) + "; the most " +
             (t == limits.roomiest() ? "a territory" : "any territory open to it") +
             " may hold is " + amount_text(window.upper, one.measure(r).decimals) + " " +
             wording::upper_reason(one.problem(), one.rule(r), window) + ". " +
             remedy_text(one, r, amount);
    });
  }
}

// T028. True where every window has an attainable amount.
bool judge_windows(const Case& one, std::size_t r, Findings& findings) {
  const Limits& limits = one.limits[r];
  const Measure& measure = one.measure(r);
  bool is_sound = true;
  for (TerritoryIndex t = 0; t < limits.entry_count(); ++t) {
    const Limit& limit = limits.at(t);
    // An upper limit above the total is the total; where the least is above even that, T027 says so.
    if (limit.lower <= limit.upper || limit.lower > one.facts.totals[r]) continue;
    is_sound = false;
    findings.add(ErrorCode::kInfeasible, "T028", [&] {
      const std::string who =
          limits.is_uniform() ? "a territory" : territory_text(one.problem(), t);
      const std::string lower = wording::lower_reason(one.problem(), one.rule(r), limit.window);
      if (limit.window.lower > limit.window.upper && !one.rule(r).caps.empty()) {
        return wording::capitalised(who) + " needs " + measure.name + " of at least " +
               amount_text(limit.window.lower, measure.decimals) + " " + lower +
               ", but its capacity is " + amount_text(limit.window.upper, measure.decimals) +
               ". Raise the capacity or lower the target.";
      }
      return "No amount of " + measure.name + " that units can add up to" + step_text(one, r) +
             " is near enough to what " + who + " should hold " + lower + ". Raise the tolerance.";
    });
  }
  return is_sound;
}

// T026 and T027. True where the total fits between the sums.
bool judge_sums(const Case& one, std::size_t r, Findings& findings) {
  const Limits& limits = one.limits[r];
  const Measure& measure = one.measure(r);
  const std::int64_t total = one.facts.totals[r];
  const auto describe = [&](const std::string& which, std::int64_t sum, std::int64_t each,
                            const std::string& reason) {
    const std::string of_each = limits.is_uniform()
                                    ? ", " + amount_text(each, measure.decimals) + " each " + reason
                                    : std::string();
    return count_text(one.k, "territory", "territories") + " " + which + " " +
           measure_text(measure, std::min(sum, kMeasureTotalLimit)) +
           (sum > kMeasureTotalLimit ? " or more" : "") + of_each + step_text(one, r) +
           ", but the units hold " + amount_text(total, measure.decimals) + " in all. ";
  };
  bool is_sound = true;
  if (limits.most_of(one.k) < total) {
    is_sound = false;
    findings.add(ErrorCode::kInfeasible, "T026", [&] {
      const Limit& limit = limits.at(0);
      return describe("may together hold at most", limits.most_of(one.k), limit.upper,
                      wording::upper_reason(one.problem(), one.rule(r), limit.window)) +
             "Raise the limits, or ask for more territories.";
    });
  }
  if (limits.least_of(one.k) > total) {
    is_sound = false;
    findings.add(ErrorCode::kInfeasible, "T027", [&] {
      const Limit& limit = limits.at(0);
      return describe("must together hold at least", limits.least_of(one.k), limit.lower,
                      wording::lower_reason(one.problem(), one.rule(r), limit.window)) +
             "Lower the targets, raise the tolerance, or ask for fewer territories.";
    });
  }
  return is_sound;
}

void judge_places(const Case& one, std::size_t r, Findings& findings) {
  const Limits& limits = one.limits[r];
  const auto& falling = one.facts.falling_amounts[r];
  const auto carrying =
      std::lower_bound(falling.begin(), falling.end(), 0, std::greater<>()) - falling.begin();
  std::int64_t needing = 0;
  for (TerritoryIndex t = 0; t < limits.entry_count(); ++t)
    needing += limits.at(t).lower > 0 ? 1 : 0;
  if (limits.is_uniform()) needing *= one.k;
  if (carrying >= needing) return;
  findings.add(ErrorCode::kInfeasible, "T029", [&] {
    const bool is_grouped = one.facts.group_count() < one.problem().unit_count();
    return "Only " +
           (is_grouped ? count_text(carrying, "unit or must-link group holds",
                                    "units and must-link groups hold")
                       : count_text(carrying, "unit holds", "units hold")) +
           " any " + one.measure(r).name + ", but " +
           count_text(needing, "territory needs", "territories need") +
           " some. Ask for fewer territories, or raise the tolerance of " + one.measure(r).name +
           " to 100%.";
  });
}

// If any j of a set of units overfill the roomiest territory, each territory takes at most j - 1 of them.
void judge_sharing(const Case& one, std::size_t r, Findings& findings) {
  const Limits& limits = one.limits[r];
  const auto& falling = one.facts.falling_amounts[r];
  const Window& window = limits.at(limits.roomiest()).window;
  for (std::int64_t j = 2; j <= kSharersLimit; ++j) {
    const std::int64_t places = (j - 1) * one.k;
    if (places >= static_cast<std::int64_t>(falling.size())) return;
    const std::int64_t least = falling[static_cast<std::size_t>(places)];
    if (saturating_product(least, j) <= window.upper) continue;
    findings.add(ErrorCode::kInfeasible, "T030", [&] {
      const auto count = std::upper_bound(falling.begin(), falling.end(), least, std::greater<>()) -
                         falling.begin();
      const bool is_grouped = one.facts.group_count() < one.problem().unit_count();
      return count_text(count, "unit", is_grouped ? "units and must-link groups" : "units") +
             " hold " + measure_text(one.measure(r), least) +
             " or more each, and a territory that may hold at most " +
             amount_text(window.upper, one.measure(r).decimals) + " " +
             wording::upper_reason(one.problem(), one.rule(r), window) + " takes no more than " +
             amount_text(j - 1, 0) +
             " of them: " + count_text(one.k, "territory takes", "territories take") + " at most " +
             amount_text(places, 0) + ". Raise the tolerance, or split these units.";
    });
    return;
  }
}

// What is locked to each territory, and what of the rest is forbidden to it.
struct Reserve {
  std::int64_t locked = 0;
  std::int64_t forbidden = 0;
};

std::vector<Reserve> reserves_of(const Case& one,
                                 const std::function<std::int64_t(GroupIndex)>& amount_of) {
  std::vector<Reserve> reserves(static_cast<std::size_t>(one.k));
  for (GroupIndex g = 0; g < one.facts.group_count(); ++g) {
    const TerritoryIndex t = one.facts.group_lock[static_cast<std::size_t>(g)];
    if (t != kUnassigned) reserves[static_cast<std::size_t>(t)].locked += amount_of(g);
  }
  for (const auto& [g, t] : one.facts.group_forbidden) {
    if (one.facts.group_lock[static_cast<std::size_t>(g)] != kUnassigned) continue;
    reserves[static_cast<std::size_t>(t)].forbidden += amount_of(g);
  }
  return reserves;
}

void judge_reserved_rule(const Case& one, std::size_t r, Findings& findings) {
  const Measure& measure = one.measure(r);
  const auto reserves = reserves_of(
      one, [&](GroupIndex g) { return one.facts.group_amounts[r][static_cast<std::size_t>(g)]; });
  std::int64_t locked_total = 0;
  for (const Reserve& reserve : reserves) locked_total += reserve.locked;
  for (TerritoryIndex t = 0; t < one.k; ++t) {
    const Reserve& reserve = reserves[static_cast<std::size_t>(t)];
    const Limit& limit = one.limits[r].at(t);
    if (reserve.locked > limit.upper) {
      findings.add(ErrorCode::kInfeasible, "T037", [&] {
        return "The units locked to " + territory_text(one.problem(), t) + " hold " +
               measure_text(measure, reserve.locked) + "; the most it may hold is " +
               amount_text(limit.window.upper, measure.decimals) + " " +
               wording::upper_reason(one.problem(), one.rule(r), limit.window) +
               ". Unlock some of them.";
      });
    }
    const std::int64_t open =
        one.facts.totals[r] - (locked_total - reserve.locked) - reserve.forbidden;
    if (open >= limit.lower) continue;
    findings.add(ErrorCode::kInfeasible, "T038", [&] {
      return "Locks and forbidden pairs leave " + territory_text(one.problem(), t) + " at most " +
             measure_text(measure, open) + "; it needs at least " +
             amount_text(limit.window.lower, measure.decimals) + " " +
             wording::lower_reason(one.problem(), one.rule(r), limit.window) +
             ". Open more units to it.";
    });
  }
}

}  // namespace

void judge_balance(Case& one, Findings& findings) {
  for (std::size_t r = 0; r < one.limits.size(); ++r) {
    judge_heavy(one, r, findings);
    const bool has_windows = judge_windows(one, r, findings);
    const bool has_sums = has_windows && judge_sums(one, r, findings);
    one.is_sound[r] = has_sums ? 1 : 0;
    if (!has_sums) continue;
    judge_places(one, r, findings);
    // A unit that is too heavy by itself says more than that it cannot share.
    if (!findings.has("T025") && !findings.has("T040")) judge_sharing(one, r, findings);
  }
}

void judge_reserved(const Case& one, Findings& findings) {
  if (one.facts.locks.empty() && one.facts.group_forbidden.empty()) return;
  const auto counts = reserves_of(one, [](GroupIndex) { return std::int64_t{1}; });
  std::int64_t locked_total = 0;
  for (const Reserve& reserve : counts) locked_total += reserve.locked;
  for (TerritoryIndex t = 0; t < one.k; ++t) {
    const Reserve& reserve = counts[static_cast<std::size_t>(t)];
    if (one.facts.group_count() - (locked_total - reserve.locked) - reserve.forbidden > 0) continue;
    findings.add(ErrorCode::kInfeasible, "T038", [&] {
      return "Locks and forbidden pairs leave no unit for " + territory_text(one.problem(), t) +
             ". Open at least one to it.";
    });
  }
  for (std::size_t r = 0; r < one.limits.size(); ++r) {
    if (one.is_sound[r] != 0) judge_reserved_rule(one, r, findings);
  }
}

}  // namespace bailiwick::engine::territory::validation
