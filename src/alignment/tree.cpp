#include "alignment/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace bailiwick::alignment {
namespace {

using Placed = std::map<TerritoryId, Placement>;

// How many territories stand above; nothing where the way up does not end.
std::optional<std::size_t> depth_of(const Placed& placed, TerritoryId territory) {
  std::size_t depth = 0;
  for (auto at = placed.find(territory); at != placed.end() && at->second.parent;
       at = placed.find(*at->second.parent)) {
    if (++depth > placed.size()) return std::nullopt;
  }
  return depth;
}

// The levels below a territory: 0 for a leaf.
std::size_t height_of(const Placed& placed, TerritoryId territory) {
  std::size_t height = 0;
  for (const auto& [other, placement] : placed) {
    std::size_t steps = 0;
    for (auto at = placed.find(other); at != placed.end() && steps <= placed.size(); ++steps) {
      if (at->first == territory) {
        height = std::max(height, steps);
        break;
      }
      if (!at->second.parent) break;
      at = placed.find(*at->second.parent);
    }
  }
  return height;
}

bool has_children(const Placed& placed, TerritoryId territory) {
  return std::any_of(placed.begin(), placed.end(),
                     [&](const auto& item) { return item.second.parent == territory; });
}

// `placed` holds the tree of that day as it would be with the placement.
Result<void> check_day(const Placed& placed, const Placement& placement, LocalDate day) {
  const TerritoryId territory = placement.territory;
  if (!placement.is_open) {
    if (!has_children(placed, territory)) return {};
    return fail(
        ErrorCode::kConflict, "L010",
        fmt::format("On {} other territories stand below this one: place them elsewhere first.",
                    to_text(day)));
  }
  if (placement.parent && !placed.contains(*placement.parent))
    return fail(ErrorCode::kConflict, "L009",
                fmt::format("On {} the parent is not in the tree: choose another, or a later day.",
                            to_text(day)));
  const auto depth = depth_of(placed, territory);
  if (!depth)
    return fail(ErrorCode::kConflict, "L006",
                fmt::format("On {} the territory would stand below itself: choose another parent.",
                            to_text(day)));
  if (*depth + height_of(placed, territory) >= kTreeDepthMax)
    return fail(ErrorCode::kLimit, "L007",
                fmt::format("The tree may have at most {} levels.", kTreeDepthMax));
  return {};
}

}  // namespace

std::vector<TerritoryNode> tree_on(std::span<const Territory> territories, const History& history,
                                   const Scope& scope, const AsOf& as_of) {
  const Placed placed = placed_on(history.placements, as_of);
  std::map<TerritoryId, TerritoryNode> nodes;
  std::map<TerritoryId, std::vector<TerritoryId>> children;  // in the order of `territories`
  std::vector<TerritoryId> roots;
  for (const Territory& territory : territories) {
    const auto at = placed.find(territory.id);
    if (at == placed.end() || !scope.has(territory.id)) continue;
    const auto& parent = at->second.parent;
    nodes.emplace(
        territory.id,
        TerritoryNode{.territory = territory, .parent = parent, .owner = {}, .overlays = {}});
    if (parent && scope.has(*parent) && placed.contains(*parent))
      children[*parent].push_back(territory.id);
    else
      roots.push_back(territory.id);
  }
  for (const Assignment& assignment : assigned_on(history.assignments, as_of)) {
    const auto node = nodes.find(assignment.territory);
    if (node == nodes.end()) continue;
    if (assignment.part == Part::kOwner)
      node->second.owner = assignment.position;
    else
      node->second.overlays.push_back(assignment.position);
  }
  std::vector<TerritoryNode> ordered;
  std::vector<TerritoryId> pending(roots.rbegin(), roots.rend());
  while (!pending.empty()) {
    const TerritoryId next = pending.back();
    pending.pop_back();
    ordered.push_back(nodes.at(next));
    const auto& below = children[next];
    pending.insert(pending.end(), below.rbegin(), below.rend());
  }
  return ordered;
}

Result<void> check_placement(std::span<const Placement> history, const Placement& placement) {
  std::vector<Placement> with(history.begin(), history.end());
  with.push_back(placement);
  for (const LocalDate day : turning_days(with, placement.period)) {
    const auto checked = check_day(placed_on(with, {.day = day}), placement, day);
    if (!checked) return checked;
  }
  return {};
}

}  // namespace bailiwick::alignment
