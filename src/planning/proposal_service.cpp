#include "planning/proposal_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "base/text.hpp"
#include "planning/proposal_rule.hpp"
#include "planning/refusals.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace identity = platform::identity;
using identity::Permission;

constexpr std::int64_t kWindowSecondsMax = std::int64_t{366} * 24 * 3600;

bool takes_proposals(PlanState state) {
  return state == PlanState::kDraft || state == PlanState::kInReview;
}

Error decided_already(const Proposal& proposal) {
  return {ErrorCode::kConflict, "P133",
          fmt::format("This proposal is {} already.", name_of(proposal.state))};
}

Error no_proposal(ProposalId id) {
  return {ErrorCode::kNotFound, "P130", fmt::format("The plan has no proposal {}.", id.text())};
}

std::optional<Error> mistake_of_window(const ChallengeWindow& window, Instant now) {
  const bool is_wrong =
      window.closes_at <= now || window.closes_at > now.plus_seconds(kWindowSecondsMax);
  if (!is_wrong) return std::nullopt;
  return Error{ErrorCode::kInvalidInput, "P136",
               "A window closes in the future, at most a year from now.", "/closes_at"};
}

std::optional<Error> mistake_of(const NewProposal& proposal) {
  std::size_t units = 0;
  for (const NewBoardChange::Move& move : proposal.moves) units += move.units.size();
  if (units == 0 || units > kProposalUnitsMax)
    return Error{
        ErrorCode::kInvalidInput, "P132",
        fmt::format("A proposal moves 1 to {} units; this one {}.", kProposalUnitsMax, units),
        "/moves"};
  if (proposal.reason && code_points(*proposal.reason) > kReasonLengthMax)
    return Error{ErrorCode::kInvalidInput, "P109",
                 fmt::format("A reason has at most {} characters.", kReasonLengthMax), "/reason"};
  return std::nullopt;
}

// What is proposed, as a patch of the plan as it is now.
BoardService::Want want_of(const NewProposal& proposal) {
  return [&proposal](const Desk& desk) -> Checked<BoardService::Wanted> {
    const NewBoardChange change{.revision = desk.revision, .moves = proposal.moves};
    auto patch = patch_of(change, desk.board, *desk.ground->lookup, desk.ground->problem.adjacency,
                          [] { return TerritoryId(); });
    if (!patch) return fail(std::move(patch.error()));
    return BoardService::Wanted{.kind = BoardChangeKind::kProposal, .patch = std::move(*patch)};
  };
}

}  // namespace

Checked<DeskPtr> ProposalService::desk(const Principal& principal, PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  return desks_.open(principal.tenant, plan);
}

Result<std::vector<Proposal>> ProposalService::proposals(const Principal& principal, PlanId plan,
                                                         std::optional<ProposalState> state) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  const store::PlanKey key{principal.tenant, plan};
  return parts_.database.read([&](Connection& connection) -> Result<std::vector<Proposal>> {
    const auto there = store::plan(connection, key);
    if (!there) return tl::unexpected(there.error());
    if (!*there)
      return fail(ErrorCode::kNotFound, "P050", fmt::format("There is no plan {}.", plan.text()));
    return proposal_store::list(connection, key, state, principal.person, kProposalsListed);
  });
}

Checked<ProposalService::Found> ProposalService::find(const Principal& principal, PlanId plan,
                                                      ProposalId proposal) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  const store::PlanKey key{principal.tenant, plan};
  auto found = parts_.database.read([&](Connection& connection) -> Result<Found> {
    auto stored = proposal_store::find(connection, key, proposal, principal.person);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored) return tl::unexpected(no_proposal(proposal));
    auto window = proposal_store::window(connection, key);
    if (!window) return tl::unexpected(window.error());
    return Found{std::move(**stored), *window};
  });
  if (!found) return fail(as_list(found.error()));
  return std::move(*found);
}

// The proposal beside the plan. While it is open and the plan takes changes, with what it would do.
Checked<ProposalView> ProposalService::view(const Principal& principal, Found found) const {
  auto desk = desks_.open(principal.tenant, found.proposal.plan);
  if (!desk) return fail(std::move(desk.error()));
  ProposalView view{
      .proposal = std::move(found.proposal), .desk = *desk, .outcome = {}, .moved_since = {}};
  if (view.proposal.state != ProposalState::kOpen || !takes_proposals((*desk)->plan.state))
    return view;
  ProposalMoves left = moves_left(view.proposal, (*desk)->board);
  view.moved_since = std::move(left.moved_since);
  if (!view.moved_since.empty()) return view;
  auto outcome = boards_.make(
      principal, view.proposal.plan,
      [&](const Desk&) -> Checked<BoardService::Wanted> {
        return BoardService::Wanted{.kind = BoardChangeKind::kProposal, .patch = left.patch};
      },
      true);
  if (!outcome) return fail(std::move(outcome.error()));
  view.outcome = std::move(*outcome);
  view.meets_rule = meets_rule(view.proposal, found.window, view.outcome, parts_.clock());
  return view;
}

Checked<ProposalView> ProposalService::proposal(const Principal& principal, PlanId plan,
                                                ProposalId proposal) const {
  auto found = find(principal, plan, proposal);
  if (!found) return fail(std::move(found.error()));
  return view(principal, std::move(*found));
}

Checked<BoardOutcome> ProposalService::preview(const Principal& principal, PlanId plan,
                                               const NewProposal& proposal) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  if (const auto wrong = mistake_of(proposal)) return fail(as_list(*wrong));
  return boards_.make(principal, plan, want_of(proposal), true);
}

Result<void> ProposalService::tell(Connection& connection, const Principal& principal,
                                   const Proposal& proposal, audit::Word action) const {
  audit::Details details;
  details.id("plan", proposal.plan).code("state", name_of(proposal.state));
  const auto logged =
      parts_.log.append(connection, {principal.tenant, identity::actor_of(principal), action,
                                     proposal.id.text(), std::move(details)});
  if (!logged) return tl::unexpected(logged.error());
  const nlohmann::json data = {{"id", proposal.plan.text()},
                               {"proposal", proposal.id.text()},
                               {"state", name_of(proposal.state)}};
  return parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                         .name = "plan.proposal",
                                         .audience = {.permission = Permission::kPlansRead},
                                         .data = data.dump()});
}

Checked<ProposalView> ProposalService::add(const Principal& principal, PlanId plan,
                                           const NewProposal& wanted) const {
  // What it would do says whether it can be proposed at all, and what is left of it.
  const auto outcome = preview(principal, plan, wanted);
  if (!outcome) return fail(outcome.error());
  if (outcome->patch.moves.empty())
    return refuse(ErrorCode::kInvalidInput, "P132",
                  "Nothing is proposed: the units are in these territories already.", "/moves");
  Proposal proposal{.id = ProposalId(parts_.ids.next()),
                    .plan = plan,
                    .at = parts_.clock(),
                    .by = principal.person,
                    .reason = wanted.reason,
                    .moves = outcome->patch.moves};
  const store::PlanKey key{principal.tenant, plan};
  std::optional<ChallengeWindow> window;
  const auto written = parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto open = proposal_store::window(connection, key);
    if (!open) return tl::unexpected(open.error());
    window = *open;
    if (window && window->closes_at <= proposal.at)
      return fail(ErrorCode::kConflict, "P131",
                  "The time for challenges of this plan is over: ask who manages it to open it "
                  "again.");
    proposal.is_challenge = window.has_value();
    const auto count = proposal_store::count_open(connection, key);
    if (!count) return tl::unexpected(count.error());
    if (*count >= kOpenProposalsMax)
      return fail(ErrorCode::kLimit, "P132",
                  fmt::format("The plan has {} open proposals: decide some of them first.",
                              kOpenProposalsMax));
    const auto added = proposal_store::insert(connection, principal.tenant, proposal);
    if (!added) return added;
    return tell(connection, principal, proposal, "proposal.made");
  });
  if (!written) return fail(as_list(written.error()));
  auto made = view(principal, {std::move(proposal), window});
  if (!made) return made;
  return accepted_by_rule(principal, std::move(*made));
}

Checked<ProposalView> ProposalService::vote(const Principal& principal, PlanId plan, ProposalId id,
                                            int vote) const {
  auto found = find(principal, plan, id);
  if (!found) return fail(std::move(found.error()));
  if (found->proposal.state != ProposalState::kOpen)
    return fail(as_list(decided_already(found->proposal)));
  if (found->proposal.by == principal.person)
    return refuse(ErrorCode::kForbidden, "P134", "One does not vote on one's own proposal.");
  const auto written = parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto kept =
        proposal_store::vote(connection, principal.tenant, found->proposal, principal.person, vote);
    if (!kept) return kept;
    return tell(connection, principal, found->proposal, "proposal.voted");
  });
  if (!written) return fail(as_list(written.error()));
  auto now = proposal(principal, plan, id);
  if (!now) return now;
  return accepted_by_rule(principal, std::move(*now));
}

// The rule of the window, looked at by the system for whoever proposed or voted.
Checked<ProposalView> ProposalService::accepted_by_rule(const Principal& principal,
                                                        ProposalView view) const {
  if (!view.meets_rule) return view;
  const Proposal proposal = view.proposal;
  const auto done = accept(system_for(principal.tenant, proposal.by), proposal,
                           {.at = parts_.clock(), .by = proposal.by, .by_rule = true});
  // Where somebody was quicker it stays as it is now.
  if (!done && done.error().front().code != ErrorCode::kConflict) return fail(done.error());
  return this->proposal(principal, proposal.plan, proposal.id);
}

Result<void> ProposalService::write_decision(Connection& connection, const Principal& principal,
                                             const Proposal& decided) const {
  const auto is_first = proposal_store::decide(connection, principal.tenant, decided);
  if (!is_first) return tl::unexpected(is_first.error());
  if (!*is_first) {
    const auto now = proposal_store::find(connection, {principal.tenant, decided.plan}, decided.id,
                                          principal.person);
    if (!now) return tl::unexpected(now.error());
    return tl::unexpected(*now ? decided_already(**now) : no_proposal(decided.id));
  }
  return tell(connection, principal, decided, "proposal.decided");
}

Checked<void> ProposalService::accept(const Principal& principal, const Proposal& proposal,
                                      ProposalDecision decision) const {
  Proposal decided = proposal;
  decided.state = ProposalState::kAccepted;
  const auto outcome = boards_.make(
      principal, proposal.plan,
      [&](const Desk& desk) -> Checked<BoardService::Wanted> {
        ProposalMoves left = moves_left(proposal, desk.board);
        if (!left.moved_since.empty())
          return refuse(ErrorCode::kConflict, "P135",
                        fmt::format("{} of its units were moved or locked since, so it cannot be "
                                    "accepted as it is.",
                                    left.moved_since.size()));
        decision.change = desk.revision + 1;
        decided.decided = decision;
        BoardService::Wanted wanted{.kind = BoardChangeKind::kProposal,
                                    .patch = std::move(left.patch),
                                    .reason = proposal.reason};
        wanted.beside = [&](Connection& connection) {
          return write_decision(connection, principal, decided);
        };
        return wanted;
      },
      false);
  if (!outcome) return fail(outcome.error());
  if (outcome->change) return {};
  // Nothing was left to do.
  decision.change.reset();
  decided.decided = decision;
  const auto written = parts_.database.write(
      [&](Connection& connection) { return write_decision(connection, principal, decided); });
  if (!written) return fail(as_list(written.error()));
  return {};
}

Checked<ProposalView> ProposalService::decide(const Principal& principal, PlanId plan,
                                              ProposalId id, Decision decision,
                                              const std::optional<std::string>& reason) const {
  const bool withdraws = decision == Decision::kWithdraw;
  if (!withdraws)
    if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
      return fail(as_list(may.error()));
  auto found = find(principal, plan, id);
  if (!found) return fail(std::move(found.error()));
  Proposal proposal = found->proposal;
  if (proposal.state != ProposalState::kOpen) return fail(as_list(decided_already(proposal)));
  if (withdraws && proposal.by != principal.person)
    return refuse(ErrorCode::kForbidden, "P134",
                  "This is somebody else's proposal: only who made it withdraws it.");
  const bool has_reason = reason && reason->find_first_not_of(" \t\r\n") != std::string::npos;
  if ((decision == Decision::kDecline && !has_reason) ||
      (reason && code_points(*reason) > kReasonLengthMax))
    return refuse(ErrorCode::kInvalidInput, "P109",
                  fmt::format("Say why, in at most {} characters: whoever proposed it will want to "
                              "know.",
                              kReasonLengthMax),
                  "/reason");
  const ProposalDecision made{.at = parts_.clock(), .by = principal.person, .reason = reason};
  if (decision == Decision::kAccept) {
    if (const auto done = accept(principal, proposal, made); !done) return fail(done.error());
  } else {
    proposal.state = withdraws ? ProposalState::kWithdrawn : ProposalState::kDeclined;
    proposal.decided = made;
    const auto written = parts_.database.write(
        [&](Connection& connection) { return write_decision(connection, principal, proposal); });
    if (!written) return fail(as_list(written.error()));
  }
  return this->proposal(principal, plan, id);
}

Result<std::optional<ChallengeWindow>> ProposalService::window(const Principal& principal,
                                                               PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  const store::PlanKey key{principal.tenant, plan};
  return parts_.database.read(
      [&](Connection& connection) -> Result<std::optional<ChallengeWindow>> {
        const auto there = store::plan(connection, key);
        if (!there) return tl::unexpected(there.error());
        if (!*there)
          return fail(ErrorCode::kNotFound, "P050",
                      fmt::format("There is no plan {}.", plan.text()));
        return proposal_store::window(connection, key);
      });
}

Result<void> ProposalService::set_window(const Principal& principal, PlanId plan,
                                         const std::optional<ChallengeWindow>& window) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may) return may;
  if (window)
    if (const auto wrong = mistake_of_window(*window, parts_.clock()))
      return tl::unexpected(*wrong);
  const store::PlanKey key{principal.tenant, plan};
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto stored = store::plan(connection, key);
    if (!stored) return tl::unexpected(stored.error());
    if (!*stored)
      return fail(ErrorCode::kNotFound, "P050", fmt::format("There is no plan {}.", plan.text()));
    if (window && !takes_proposals((*stored)->state))
      return fail(ErrorCode::kConflict, "P131",
                  fmt::format("The plan is {}: challenges are for drafts and plans in review.",
                              name_of((*stored)->state)));
    const auto kept = proposal_store::put_window(connection, key, window);
    if (!kept) return kept;
    audit::Details details;
    if (window) details.instant("closes_at", window->closes_at);
    const auto logged = parts_.log.append(
        connection,
        {principal.tenant, identity::actor_of(principal),
         window ? audit::Word("plan.challenges_opened") : audit::Word("plan.challenges_ended"),
         plan.text(), std::move(details)});
    if (!logged) return tl::unexpected(logged.error());
    return parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                           .name = "plan.proposal",
                                           .audience = {.permission = Permission::kPlansRead},
                                           .data = nlohmann::json{{"id", plan.text()}}.dump()});
  });
}

identity::PersonalData ProposalService::personal_data() {
  return {.name = "plans",
          .export_json = [](Connection& connection,
                            const identity::PersonKey& person) -> Result<std::string> {
            const auto reasons =
                proposal_store::reasons_of(connection, person.tenant, person.person);
            if (!reasons) return tl::unexpected(reasons.error());
            return nlohmann::json{{"reasons", *reasons}}.dump();
          },
          .erase =
              [](Connection& connection, const identity::PersonKey& person) {
                return proposal_store::blank_reasons(connection, person.tenant, person.person);
              }};
}

}  // namespace bailiwick::planning
