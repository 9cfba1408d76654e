#include "engine/territory/validate_locks.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace bailiwick::engine::territory::validation {
namespace {

using wording::capitalised;
using wording::count_text;
using wording::Findings;
using wording::territory_text;
using wording::unit_text;

// Locks of one unit to several territories, and of one group through different units.
void judge_lock_conflicts(const Facts& facts, Findings& findings) {
  const Problem& problem = *facts.problem;
  std::vector<std::size_t> first_lock(facts.group_first.size(), facts.locks.size());
  for (std::size_t i = 0; i < facts.locks.size(); ++i) {
    const auto& [u, t] = facts.locks[i];
    if (i > 0 && facts.locks[i - 1].first == u) {
      findings.add(ErrorCode::kInfeasible, "T034", [&] {
        return capitalised(unit_text(problem, u)) + " is locked or pinned to both " +
               territory_text(problem, facts.locks[i - 1].second) + " and " +
               territory_text(problem, t) + ". Keep one of the two.";
      });
      continue;
    }
    auto& first = first_lock[static_cast<std::size_t>(facts.group_of[static_cast<std::size_t>(u)])];
    if (first == facts.locks.size()) first = i;
    if (facts.locks[first].second == t) continue;
    findings.add(ErrorCode::kInfeasible, "T039", [&] {
      return capitalised(unit_text(problem, facts.locks[first].first)) + " and " +
             unit_text(problem, u) + " must stay together, but are locked to " +
             territory_text(problem, facts.locks[first].second) + " and " +
             territory_text(problem, t) + ". Unlock one, or drop the must-link.";
    });
  }
}

void judge_locked_and_forbidden(const Facts& facts, Findings& findings) {
  const Problem& problem = *facts.problem;
  std::vector<std::pair<UnitIndex, TerritoryIndex>> pairs = problem.forbidden;
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (const auto& [u, t] : pairs) {
    if (std::binary_search(facts.locks.begin(), facts.locks.end(), std::pair(u, t))) {
      findings.add(ErrorCode::kInfeasible, "T035", [&] {
        return capitalised(unit_text(problem, u)) + " is both locked to " +
               territory_text(problem, t) + " and forbidden there. Drop one of the two.";
      });
    } else if (facts.group_lock[static_cast<std::size_t>(
                   facts.group_of[static_cast<std::size_t>(u)])] == t) {
      findings.add(ErrorCode::kInfeasible, "T039", [&] {
        return capitalised(unit_text(problem, u)) + " is forbidden to " +
               territory_text(problem, t) +
               ", to which a unit is locked that it must stay with. Drop one of the three.";
      });
    }
  }
}

void judge_forbidden_everywhere(const Facts& facts, std::int32_t k, Findings& findings) {
  const Problem& problem = *facts.problem;
  for (auto begin = facts.group_forbidden.begin(); begin != facts.group_forbidden.end();) {
    auto end = begin;
    while (end != facts.group_forbidden.end() && end->first == begin->first) ++end;
    const auto g = static_cast<std::size_t>(begin->first);
    if (end - begin == k) {
      const bool is_single = facts.group_units[g] == 1;
      findings.add(ErrorCode::kInfeasible, is_single ? "T036" : "T039", [&] {
        const std::string unit = unit_text(problem, facts.group_first[g]);
        const std::string who = is_single ? unit
                                          : "the must-link group of " +
                                                count_text(facts.group_units[g], "unit", "units") +
                                                " with " + unit;
        return capitalised(who) + " is forbidden to every territory. Allow it in at least one.";
      });
    }
    begin = end;
  }
}

void judge_split_groups(const Facts& facts, Findings& findings) {
  if (!facts.problem->is_contiguous || facts.areas.size() < 2) return;
  std::vector<std::uint8_t> is_told(facts.group_first.size(), 0);
  for (std::size_t u = 0; u < facts.group_of.size(); ++u) {
    const auto g = static_cast<std::size_t>(facts.group_of[u]);
    const UnitIndex first = facts.group_first[g];
    if (facts.area_of[u] == facts.area_of[static_cast<std::size_t>(first)] || is_told[g] != 0)
      continue;
    is_told[g] = 1;
    findings.add(ErrorCode::kInfeasible, "T041", [&] {
      return capitalised(unit_text(*facts.problem, first)) + " and " +
             unit_text(*facts.problem, static_cast<UnitIndex>(u)) +
             " must stay together, but no path on the map joins them. Add an edge, or drop the "
             "must-link.";
    });
  }
}

void judge_centre_count(const Facts& facts, std::int32_t k, Findings& findings) {
  if (facts.problem->may_be_centre.empty()) return;
  const std::int64_t needed = k - facts.pinned_territories;
  const std::int64_t allowed = facts.free_centres;
  if (allowed >= needed) return;
  findings.add(ErrorCode::kInfeasible, "T048", [&] {
    return count_text(needed, "territory needs", "territories need") +
           " a unit as centre, but only " + count_text(allowed, "unit", "units") +
           " may be one. Allow more units, or pin more centres.";
  });
}

}  // namespace

void judge_locks(const Facts& facts, std::int32_t k, Findings& findings) {
  judge_lock_conflicts(facts, findings);
  judge_locked_and_forbidden(facts, findings);
  judge_forbidden_everywhere(facts, k, findings);
  judge_split_groups(facts, findings);
}

void judge_counts(const Facts& facts, std::int32_t k, Findings& findings) {
  judge_centre_count(facts, k, findings);
  const std::int64_t free_territories = k - facts.locked_territories;
  const std::int64_t free_groups = facts.free_groups;
  if (free_groups >= free_territories) return;
  findings.add(ErrorCode::kInfeasible, "T042", [&] {
    const bool has_locks = !facts.locks.empty();
    return std::string("Must-links") + (has_locks ? " and locks leave " : " leave ") +
           count_text(free_groups, "group of units", "groups of units") + " for " +
           count_text(free_territories, "territory", "territories") +
           (has_locks ? " without a locked unit" : "") +
           ". Ask for fewer territories, or free some units.";
  });
}

}  // namespace bailiwick::engine::territory::validation
