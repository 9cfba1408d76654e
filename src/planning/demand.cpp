#include "planning/demand.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "planning/board.hpp"

namespace bailiwick::planning {
namespace {

using TerritoryProblem = engine::territory::Problem;

std::optional<std::string> why_no_pin(const Demand& pin, const Demands& others,
                                      const UnitName& unit_id) {
  for (const Demand& other : others) {
    if (other.kind != DemandKind::kPin) break;  // pins come first
    if (other.territory == pin.territory && other.units != pin.units)
      return fmt::format(
          "A territory has one centre, and this one is pinned at unit {}. Give that pin up before "
          "it is pinned at {}.",
          unit_id(other.units.front()), unit_id(pin.units.front()));
    if (other.territory != pin.territory && other.units == pin.units)
      return fmt::format(
          "Unit {} is the pinned centre of another territory. Give that pin up first.",
          unit_id(pin.units.front()));
  }
  return std::nullopt;
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

std::optional<std::string> why_not(const Demand& demand, const Demands& others,
                                   const graph::Csr& adjacency, const UnitName& unit_id) {
  const std::string& unit = unit_id(demand.units.front());
  const auto is_there = [&](DemandKind kind) {
    return std::ranges::binary_search(others, Demand{kind, demand.territory, demand.units});
  };
  if (demand.kind == DemandKind::kBarrier &&
      !adjacency.has_edge(demand.units.front(), demand.units.back()))
    return fmt::format("Units {} and {} do not border each other, so there is no border to bar.",
                       unit, unit_id(demand.units.back()));
  if (demand.kind == DemandKind::kPin && is_there(DemandKind::kForbid))
    return fmt::format("Unit {} is never to belong to this territory. Give that demand up first.",
                       unit);
  if (demand.kind == DemandKind::kForbid && is_there(DemandKind::kPin))
    return fmt::format("Unit {} is the pinned centre of this territory. Give that pin up first.",
                       unit);
  return demand.kind == DemandKind::kPin ? why_no_pin(demand, others, unit_id) : std::nullopt;
}

Demands beside(const Demands& demands, const Demands& others) {
  std::set<std::int32_t> territories;
  std::set<std::int32_t> units;
  for (const Demand& other : others)
    if (other.kind == DemandKind::kPin) {
      territories.insert(other.territory);
      units.insert(other.units.front());
    }
  Demands kept;
  for (const Demand& demand : demands) {
    const auto is_there = [&](DemandKind kind) {
      return std::ranges::binary_search(others, Demand{kind, demand.territory, demand.units});
    };
    const bool is_same = std::ranges::binary_search(others, demand);
    const bool clashes = demand.kind == DemandKind::kPin
                             ? territories.contains(demand.territory) ||
                                   units.contains(demand.units.front()) ||
                                   is_there(DemandKind::kForbid)
                             : demand.kind == DemandKind::kForbid && is_there(DemandKind::kPin);
    if (is_same || !clashes) kept.push_back(demand);
  }
  return kept;
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
