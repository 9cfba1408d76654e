// Who is to approve a plan in review: the owners above its territories, from the bottom of the tree to the top. docs/spec/plan-studio.md, "Approval by
// the hierarchy". Plain values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "alignment/model.hpp"
#include "base/time.hpp"
#include "planning/board.hpp"

namespace bailiwick::planning {

struct Approval {
  TerritoryId territory;
  Instant at;
  PersonId by;
  std::optional<std::string> reason = {};
};

enum class ApprovalState { kWaiting, kOpen, kApproved };
[[nodiscard]] std::string_view name_of(ApprovalState state);

struct ApprovalStep {
  TerritoryId territory;
  std::string name;
  int depth = 0;  // 0: at the top of the tree
  PersonId owner;
  std::vector<std::int32_t> territories;  // of the plan, below it, ascending
  std::optional<TerritoryId> above = {};  // the next step on the way to the top
  ApprovalState state = ApprovalState::kWaiting;
  std::optional<Approval> approved = {};
};

// The lowest first, those of one depth by name. `nodes` is the tree, parents before children; `owners` who owns a territory of it; `sender` sent the plan to
// review and has no step (nil: nobody did). Territories of the plan that the tree does not have stand below each root that has something below it.
// O((nodes + territories) * depth).
[[nodiscard]] std::vector<ApprovalStep> approval_steps(
    std::span<const alignment::TerritoryNode> nodes, const std::map<TerritoryId, PersonId>& owners,
    const std::vector<BoardTerritory>& territories, PersonId sender,
    std::span<const Approval> approvals);

// Whether it is theirs, or a step above it is.
[[nodiscard]] bool owns_or_above(std::span<const ApprovalStep> steps, const ApprovalStep& step,
                                 PersonId person);
// The step and all below it that nobody has approved yet.
[[nodiscard]] std::vector<TerritoryId> approved_along(std::span<const ApprovalStep> steps,
                                                      const ApprovalStep& step);

}  // namespace bailiwick::planning
