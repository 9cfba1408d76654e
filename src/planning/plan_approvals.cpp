#include "planning/plan_approvals.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "planning/approval_store.hpp"
#include "planning/board_store.hpp"
#include "planning/handover.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;
using identity::Permission;
using Connection = platform::db::Connection;

constexpr std::size_t kStepsNamed = 5;

bool is_blank(const std::optional<std::string>& reason) {
  return !reason || reason->find_first_not_of(" \t\r\n") == std::string::npos;
}

tl::unexpected<Errors> wants_reason(std::string_view why) {
  return refuse(ErrorCode::kInvalidInput, "P109", std::string(why), "/reason");
}

tl::unexpected<Errors> not_now(std::string message) {
  return refuse(ErrorCode::kConflict, "P142", std::move(message));
}

Result<std::string> name_of_person(Connection& connection, TenantId tenant, PersonId person) {
  const auto found = identity::find_person(connection, {tenant, person});
  if (!found) return tl::unexpected(found.error());
  return *found ? (*found)->name : std::string();
}

// May this person decide it; nobody may of what they sent themselves.
bool may_decide(const identity::Principal& principal, std::span<const ApprovalStep> steps,
                const ApprovalStep& step, PersonId sender) {
  if (sender.is_nil() || sender == principal.person || step.approved) return false;
  return owns_or_above(steps, step, principal.person) || principal.may(Permission::kCompanyManage);
}

std::string owners_waited_for(std::span<const ApprovalStep> steps) {
  std::string names;
  std::size_t open = 0;
  for (const ApprovalStep& step : steps) {
    if (step.approved) continue;
    if (open++ < kStepsNamed) names += (names.empty() ? "" : ", ") + step.name;
  }
  if (open > kStepsNamed) names += fmt::format(" and {} more", open - kStepsNamed);
  return names;
}

}  // namespace

Checked<PlanApprovals::Round> PlanApprovals::round(TenantId tenant, const Desk& desk) const {
  const identity::Principal system = system_for(tenant, {});
  const LocalDate today = alignment_.today();
  const auto nodes = alignment_.tree(system, {.day = today});
  if (!nodes) return fail(as_list(nodes.error()));
  const auto owners = owners_on(alignment_, system, today);
  if (!owners) return fail(as_list(owners.error()));
  struct Kept {
    PersonId sender;
    std::vector<Approval> approvals;
  };
  const bool is_in_review = desk.plan.state == PlanState::kInReview;
  const auto kept = parts_.database.read([&](Connection& connection) -> Result<Kept> {
    const store::PlanKey key{tenant, desk.plan.id};
    auto approvals = approval_store::approvals(connection, key);
    if (!approvals) return tl::unexpected(approvals.error());
    Kept found{.sender = {}, .approvals = std::move(*approvals)};
    if (!is_in_review) return found;
    const auto sent = board_store::last_state_change(connection, key);
    if (!sent) return tl::unexpected(sent.error());
    if (*sent) found.sender = (*sent)->by;
    return found;
  });
  if (!kept) return fail(as_list(kept.error()));
  return Round{.steps = approval_steps(*nodes, owners->people, desk.board.territories, kept->sender,
                                       kept->approvals),
               .sender = kept->sender};
}

Checked<std::vector<ApprovalView>> PlanApprovals::steps(const Principal& principal,
                                                        PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  const auto desk = desks_.open(principal.tenant, plan);
  if (!desk) return fail(desk.error());
  const auto found = round(principal.tenant, **desk);
  if (!found) return fail(found.error());
  std::vector<ApprovalView> views;
  const auto named = parts_.database.read([&](Connection& connection) -> Result<void> {
    for (const ApprovalStep& step : found->steps) {
      auto owner = name_of_person(connection, principal.tenant, step.owner);
      if (!owner) return tl::unexpected(owner.error());
      ApprovalView view{.step = step,
                        .owner_name = std::move(*owner),
                        .approver_name = {},
                        .may_decide = may_decide(principal, found->steps, step, found->sender)};
      view.is_in_place = view.may_decide && !owns_or_above(found->steps, step, principal.person);
      if (step.approved) {
        auto approver = name_of_person(connection, principal.tenant, step.approved->by);
        if (!approver) return tl::unexpected(approver.error());
        view.approver_name = std::move(*approver);
      }
      views.push_back(std::move(view));
    }
    return {};
  });
  if (!named) return fail(as_list(named.error()));
  return views;
}

Checked<BoardService::Wanted> PlanApprovals::approval(
    const Principal& principal, const Desk& desk, TerritoryId territory,
    const std::optional<std::string>& reason) const {
  if (desk.plan.state != PlanState::kInReview)
    return refuse(ErrorCode::kConflict, "P100",
                  fmt::format("The plan \"{}\" is {}; only a plan in review is approved.",
                              desk.plan.name, name_of(desk.plan.state)));
  const auto found = round(principal.tenant, desk);
  if (!found) return fail(found.error());
  const auto step = std::ranges::find(found->steps, territory, &ApprovalStep::territory);
  if (step == found->steps.end())
    return not_now("Nobody is asked to approve the plan for that territory.");
  if (step->approved)
    return not_now(fmt::format("The plan is approved for {} already.", step->name));
  if (!may_decide(principal, found->steps, *step, found->sender))
    return refuse(ErrorCode::kForbidden, "P142",
                  fmt::format("The plan is approved for {} by who owns that territory or one above "
                              "it, and by nobody who sent it to review.",
                              step->name));
  if (!owns_or_above(found->steps, *step, principal.person) && is_blank(reason))
    return wants_reason(fmt::format("Say why you decide in the place of who owns {}.", step->name));
  const std::vector<TerritoryId> along = approved_along(found->steps, *step);
  const auto open = std::ranges::count_if(
      found->steps, [](const ApprovalStep& one) { return !one.approved.has_value(); });
  BoardService::Wanted wanted{
      .kind = BoardChangeKind::kApproval,
      .patch = {},
      .reason = fmt::format("{}{}{}", step->name, is_blank(reason) ? "" : ": ",
                            is_blank(reason) ? "" : *reason)};
  if (open == static_cast<std::ptrdiff_t>(along.size())) wanted.state = PlanState::kApproved;
  const store::PlanKey key{principal.tenant, desk.plan.id};
  wanted.beside = [=, this, at = parts_.clock(),
                   by = principal.person](Connection& connection) -> Result<void> {
    for (const TerritoryId& one : along)
      if (const auto added = approval_store::add(
              connection, key, {.territory = one, .at = at, .by = by, .reason = reason});
          !added)
        return added;
    return {};
  };
  return wanted;
}

Checked<Plan> PlanApprovals::decide(const Principal& principal, PlanId plan, TerritoryId territory,
                                    ApprovalDecision decision,
                                    const std::optional<std::string>& reason) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  // Who may not manage plans may still answer for their part of this one: that is what approval() finds out.
  const Principal acting = system_for(principal.tenant, principal.person);
  if (decision == ApprovalDecision::kDecline) {
    if (is_blank(reason))
      return wants_reason("Say why: whoever worked on the plan will want to know.");
    const auto desk = desks_.open(principal.tenant, plan);
    if (!desk) return fail(desk.error());
    const auto wanted = approval(principal, **desk, territory, reason);
    if (!wanted) return fail(wanted.error());
    return set_state(acting, plan, PlanState::kDraft, reason);
  }
  const auto made = boards_.make(
      acting, plan, [&](const Desk& desk) { return approval(principal, desk, territory, reason); },
      false);
  if (!made) return fail(made.error());
  return stored(principal.tenant, plan);
}

Checked<Plan> PlanApprovals::set_state(const Principal& principal, PlanId plan, PlanState state,
                                       const std::optional<std::string>& reason) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(as_list(may.error()));
  if (state == PlanState::kApproved) {
    const auto desk = desks_.open(principal.tenant, plan);
    if (!desk) return fail(desk.error());
    const auto found = round(principal.tenant, **desk);
    if (!found) return fail(found.error());
    const std::string waited_for = owners_waited_for(found->steps);
    if (!waited_for.empty() && (*desk)->plan.state == PlanState::kInReview)
      return not_now(
          fmt::format("The plan becomes approved once those who answer for its "
                      "territories have approved it. Still open: {}.",
                      waited_for));
  }
  const store::PlanKey key{principal.tenant, plan};
  const auto forget = [key](Connection& connection) {
    return approval_store::clear(connection, key);
  };
  return boards_.set_state(principal, plan, state, reason,
                           state == PlanState::kApproved
                               ? std::function<Result<void>(Connection&)>()
                               : std::function<Result<void>(Connection&)>(forget));
}

Checked<Plan> PlanApprovals::stored(TenantId tenant, PlanId plan) const {
  const auto found = parts_.database.read([&](Connection& connection) {
    return store::plan(connection, {tenant, plan});
  });
  if (!found) return fail(as_list(found.error()));
  return **found;
}

}  // namespace bailiwick::planning
