#include "planning/demand.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "planning/board.hpp"

namespace bailiwick::planning {
namespace {

using TerritoryProblem = engine::territory::Problem;

Error cannot_be(std::string message) {
  return {ErrorCode::kInvalidInput, "P143", std::move(message), "/demand"};
}

void without_borders(const std::set<graph::Edge>& barriers, TerritoryProblem& problem) {
  if (barriers.empty()) return;
  std::vector<graph::Edge> edges = problem.adjacency.edges();
  std::erase_if(edges, [&](const graph::Edge& edge) { return barriers.contains(edge); });
  problem.adjacency = graph::Csr::from_edges(problem.unit_count(), edges);
}

}  // namespace

std::string_view name_of(DemandKind kind) {
  switch (kind) {
    case DemandKind::kPin:
      return "pin";
    case DemandKind::kForbid:
      return "forbid";
    case DemandKind::kTogether:
      return "together";
    case DemandKind::kBarrier:
      break;
  }
  return "barrier";
}

std::optional<DemandKind> parse_demand_kind(std::string_view word) {
  for (const DemandKind kind :
       {DemandKind::kPin, DemandKind::kForbid, DemandKind::kTogether, DemandKind::kBarrier})
    if (name_of(kind) == word) return kind;
  return std::nullopt;
}

bool names_territory(DemandKind kind) {
  return kind == DemandKind::kPin || kind == DemandKind::kForbid;
}

void put_in_order(Demands& demands) {
  std::ranges::sort(demands);
  const auto doubled = std::ranges::unique(demands);
  demands.erase(doubled.begin(), doubled.end());
}

Demands changed(const Demands& demands, const Demands& added, const Demands& removed) {
  Demands left;
  std::ranges::set_difference(demands, removed, std::back_inserter(left));
  Demands all;
  std::ranges::set_union(left, added, std::back_inserter(all));
  return all;
}

bool has_right_count(DemandKind kind, std::size_t units) {
  if (names_territory(kind)) return units == 1;
  if (kind == DemandKind::kBarrier) return units == 2;
  return units >= 2 && units <= kTogetherMax;
}

std::string count_wanted(DemandKind kind) {
  if (names_territory(kind)) return "one unit";
  if (kind == DemandKind::kBarrier) return "two units";
  return fmt::format("2 to {} units", kTogetherMax);
}

Errors mistakes_of(const Demands& demands, const graph::Csr& adjacency,
                   std::span<const std::string> unit_ids) {
  Errors errors;
  if (demands.size() > kDemandsMax)
    errors.push_back({ErrorCode::kLimit, "P105",
                      fmt::format("A plan has at most {} demands; with these it would have {}.",
                                  kDemandsMax, demands.size()),
                      "/demand"});
  std::map<std::int32_t, std::int32_t> pins;  // the unit of a territory
  for (const Demand& demand : demands) {
    const std::string& unit = unit_ids[at(demand.units.front())];
    if (demand.kind == DemandKind::kPin) {
      const auto [other, is_new] = pins.emplace(demand.territory, demand.units.front());
      if (!is_new)
        errors.push_back(cannot_be(fmt::format(
            "A territory has one centre: it is pinned at {} and at {}. Give one of the two up.",
            unit_ids[at(other->second)], unit)));
    } else if (demand.kind == DemandKind::kForbid) {
      const auto pin = pins.find(demand.territory);
      if (pin != pins.end() && pin->second == demand.units.front())
        errors.push_back(cannot_be(fmt::format(
            "Unit {} is the pinned centre of the territory that it is never to belong to. Give "
            "one of the two up.",
            unit)));
    } else if (demand.kind == DemandKind::kBarrier &&
               !adjacency.has_edge(demand.units.front(), demand.units.back())) {
      errors.push_back(cannot_be(
          fmt::format("Units {} and {} do not border each other, so there is no border to bar.",
                      unit, unit_ids[at(demand.units.back())])));
    }
  }
  return errors;
}

Demands broken_by(const Demands& demands, std::span<const std::int32_t> territory_of) {
  Demands broken;
  for (const Demand& demand : demands) {
    const std::int32_t first = territory_of[at(demand.units.front())];
    const bool is_kept =
        demand.kind == DemandKind::kPin      ? first == demand.territory
        : demand.kind == DemandKind::kForbid ? first != demand.territory
        : demand.kind == DemandKind::kTogether
            ? std::ranges::all_of(
                  demand.units, [&](std::int32_t unit) { return territory_of[at(unit)] == first; })
            : true;
    if (!is_kept) broken.push_back(demand);
  }
  return broken;
}

void add_demands(const Demands& demands, std::span<const geo::Position> positions,
                 const PlaceIn& unit_in, const PlaceIn& territory_in, TerritoryProblem& problem) {
  std::set<graph::Edge> barriers;
  for (const Demand& demand : demands) {
    std::vector<std::int32_t> units;
    for (const std::int32_t unit : demand.units)
      if (const std::int32_t u = unit_in(unit); u != kAnyTerritory) units.push_back(u);
    const std::int32_t t =
        names_territory(demand.kind) ? territory_in(demand.territory) : kAnyTerritory;
    if (demand.kind == DemandKind::kPin && t != kAnyTerritory) {
      problem.hints[at(t)].pinned = positions[at(demand.units.front())];
      if (!units.empty()) problem.locks.emplace_back(units.front(), t);
    } else if (demand.kind == DemandKind::kForbid && t != kAnyTerritory && !units.empty()) {
      problem.forbidden.emplace_back(units.front(), t);
    } else if (demand.kind == DemandKind::kTogether && units.size() > 1) {
      problem.must_link.push_back(std::move(units));
    } else if (demand.kind == DemandKind::kBarrier && units.size() == 2) {
      barriers.insert(std::minmax(units.front(), units.back()));
    }
  }
  without_borders(barriers, problem);
}

}  // namespace bailiwick::planning
