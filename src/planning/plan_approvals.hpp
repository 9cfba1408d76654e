// Approving plans: docs/spec/plan-studio.md, "Approval by the hierarchy". Authorise, load, apply the rule, save, tell.
//
// plans.read looks and, for whoever owns a step or one above it, decides; who manages the company decides in their place. An approval is a line of the plan's
// history (kind "approval"), of the audit log, and an event plan.changed. Thread-safe.
// Errors: I001; those of BoardDesks::open(); P100 the plan is not in review (kConflict); P109 a reason is missing or too long; P142 the step is not there,
// not this person's, or approved already; steps are open (kConflict); those of BoardService::set_state().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "alignment/service.hpp"
#include "base/result.hpp"
#include "planning/approval.hpp"
#include "planning/board_service.hpp"

namespace bailiwick::planning {

struct ApprovalView {
  ApprovalStep step;
  std::string owner_name;
  std::string approver_name;  // empty where nobody has approved
  bool may_decide = false;    // the asker
  bool is_in_place = false;   // they would decide in the owner's place, with a reason
};

enum class ApprovalDecision { kApprove, kDecline };

class PlanApprovals {
 public:
  using Principal = platform::identity::Principal;

  // What it works with outlives it.
  PlanApprovals(const PlanningParts& parts, const BoardDesks& desks, const BoardService& boards,
                const alignment::AlignmentService& alignment)
      : parts_(parts), desks_(desks), boards_(boards), alignment_(alignment) {}

  // The lowest first; of a plan that is no longer in review those of the tree as it is now, with who approved.
  [[nodiscard]] Checked<std::vector<ApprovalView>> steps(const Principal& principal,
                                                         PlanId plan) const;
  [[nodiscard]] Checked<Plan> decide(const Principal& principal, PlanId plan, TerritoryId territory,
                                     ApprovalDecision decision,
                                     const std::optional<std::string>& reason) const;
  // BoardService::set_state(), which this goes before: nobody approves past an open step, and approvals end where the plan is a draft again.
  [[nodiscard]] Checked<Plan> set_state(const Principal& principal, PlanId plan, PlanState state,
                                        const std::optional<std::string>& reason) const;

 private:
  struct Round {
    std::vector<ApprovalStep> steps;
    PersonId sender;  // nil: the plan is not in review
  };
  [[nodiscard]] Checked<Round> round(TenantId tenant, const Desk& desk) const;
  [[nodiscard]] Checked<BoardService::Wanted> approval(
      const Principal& principal, const Desk& desk, TerritoryId territory,
      const std::optional<std::string>& reason) const;
  [[nodiscard]] Checked<Plan> stored(TenantId tenant, PlanId plan) const;

  PlanningParts parts_;
  const BoardDesks& desks_;
  const BoardService& boards_;
  const alignment::AlignmentService& alignment_;
};

}  // namespace bailiwick::planning
