#include "planning/scenario_service.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "planning/board_store.hpp"
#include "planning/plan_events.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

Checked<MergeChoices> choices_of(const MergeRequest& request, const Desk& ours,
                                 const Desk& theirs) {
  MergeChoices choices;
  choices.all = request.take_all;
  Errors errors;
  for (std::size_t i = 0; i < request.take.size(); ++i) {
    const auto unit = ours.ground->lookup->find_exact(request.take[i].unit);
    if (unit)
      choices.units[*unit] = request.take[i].side;
    else
      errors.push_back({ErrorCode::kInvalidInput, "P114",
                        fmt::format("The data set has no unit \"{}\".", request.take[i].unit),
                        fmt::format("/take/{}/unit", i)});
  }
  for (std::size_t i = 0; i < request.take_names.size(); ++i) {
    const TerritoryId id = request.take_names[i].id;
    if (std::ranges::find(theirs.board.territories, id, &BoardTerritory::id) !=
        theirs.board.territories.end())
      choices.names[id] = request.take_names[i].side;
    else
      errors.push_back({ErrorCode::kInvalidInput, "P114",
                        fmt::format("The other plan has no territory {}.", id.text()),
                        fmt::format("/take_names/{}/id", i)});
  }
  if (!errors.empty()) return fail(std::move(errors));
  return choices;
}

}  // namespace

Checked<Plan> ScenarioService::branch(const Principal& principal, PlanId id,
                                      const std::string& name) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(as_list(may.error()));
  if (const auto mistake = mistake_of_name(name)) return fail(as_list(*mistake));
  const auto desk = desks_.open(principal.tenant, id);
  if (!desk) return fail(desk.error());
  Plan plan = (*desk)->plan;
  plan.id = PlanId(parts_.ids.next());
  plan.name = name;
  plan.request.name = name;
  plan.state = PlanState::kDraft;
  plan.parent = id;
  plan.valid_from.reset();
  plan.job.reset();
  plan.created_at = parts_.clock();
  plan.created_by = principal.person;
  plan.version = 1;
  const store::PlanKey key{principal.tenant, plan.id};
  const auto made = parts_.database.write([&](db::Connection& connection) -> Result<void> {
    if (const auto kept = store::insert_plan(connection, principal.tenant, plan); !kept)
      return kept;
    const auto board = board_store::insert_board(connection, key, (*desk)->board);
    if (!board) return tl::unexpected(board.error());
    if (const auto base = board_store::put_base(connection, key, (*desk)->board); !base)
      return base;
    const auto rows = BoardService::rows_of(**desk);
    if (const auto kept = store::insert_territories(connection, key, rows); !kept) return kept;
    const auto logged = parts_.log.append(
        connection, {principal.tenant, identity::actor_of(principal), "plan.branched",
                     plan.id.text(), audit::Details().id("parent", id)});
    if (!logged) return tl::unexpected(logged.error());
    return tell_plan(connection, parts_.outbox, principal.tenant, plan);
  });
  if (!made) return fail(as_list(made.error()));
  return plan;
}

Checked<PlanDiff> ScenarioService::compare(const Principal& principal, PlanId plan,
                                           std::optional<PlanId> with) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  auto ours = desks_.open(principal.tenant, plan);
  if (!ours) return fail(std::move(ours.error()));
  if (!with) with = (*ours)->plan.parent;
  if (!with)
    return refuse(ErrorCode::kConflict, "P113",
                  fmt::format("\"{}\" was branched from no plan: say which to compare it with.",
                              (*ours)->plan.name));
  auto theirs = desks_.open(principal.tenant, *with);
  if (!theirs) return fail(std::move(theirs.error()));
  if ((*ours)->plan.dataset != (*theirs)->plan.dataset)
    return refuse(ErrorCode::kConflict, "P112",
                  fmt::format("\"{}\" and \"{}\" divide different data sets, so their units cannot "
                              "be compared.",
                              (*ours)->plan.name, (*theirs)->plan.name));
  PlanDiff result{.ours = std::move(*ours), .theirs = std::move(*theirs), .diff = {}};
  result.diff = diff(result.ours->board, result.theirs->board);
  return result;
}

Checked<ScenarioService::Base> ScenarioService::base_of(TenantId tenant, const Desk& ours,
                                                        const Desk& theirs) const {
  std::optional<Base> found;
  if (ours.plan.parent == theirs.plan.id)
    found = Base{.holder = ours.plan.id, .is_parent = true, .board = {}};
  else if (theirs.plan.parent == ours.plan.id)
    found = Base{.holder = theirs.plan.id, .is_parent = true, .board = {}};
  else if (ours.plan.parent && ours.plan.parent == theirs.plan.parent)
    found = Base{.holder = theirs.plan.id, .is_parent = false, .board = {}};
  if (found) {
    auto board = parts_.database.read([&](db::Connection& connection) {
      return board_store::base(connection, {tenant, found->holder});
    });
    if (!board) return fail(as_list(board.error()));
    if (*board) {
      found->board = std::move(**board);
      return std::move(*found);
    }
  }
  return refuse(ErrorCode::kConflict, "P113",
                fmt::format("\"{}\" and \"{}\" do not come from one plan, so it cannot be told who "
                            "changed what. Compare them, and move units by hand.",
                            ours.plan.name, theirs.plan.name));
}

Checked<PlanMerge> ScenarioService::merge(const Principal& principal, PlanId plan,
                                          const MergeRequest& request) const {
  const auto pair = compare(principal, plan, request.from);
  if (!pair) return fail(pair.error());
  const Desk& theirs = *pair->theirs;
  PlanMerge result;
  const auto want = [&](const Desk& ours) -> Checked<BoardService::Wanted> {
    const auto base = base_of(principal.tenant, ours, theirs);
    if (!base) return fail(base.error());
    const auto choices = choices_of(request, ours, theirs);
    if (!choices) return fail(choices.error());
    result.merge = bailiwick::planning::merge(base->board, ours.board, theirs.board, *choices);
    BoardService::Wanted wanted{.kind = BoardChangeKind::kMerge,
                                .patch = between(ours.board, result.merge.merged),
                                .reason = request.reason};
    // From here on the two differ by what comes after.
    if (base->is_parent)
      wanted.beside =
          [&, key = store::PlanKey{principal.tenant, base->holder}](db::Connection& connection) {
            return board_store::put_base(connection, key, theirs.board);
          };
    return wanted;
  };
  const auto looked = boards_.make(principal, plan, want, true);
  if (!looked) return fail(looked.error());
  result.outcome = *looked;
  const bool is_settled = result.merge.conflicts.empty() && result.merge.name_conflicts.empty();
  if (request.is_preview || !is_settled) return result;
  auto written = boards_.make(principal, plan, want, false);
  if (!written) return fail(std::move(written.error()));
  result.outcome = std::move(*written);
  return result;
}

}  // namespace bailiwick::planning
