// Tiny worlds drawn in a test: "AAB\nABB" is a map of six units in two territories. Tests only.
//
// A drawing has one character a unit, rows parted by newlines, north up; '.' is a hole in the map. Units are
// numbered in reading order and named by row and column from zero ("r0c2"), stand 1 km apart on a plane, and
// touch their neighbours to the north, east, south and west. In a drawing of a plan 'A' is territory 0, 'B'
// territory 1, and so on. Header-only, so that nothing of it reaches the library. Pure, O(units).
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory::ascii {

inline constexpr std::int32_t kSpacing_m = 1000;

struct Cell {
  std::int32_t row = 0;
  std::int32_t column = 0;
  char mark = '.';
};

// The cells of a drawing in reading order, holes left out.
inline std::vector<Cell> cells_of(std::string_view drawing) {
  std::vector<Cell> cells;
  std::int32_t row = 0;
  std::int32_t column = 0;
  for (const char mark : drawing) {
    if (mark == '\n') {
      ++row;
      column = 0;
      continue;
    }
    if (mark != '.') cells.push_back({row, column, mark});
    ++column;
  }
  return cells;
}

// The world of a map, with one measure "load": the digits of `loads`, a drawing of the same outline, or 1 a
// unit where it is empty. One territory, connected, without any demand; the test adds those it is about.
inline Problem world_of(std::string_view map, std::string_view loads = "") {
  Problem problem;
  problem.surface = geo::Surface::kPlane;
  const std::vector<Cell> cells = cells_of(map);
  std::vector<graph::Edge> edges;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    std::string id = "r";
    id += std::to_string(cell.row);
    id += 'c';
    id += std::to_string(cell.column);
    problem.unit_ids.push_back(std::move(id));
    problem.positions.push_back({cell.column * kSpacing_m, -cell.row * kSpacing_m, 0});
    for (std::size_t j = 0; j < i; ++j) {
      const std::int32_t apart =
          std::abs(cells[j].row - cell.row) + std::abs(cells[j].column - cell.column);
      if (apart == 1)
        edges.emplace_back(static_cast<std::int32_t>(j), static_cast<std::int32_t>(i));
    }
  }
  problem.adjacency = graph::Csr::from_edges(problem.unit_count(), edges);
  Measure load;
  load.name = "load";
  load.values.assign(cells.size(), 1);
  if (!loads.empty()) {
    const std::vector<Cell> digits = cells_of(loads);
    assert(digits.size() == cells.size());
    for (std::size_t i = 0; i < digits.size(); ++i) load.values[i] = digits[i].mark - '0';
  }
  problem.measures.push_back(std::move(load));
  return problem;
}

// The plan of a drawing, with as many territories as its last letter says.
inline Plan plan_of(std::string_view drawing) {
  Plan plan;
  for (const Cell& cell : cells_of(drawing)) {
    plan.territory_of.push_back(cell.mark - 'A');
    plan.k = std::max(plan.k, plan.territory_of.back() + 1);
  }
  return plan;
}

// The drawing of a plan for a world that world_of() made.
inline std::string drawing_of(const Problem& problem, const Plan& plan) {
  assert(plan.territory_of.size() == problem.positions.size());
  std::vector<std::string> rows;
  for (std::size_t u = 0; u < problem.positions.size(); ++u) {
    const auto row = static_cast<std::size_t>(-problem.positions[u].y_m / kSpacing_m);
    const auto column = static_cast<std::size_t>(problem.positions[u].x_m / kSpacing_m);
    if (rows.size() <= row) rows.resize(row + 1);
    if (rows[row].size() <= column) rows[row].resize(column + 1, '.');
    rows[row][column] = static_cast<char>('A' + plan.territory_of[u]);
  }
  std::string drawing;
  for (const std::string& row : rows) {
    if (!drawing.empty()) drawing += '\n';
    drawing += row;
  }
  return drawing;
}

// A balance rule written as a test wants it: what is not named is left open.
struct Rule {
  std::int32_t measure = 0;
  std::optional<double> tolerance = std::nullopt;
  double soft_km = 0.0;
  std::vector<double> shares = {};
  std::optional<double> target = std::nullopt;
  std::vector<double> caps = {};
};
inline BalanceRule rule(Rule wanted) {
  BalanceRule rule;
  rule.measure = wanted.measure;
  rule.tolerance = wanted.tolerance;
  rule.soft_km = wanted.soft_km;
  rule.shares = std::move(wanted.shares);
  rule.target = wanted.target;
  rule.caps = std::move(wanted.caps);
  return rule;
}

inline TerritoryHint named(std::string name) {
  TerritoryHint hint;
  hint.name = std::move(name);
  return hint;
}

// An existing plan, counted in the first measure.
inline Disruption today(std::vector<TerritoryIndex> current,
                        std::optional<double> cap = std::nullopt) {
  Disruption disruption;
  disruption.current = std::move(current);
  disruption.cap = cap;
  return disruption;
}

// The rules of a list of errors, ascending, each once.
inline std::vector<std::string> rules_of(const Errors& errors) {
  std::vector<std::string> rules;
  for (const Error& error : errors) rules.push_back(error.rule);
  std::sort(rules.begin(), rules.end());
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return rules;
}

}  // namespace bailiwick::engine::territory::ascii
