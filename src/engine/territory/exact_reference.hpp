// Exact optima of small problems, to compare bounds and solvers with. Tests only.
//
// best_of_all() tries every plan and lets check() judge it. exact_unit_centres() hands the capacitated location
// problem (unit centres, one window, not connected) to the mixed-integer solver Cbc:
//   minimise sum c_ij x_ij;  sum_j x_ij = 1;  lower y_j <= sum_i a_i x_ij <= upper y_j;  x_ij <= y_j;  sum y_j = k.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "engine/territory/check.hpp"
#include "engine/territory/model.hpp"

#ifdef BAILIWICK_HAS_CBC
#include <Cbc_C_Interface.h>
#endif

namespace bailiwick::engine::territory::exact {

// The least total cost of all feasible plans; no value where none is feasible. O(k^units) checks.
inline std::optional<double> best_of_all(const Problem& problem) {
  std::optional<double> best;
  const auto n = static_cast<std::size_t>(problem.unit_count());
  for (std::int32_t k = problem.k_min; k <= problem.k_max; ++k) {
    Plan plan;
    plan.k = k;
    plan.territory_of.assign(n, 0);
    for (bool is_done = false; !is_done;) {
      const auto report = check(problem, plan);
      if (report && report->is_feasible() && (!best || report->cost.total() < *best))
        best = report->cost.total();
      is_done = true;
      for (std::size_t u = 0; u < n && is_done; ++u) {
        is_done = ++plan.territory_of[u] == k;
        if (is_done) plan.territory_of[u] = 0;
      }
    }
  }
  return best;
}

#ifdef BAILIWICK_HAS_CBC
// `is_whole` false: the continuous relaxation, x_ij in [0, 1]. No value where Cbc proves no optimum.
inline std::optional<double> exact_unit_centres(const Problem& problem, bool is_whole) {
  const std::int32_t n = problem.unit_count();
  const Window window = window_of(problem, problem.balance.front(), 0, problem.k_max);
  const auto& amounts =
      problem.measures[static_cast<std::size_t>(problem.balance.front().measure)].values;
  Cbc_Model* model = Cbc_newModel();
  Cbc_setParameter(model, "log", "0");
  const auto cost = [&](std::int32_t i, std::int32_t j) {
    const double d2 =
        geo::distance_squared_m2(problem.positions[static_cast<std::size_t>(i)],
                                 problem.positions[static_cast<std::size_t>(j)], problem.surface);
    return 1e-6 * weight_of(problem, i) *
           (problem.power == DistancePower::kSquared ? d2 : std::sqrt(d2));
  };
  for (std::int32_t j = 0; j < n; ++j) {
    for (std::int32_t i = 0; i < n; ++i)
      Cbc_addCol(model, "x", 0.0, 1.0, cost(i, j), is_whole ? 1 : 0, 0, nullptr, nullptr);
  }
  const auto add_row = [&](const std::vector<int>& columns, const std::vector<double>& values,
                           char sense, double rhs) {
    Cbc_addRow(model, "r", static_cast<int>(columns.size()), columns.data(), values.data(), sense,
               rhs);
  };
  std::vector<int> centres;
  for (std::int32_t i = 0; i < n; ++i) {
    std::vector<int> row;
    for (std::int32_t j = 0; j < n; ++j) row.push_back(j * n + i);
    add_row(row, std::vector<double>(row.size(), 1.0), 'E', 1.0);
    centres.push_back(i * n + i);
  }
  add_row(centres, std::vector<double>(centres.size(), 1.0), 'E', problem.k_max);
  for (std::int32_t j = 0; j < n; ++j) {
    const int open = j * n + j;
    std::vector<int> row;
    std::vector<double> held;
    for (std::int32_t i = 0; i < n; ++i) {
      row.push_back(j * n + i);
      held.push_back(static_cast<double>(amounts[static_cast<std::size_t>(i)]));
      if (i != j) add_row({j * n + i, open}, {1.0, -1.0}, 'L', 0.0);
    }
    const double own = held[static_cast<std::size_t>(j)];
    held[static_cast<std::size_t>(j)] = own - static_cast<double>(window.upper);
    add_row(row, held, 'L', 0.0);
    held[static_cast<std::size_t>(j)] = own - static_cast<double>(window.lower);
    add_row(row, held, 'G', 0.0);
  }
  Cbc_solve(model);
  std::optional<double> best;
  if (Cbc_isProvenOptimal(model) != 0) best = 1e6 * Cbc_getObjValue(model);
  Cbc_deleteModel(model);
  return best;
}
#endif

}  // namespace bailiwick::engine::territory::exact
