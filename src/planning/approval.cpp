#include "planning/approval.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace bailiwick::planning {
namespace {

using alignment::TerritoryNode;

// The tree by id, and which of its territories have something below them.
struct TreeAbove {
  explicit TreeAbove(std::span<const TerritoryNode> nodes) {
    for (const TerritoryNode& node : nodes) {
      by_id.emplace(node.territory.id, &node);
      if (node.parent) has_children.insert(*node.parent);
      if (!node.parent) roots.push_back(node.territory.id);
    }
  }

  [[nodiscard]] std::optional<TerritoryId> parent_of(TerritoryId id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? std::nullopt : found->second->parent;
  }
  [[nodiscard]] int depth_of(TerritoryId id) const {
    int depth = 0;
    for (auto above = parent_of(id); above; above = parent_of(*above)) ++depth;
    return depth;
  }
  // Everything above it; of one that is not there, the roots of what is not a leaf.
  [[nodiscard]] std::vector<TerritoryId> above(TerritoryId id) const {
    std::vector<TerritoryId> found;
    if (!by_id.contains(id)) {
      std::ranges::copy_if(roots, std::back_inserter(found),
                           [&](const TerritoryId& root) { return has_children.contains(root); });
      return found;
    }
    for (auto next = parent_of(id); next; next = parent_of(*next)) found.push_back(*next);
    return found;
  }

  std::map<TerritoryId, const TerritoryNode*> by_id;
  std::set<TerritoryId> has_children;
  std::vector<TerritoryId> roots;
};

const ApprovalStep* step_of(std::span<const ApprovalStep> steps, TerritoryId id) {
  const auto found = std::ranges::find(steps, id, &ApprovalStep::territory);
  return found == steps.end() ? nullptr : &*found;
}

bool stands_below(std::span<const ApprovalStep> steps, const ApprovalStep& low,
                  TerritoryId territory) {
  for (auto next = low.above; next; next = step_of(steps, *next)->above)
    if (*next == territory) return true;
  return false;
}

// The lowest come first, so what a step waits for has its state already.
void put_states(std::span<ApprovalStep> steps) {
  std::set<TerritoryId> held_up;
  for (ApprovalStep& step : steps) {
    step.state = step.approved                      ? ApprovalState::kApproved
                 : held_up.contains(step.territory) ? ApprovalState::kWaiting
                                                    : ApprovalState::kOpen;
    if (step.state == ApprovalState::kApproved) continue;
    for (auto next = step.above; next; next = step_of(steps, *next)->above) held_up.insert(*next);
  }
}

}  // namespace

std::string_view name_of(ApprovalState state) {
  switch (state) {
    case ApprovalState::kWaiting:
      return "waiting";
    case ApprovalState::kOpen:
      return "open";
    case ApprovalState::kApproved:
      break;
  }
  return "approved";
}

std::vector<ApprovalStep> approval_steps(std::span<const TerritoryNode> nodes,
                                         const std::map<TerritoryId, PersonId>& owners,
                                         const std::vector<BoardTerritory>& territories,
                                         PersonId sender, std::span<const Approval> approvals) {
  const TreeAbove tree(nodes);
  std::map<TerritoryId, std::vector<std::int32_t>> below;
  for (std::size_t t = 0; t < territories.size(); ++t)
    for (const TerritoryId& above : tree.above(territories[t].id))
      below[above].push_back(static_cast<std::int32_t>(t));
  std::vector<ApprovalStep> steps;
  for (auto& [id, indices] : below) {
    const auto owner = owners.find(id);
    if (owner == owners.end() || owner->second == sender) continue;
    ApprovalStep step{.territory = id,
                      .name = tree.by_id.at(id)->territory.name,
                      .depth = tree.depth_of(id),
                      .owner = owner->second,
                      .territories = std::move(indices)};
    const auto approval = std::ranges::find(approvals, id, &Approval::territory);
    if (approval != approvals.end()) step.approved = *approval;
    steps.push_back(std::move(step));
  }
  std::ranges::sort(steps, {}, [](const ApprovalStep& step) {
    return std::tuple(-step.depth, step.name, step.territory);
  });
  for (ApprovalStep& step : steps)
    for (auto next = tree.parent_of(step.territory); next && !step.above;
         next = tree.parent_of(*next))
      if (step_of(steps, *next) != nullptr) step.above = next;
  put_states(steps);
  return steps;
}

bool owns_or_above(std::span<const ApprovalStep> steps, const ApprovalStep& step, PersonId person) {
  if (step.owner == person) return true;
  for (auto next = step.above; next; next = step_of(steps, *next)->above)
    if (step_of(steps, *next)->owner == person) return true;
  return false;
}

std::vector<TerritoryId> approved_along(std::span<const ApprovalStep> steps,
                                        const ApprovalStep& step) {
  std::vector<TerritoryId> along;
  for (const ApprovalStep& one : steps)
    if (!one.approved &&
        (one.territory == step.territory || stands_below(steps, one, step.territory)))
      along.push_back(one.territory);
  return along;
}

}  // namespace bailiwick::planning
