#include "engine/territory/validate_shape.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bailiwick::engine::territory::validation {
namespace {

using wording::amount_text;
using wording::capitalised;
using wording::count_text;
using wording::Findings;
using wording::unit_text;

// A position on the Earth lies within this of the sphere; anything else is not one (a missing coordinate).
constexpr double kSphereSlack_m = 1000.0;

// FNV-1a, only to bring equal ids together; equality is always settled by the strings themselves.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash ^ (hash >> 29);
}

void check_doubled_ids(const Problem& problem, Findings& findings) {
  std::vector<std::pair<std::uint64_t, UnitIndex>> keys;
  keys.reserve(problem.unit_ids.size());
  for (std::size_t u = 0; u < problem.unit_ids.size(); ++u) {
    if (!problem.unit_ids[u].empty())
      keys.emplace_back(hash_of(problem.unit_ids[u]), static_cast<UnitIndex>(u));
  }
  std::sort(keys.begin(), keys.end());
  const auto id_of = [&](const auto& key) -> const std::string& {
    return problem.unit_ids[static_cast<std::size_t>(key.second)];
  };
  for (auto begin = keys.begin(); begin != keys.end();) {
    auto end = begin;
    while (end != keys.end() && end->first == begin->first) ++end;
    if (end - begin > 1) {
      std::sort(begin, end, [&](const auto& a, const auto& b) {
        return std::pair(std::string_view(id_of(a)), a.second) <
               std::pair(std::string_view(id_of(b)), b.second);
      });
    }
    for (auto run = begin; run != end;) {
      auto next = run;
      while (next != end && id_of(*next) == id_of(*run)) ++next;
      if (next - run > 1) {
        findings.add(ErrorCode::kInvalidInput, "T004", [&] {
          return "Unit id " + id_of(*run) + " stands for " +
                 count_text(next - run, "unit", "units") + " (at places " +
                 amount_text(std::int64_t{run->second} + 1, 0) + " and " +
                 amount_text(std::int64_t{(run + 1)->second} + 1, 0) +
                 "). Give every unit an id of its own.";
        });
      }
      run = next;
    }
    begin = end;
  }
}

void check_ids(const Problem& problem, Findings& findings) {
  if (problem.unit_ids.size() != problem.positions.size()) {
    findings.add(ErrorCode::kInvalidInput, "T003", [&] {
      return "There are " +
             count_text(static_cast<std::int64_t>(problem.unit_ids.size()), "unit id", "unit ids") +
             " for " + count_text(problem.unit_count(), "unit", "units") +
             ". Give every unit one id.";
    });
    return;
  }
  for (std::size_t u = 0; u < problem.unit_ids.size(); ++u) {
    if (!problem.unit_ids[u].empty()) continue;
    findings.add(ErrorCode::kInvalidInput, "T003", [&] {
      return capitalised(unit_text(problem, static_cast<UnitIndex>(u))) +
             " has no id. Give every unit one.";
    });
  }
  check_doubled_ids(problem, findings);
}

bool is_place(geo::Position p, geo::Surface surface) {
  if (surface == geo::Surface::kPlane) {
    constexpr std::int32_t limit = geo::kPlanarLimit_m;
    return p.z_m == 0 && p.x_m >= -limit && p.x_m <= limit && p.y_m >= -limit && p.y_m <= limit;
  }
  const double x = p.x_m;
  const double y = p.y_m;
  const double z = p.z_m;
  return std::abs(std::sqrt(x * x + y * y + z * z) - geo::kEarthRadius_m) <= kSphereSlack_m;
}

std::string place_demand(geo::Surface surface) {
  return surface == geo::Surface::kPlane
             ? "a place on the plane (within " + amount_text(geo::kPlanarLimit_m / 1000, 0) +
                   " km of its origin)"
             : "a place on the Earth";
}

void check_positions(const Problem& problem, Findings& findings) {
  for (std::size_t u = 0; u < problem.positions.size(); ++u) {
    if (is_place(problem.positions[u], problem.surface)) continue;
    findings.add(ErrorCode::kInvalidInput, "T005", [&] {
      return capitalised(unit_text(problem, static_cast<UnitIndex>(u))) + " is not at " +
             place_demand(problem.surface) + ". Correct its coordinates.";
    });
  }
  for (std::size_t t = 0; t < problem.hints.size(); ++t) {
    for (const auto& place : {problem.hints[t].pinned, problem.hints[t].preferred}) {
      if (!place || is_place(*place, problem.surface)) continue;
      findings.add(ErrorCode::kInvalidInput, "T005", [&] {
        return "The centre given for " +
               wording::territory_text(problem, static_cast<TerritoryIndex>(t)) + " is not at " +
               place_demand(problem.surface) + ". Correct its coordinates.";
      });
    }
  }
}

void check_values(const Problem& problem, const Measure& measure, Findings& findings) {
  std::int64_t total = 0;
  bool is_over = false;
  for (std::size_t u = 0; u < measure.values.size(); ++u) {
    const std::int64_t value = measure.values[u];
    if (value < 0) {
      findings.add(ErrorCode::kInvalidInput, "T007", [&] {
        return capitalised(unit_text(problem, static_cast<UnitIndex>(u))) + " holds " +
               wording::measure_text(measure, value) +
               ". A measure is never negative; correct it or set it to 0.";
      });
      continue;
    }
    is_over = is_over || value > kMeasureTotalLimit - total;
    if (!is_over) total += value;
  }
  if (!is_over) return;
  findings.add(ErrorCode::kLimit, "T008", [&] {
    return "The total of " + measure.name + " is beyond " +
           amount_text(kMeasureTotalLimit, measure.decimals) +
           ", the most that is counted exactly. Use a larger unit of measure or fewer decimals.";
  });
}

void check_measures(const Problem& problem, Findings& findings) {
  for (std::size_t m = 0; m < problem.measures.size(); ++m) {
    const Measure& measure = problem.measures[m];
    const std::string name =
        measure.name.empty() ? "number " + std::to_string(m + 1) : measure.name;
    const auto malformed = [&](const std::string& why) {
      findings.add(ErrorCode::kInvalidInput, "T006", [&] { return "Measure " + name + " " + why; });
    };
    if (measure.name.empty()) malformed("has no name. Give it one.");
    for (std::size_t before = 0; before < m; ++before) {
      if (!measure.name.empty() && problem.measures[before].name == measure.name) {
        malformed("is given twice. Give every measure a name of its own.");
        break;
      }
    }
    if (measure.decimals < 0 || measure.decimals > kDecimalsLimit) {
      malformed("has " + std::to_string(measure.decimals) + " decimals. From 0 to " +
                std::to_string(kDecimalsLimit) + " are possible.");
      continue;
    }
    if (measure.values.size() != problem.positions.size()) {
      malformed("has " +
                count_text(static_cast<std::int64_t>(measure.values.size()), "value", "values") +
                " for " + count_text(problem.unit_count(), "unit", "units") +
                ". Give every unit one value.");
      continue;
    }
    check_values(problem, measure, findings);
  }
  if (!problem.weight_measure) return;
  if (*problem.weight_measure < 0 ||
      static_cast<std::size_t>(*problem.weight_measure) >= problem.measures.size()) {
    findings.add(ErrorCode::kInvalidInput, "T009", [&] {
      return "Distances are to be weighed by measure number " +
             std::to_string(*problem.weight_measure + 1) + ", but there are " +
             std::to_string(problem.measures.size()) + ". Name one that exists.";
    });
  }
}

void check_numbers(const Problem& problem, Findings& findings) {
  const std::int64_t n = problem.unit_count();
  if (problem.k_min < 1 || problem.k_max < problem.k_min) {
    findings.add(ErrorCode::kInvalidInput, "T011", [&] {
      if (problem.k_min == problem.k_max) {
        return "A plan of " + std::to_string(problem.k_min) +
               " territories was asked for. Ask for at least 1.";
      }
      return "Between " + std::to_string(problem.k_min) + " and " + std::to_string(problem.k_max) +
             " territories were asked for. Give a range that starts at 1 or more and does not "
             "fall.";
    });
    return;
  }
  if (problem.k_min > n && n > 0) {
    findings.add(ErrorCode::kInvalidInput, "T012", [&] {
      return amount_text(problem.k_min, 0) + " territories were asked for, but there " +
             (n == 1 ? "is" : "are") + " only " + count_text(n, "unit", "units") +
             ", and each territory needs one. Ask for fewer.";
    });
  }
  if (problem.k_min == problem.k_max) return;
  const auto clash = [&](std::string_view what) {
    findings.add(ErrorCode::kInvalidInput, "T013", [&] {
      return "The number of territories is left open (" + std::to_string(problem.k_min) + " to " +
             std::to_string(problem.k_max) + "), but " + std::string(what) +
             " territories that must exist. Fix the number, or leave these out.";
    });
  };
  if (!problem.hints.empty()) clash("names or centres are given for");
  if (!problem.locks.empty()) clash("units are locked to");
  if (!problem.forbidden.empty()) clash("units are forbidden to");
  if (problem.disruption) clash("an existing plan has");
  const auto& balance = problem.balance;
  if (std::any_of(balance.begin(), balance.end(),
                  [](const BalanceRule& rule) { return !rule.shares.empty(); })) {
    clash("shares are given for");
  }
  if (std::any_of(balance.begin(), balance.end(),
                  [](const BalanceRule& rule) { return !rule.caps.empty(); })) {
    clash("capacities are given for");
  }
}

void check_limits(const Problem& problem, Findings& findings) {
  const auto beyond = [&](std::int64_t count, std::int64_t limit, std::string_view what) {
    if (count <= limit) return;
    findings.add(ErrorCode::kLimit, "T002", [&] {
      return amount_text(count, 0) + " " + std::string(what) + " are more than the " +
             amount_text(limit, 0) +
             " that one problem may have. Split the problem, or leave some out.";
    });
  };
  beyond(static_cast<std::int64_t>(problem.positions.size()), kUnitsLimit, "units");
  beyond(problem.k_max, kTerritoriesLimit, "territories");
  beyond(static_cast<std::int64_t>(problem.measures.size()), kMeasuresLimit, "measures");
}

}  // namespace

void check_shape(const Problem& problem, Findings& findings) {
  check_limits(problem, findings);
  if (!findings.is_empty()) return;
  if (problem.positions.empty()) {
    findings.add(ErrorCode::kInvalidInput, "T001", [] {
      return std::string("The problem has no units. Give at least one unit with its place.");
    });
  }
  check_ids(problem, findings);
  check_positions(problem, findings);
  check_measures(problem, findings);
  if (problem.adjacency.vertex_count() != problem.unit_count()) {
    findings.add(ErrorCode::kInvalidInput, "T010", [&] {
      return "The map of neighbours was made for " +
             count_text(problem.adjacency.vertex_count(), "unit", "units") +
             ", but the problem has " + amount_text(problem.unit_count(), 0) +
             ". Make it from the same units.";
    });
  }
  check_numbers(problem, findings);
}

}  // namespace bailiwick::engine::territory::validation
