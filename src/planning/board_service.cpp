#include "planning/board_service.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include <fmt/core.h>

#include "base/rng.hpp"
#include "base/text.hpp"
#include "planning/board_store.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

constexpr int kAttempts = 24;
constexpr int kPauseMax_ms = 64;
constexpr std::int64_t kPageLimit = 200;
constexpr std::size_t kNamedMax = 10;

std::string units_named(const BoardGround& ground, std::span<const std::int32_t> units) {
  std::string text;
  for (std::size_t i = 0; i < units.size() && i < kNamedMax; ++i)
    text += (i > 0 ? ", " : "") + ground.problem.unit_ids[static_cast<std::size_t>(units[i])];
  if (units.size() > kNamedMax) text += fmt::format(" and {} more", units.size() - kNamedMax);
  return text;
}

// Who lost a race waits a little, each a time of their own, so that they do not meet again.
void pause_before(int attempt, Uuid seed) {
  if (attempt == 0) return;
  const std::uint64_t longest =
      static_cast<std::uint64_t>(std::min(kPauseMax_ms, 1 << std::min(attempt, 8)));
  std::this_thread::sleep_for(
      std::chrono::milliseconds(Rng(std::hash<Uuid>{}(seed)).below(longest)));
}

std::optional<Error> mistake_of_reason(const std::optional<std::string>& reason) {
  if (!reason) return std::nullopt;
  const std::size_t length = code_points(*reason);
  if (length <= kReasonLengthMax) return std::nullopt;
  return Error{
      ErrorCode::kInvalidInput, "P109",
      fmt::format("A reason has at most {} characters; this one has {}.", kReasonLengthMax, length),
      "/reason"};
}

std::vector<std::int32_t> territories_of(const BoardPatch& patch, const Board& after) {
  std::set<std::int32_t> all;
  for (const UnitMove& move : patch.moves) all.insert({move.from, move.to});
  for (const TerritoryRename& rename : patch.renamed) all.insert(rename.index);
  for (std::size_t i = 0; i < patch.added.size(); ++i)
    all.insert(after.territory_count() - 1 - static_cast<std::int32_t>(i));
  return {all.begin(), all.end()};
}

// What goes on while others look at a plan.
bool may_be_in_review(BoardChangeKind kind) {
  return kind == BoardChangeKind::kProposal || kind == BoardChangeKind::kApproval;
}

// It is a line of the history though the board says what it said.
bool is_told_anyway(BoardChangeKind kind) { return kind == BoardChangeKind::kApproval; }

audit::Details details_of(const BoardChange& change) {
  audit::Details details;
  details.number("number", change.number)
      .code("kind", name_of(change.kind))
      .number("units", change.units);
  if (change.state) details.code("state", name_of(*change.state));
  return details;
}

}  // namespace

Result<UndoRedo> BoardService::undo_redo(TenantId tenant, PlanId plan, PersonId person) const {
  const auto heads = parts_.database.read([&](Connection& connection) {
    return board_store::change_heads(connection, {tenant, plan});
  });
  if (!heads) return tl::unexpected(heads.error());
  const auto named = [&](std::optional<std::int64_t> number) -> std::optional<BoardChange> {
    if (!number) return std::nullopt;
    return *std::ranges::find(*heads, *number, &BoardChange::number);
  };
  return UndoRedo{.undo = named(undo_target(*heads, person)),
                  .redo = named(redo_target(*heads, person))};
}

Checked<BoardView> BoardService::board(const Principal& principal, PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  auto desk = desks_.open(principal.tenant, plan);
  if (!desk) return fail(std::move(desk.error()));
  BoardView view{.desk = std::move(*desk), .undo_redo = {}, .parent = {}};
  auto targets = undo_redo(principal.tenant, plan, principal.person);
  if (!targets) return fail(as_list(targets.error()));
  view.undo_redo = std::move(*targets);
  if (view.desk->plan.parent) {
    auto parent = parts_.database.read([&](Connection& connection) {
      return store::plan(connection, {principal.tenant, *view.desk->plan.parent});
    });
    if (!parent) return fail(as_list(parent.error()));
    view.parent = std::move(*parent);
  }
  return view;
}

Result<BoardChangePage> BoardService::changes(const Principal& principal, PlanId plan,
                                              std::optional<std::int64_t> before,
                                              std::int64_t limit) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  limit = std::clamp<std::int64_t>(limit, 1, kPageLimit);
  auto found =
      parts_.database.read([&](Connection& connection) -> Result<std::vector<BoardChange>> {
        const store::PlanKey key{principal.tenant, plan};
        const auto there = store::plan(connection, key);
        if (!there) return tl::unexpected(there.error());
        if (!*there)
          return fail(ErrorCode::kNotFound, "P050",
                      fmt::format("There is no plan {}.", plan.text()));
        return board_store::changes(connection, key, before, limit + 1);
      });
  if (!found) return tl::unexpected(found.error());
  BoardChangePage page;
  if (static_cast<std::int64_t>(found->size()) > limit) {
    found->pop_back();
    page.next = found->back().number;
  }
  page.items = std::move(*found);
  return page;
}

// Units that others moved, locked or unlocked since `revision` are not changed blindly.
Checked<void> BoardService::nobody_was_quicker(TenantId tenant, const Desk& desk,
                                               std::int64_t revision,
                                               const BoardPatch& patch) const {
  if (revision >= desk.revision) return {};
  const store::PlanKey key{tenant, desk.plan.id};
  const auto since = parts_.database.read(
      [&](Connection& connection) { return board_store::patches(connection, key, revision); });
  if (!since) return fail(as_list(since.error()));
  Errors errors;
  for (const BoardCollision& collision : collisions(*since, patch.units()))
    errors.push_back(
        {ErrorCode::kConflict, "P103",
         fmt::format("Change {} was made since you looked, and concerns unit(s) {}. Look at the "
                     "plan as it is now and ask again.",
                     collision.number, units_named(*desk.ground, collision.units))});
  if (!errors.empty()) return fail(std::move(errors));
  return {};
}

Checked<BoardOutcome> BoardService::change(const Principal& principal, PlanId plan,
                                           const NewBoardChange& change, bool is_preview) const {
  return make(
      principal, plan,
      [&](const Desk& desk) -> Checked<Wanted> {
        auto patch =
            patch_of(change, desk.board, *desk.ground->lookup, desk.ground->problem.adjacency,
                     [&] { return TerritoryId(parts_.ids.next()); });
        if (!patch) return fail(std::move(patch.error()));
        if (auto free = nobody_was_quicker(principal.tenant, desk, change.revision, *patch); !free)
          return fail(std::move(free.error()));
        return Wanted{.patch = std::move(*patch), .reason = change.reason};
      },
      is_preview);
}

Checked<BoardService::Wanted> BoardService::taking_back(const Principal& principal,
                                                        const Desk& desk,
                                                        BoardChangeKind kind) const {
  const bool is_undo = kind == BoardChangeKind::kUndo;
  auto targets = undo_redo(principal.tenant, desk.plan.id, principal.person);
  if (!targets) return fail(as_list(targets.error()));
  const std::optional<BoardChange>& target = is_undo ? targets->undo : targets->redo;
  if (!target)
    return refuse(ErrorCode::kConflict, "P107",
                  is_undo ? "You have no change in this plan that could be undone."
                          : "You have undone nothing that could be redone.");
  const auto kept = parts_.database.read([&](Connection& connection) {
    return board_store::patch(connection, {principal.tenant, desk.plan.id}, target->number);
  });
  if (!kept) return fail(as_list(kept.error()));
  Wanted wanted{.kind = kind, .patch = inverse((*kept)->patch), .takes_back = target->number};
  if (const BoardObstacles in_the_way = obstacles(desk.board, wanted.patch); !in_the_way.none())
    return refuse(
        ErrorCode::kConflict, "P103",
        in_the_way.units.empty()
            ? fmt::format("Change {} cannot be taken back: its territories were changed since.",
                          target->number)
            : fmt::format("Change {} cannot be taken back: unit(s) {} were changed since. Take "
                          "back the later change first.",
                          target->number, units_named(*desk.ground, in_the_way.units)));
  return wanted;
}

Checked<BoardOutcome> BoardService::undo(const Principal& principal, PlanId plan) const {
  return make(
      principal, plan,
      [&](const Desk& desk) { return taking_back(principal, desk, BoardChangeKind::kUndo); },
      false);
}

Checked<BoardOutcome> BoardService::redo(const Principal& principal, PlanId plan) const {
  return make(
      principal, plan,
      [&](const Desk& desk) { return taking_back(principal, desk, BoardChangeKind::kRedo); },
      false);
}

Checked<Board> BoardService::board_after(TenantId tenant, const Desk& now,
                                         std::int64_t number) const {
  if (number < 0 || number > now.revision)
    return refuse(ErrorCode::kNotFound, "P108",
                  fmt::format("The plan has no change {}; it has 0 (as designed) to {}.", number,
                              now.revision));
  auto since = parts_.database.read([&](Connection& connection) {
    return board_store::patches(connection, {tenant, now.plan.id}, number);
  });
  if (!since) return fail(as_list(since.error()));
  // Backwards: each taken back, the last one first.
  std::ranges::reverse(*since);
  for (NumberedPatch& one : *since) one.patch = inverse(one.patch);
  auto board = replayed(now.board, *since);
  if (board) return std::move(*board);
  return refuse(ErrorCode::kInternal, "P106",
                fmt::format("The history of plan {} does not lead to what it says now. Restore a "
                            "backup.",
                            now.plan.id.text()));
}

Checked<BoardOutcome> BoardService::restore(const Principal& principal, PlanId plan,
                                            std::int64_t number,
                                            const std::optional<std::string>& reason) const {
  return make(
      principal, plan,
      [&](const Desk& desk) -> Checked<Wanted> {
        const auto board = board_after(principal.tenant, desk, number);
        if (!board) return fail(board.error());
        return Wanted{.kind = BoardChangeKind::kRestore,
                      .patch = between(desk.board, *board),
                      .reason = reason};
      },
      false);
}

std::vector<PlanTerritory> BoardService::rows_of(const Desk& desk) {
  std::vector<PlanTerritory> rows;
  for (std::size_t t = 0; t < desk.board.territories.size(); ++t) {
    const BoardFigures& figures = desk.judgement.territories[t];
    rows.push_back({.index = static_cast<std::int64_t>(t),
                    .name = desk.board.territories[t].name,
                    .unit_count = figures.units,
                    .amounts = nlohmann::json(figures.amounts).dump(),
                    .deviations = nlohmann::json(figures.deviations).dump(),
                    .rms_km = figures.rms_km,
                    .centre_lon = figures.centre ? figures.centre->lon_deg : 0.0,
                    .centre_lat = figures.centre ? figures.centre->lat_deg : 0.0});
  }
  return rows;
}

Result<void> BoardService::record(Connection& connection, const Principal& principal, PlanId plan,
                                  const BoardChange& change, const BoardPatch& patch) const {
  const auto added =
      board_store::insert_change(connection, {principal.tenant, plan}, change, patch);
  if (!added) return added;
  const auto logged =
      parts_.log.append(connection, {principal.tenant, identity::actor_of(principal),
                                     "plan.changed", plan.text(), details_of(change)});
  if (!logged) return tl::unexpected(logged.error());
  const nlohmann::json data = {{"id", plan.text()},
                               {"revision", change.number},
                               {"kind", name_of(change.kind)},
                               {"by", principal.person.text()}};
  return parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                         .name = "plan.changed",
                                         .audience = {.permission = Permission::kPlansRead},
                                         .data = data.dump()});
}

Result<bool> BoardService::write(Connection& connection, const Principal& principal,
                                 const Desk& after, const Wanted& wanted,
                                 const BoardChange& change) const {
  const store::PlanKey key{principal.tenant, after.plan.id};
  const auto kept = board_store::update_board(connection, key,
                                              {.revision = after.revision, .board = after.board});
  if (!kept || !*kept) return kept;
  // What was proven meanwhile is kept.
  const auto stored = store::plan(connection, key);
  if (!stored) return tl::unexpected(stored.error());
  std::string summary = (*stored)->summary.value_or("{}");
  if (!wanted.patch.is_empty())
    summary = summary_after(summary, after.judgement, after.plan.request.territories);
  const auto plan = board_store::update_plan(connection, key,
                                             {.state = after.plan.state,
                                              .valid_from = after.plan.valid_from,
                                              .summary = summary,
                                              .territory_count = after.board.territory_count()});
  if (!plan) return tl::unexpected(plan.error());
  if (!wanted.patch.is_empty()) {
    const auto rows = board_store::replace_territories(connection, key, rows_of(after));
    if (!rows) return tl::unexpected(rows.error());
  }
  if (wanted.beside)
    if (const auto done = wanted.beside(connection); !done) return tl::unexpected(done.error());
  const auto told = record(connection, principal, after.plan.id, change, wanted.patch);
  if (!told) return tl::unexpected(told.error());
  return true;
}

Checked<BoardOutcome> BoardService::make(const Principal& principal, PlanId plan, const Want& want,
                                         bool is_preview) const {
  const Permission needed = is_preview ? Permission::kPlansRead : Permission::kPlansManage;
  if (const auto may = identity::require(principal, needed); !may)
    return fail(as_list(may.error()));
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    pause_before(attempt, parts_.ids.next());
    auto desk = desks_.open(principal.tenant, plan);
    if (!desk) return fail(std::move(desk.error()));
    const Desk& before = **desk;
    auto wanted = want(before);
    if (!wanted) return fail(std::move(wanted.error()));
    if (const auto mistake = mistake_of_reason(wanted->reason)) return fail(as_list(*mistake));
    const bool is_open =
        before.plan.state == PlanState::kDraft ||
        (before.plan.state == PlanState::kInReview && may_be_in_review(wanted->kind));
    if (!wanted->state && !is_open)
      return refuse(ErrorCode::kConflict, "P100",
                    fmt::format("The plan \"{}\" is {} and cannot be changed. Make a scenario of "
                                "it, or bring it back to draft.",
                                before.plan.name, name_of(before.plan.state)));
    BoardOutcome outcome{.before = *desk,
                         .after = *desk,
                         .patch = wanted->patch,
                         .effect = {},
                         .change = {},
                         .undo_redo = {}};
    if (!wanted->patch.is_empty()) {
      outcome.after = desk_after(before, wanted->patch);
      outcome.effect = effect_of(before.judgement, outcome.after->judgement, before.plan.request);
    }
    if (is_preview || (wanted->patch.is_empty() && !wanted->state && !is_told_anyway(wanted->kind)))
      return outcome;
    Desk after = *outcome.after;
    after.revision = before.revision + 1;
    after.plan.territory_count = after.board.territory_count();
    if (wanted->state) after.plan.state = *wanted->state;
    const BoardChange change{.number = after.revision,
                             .kind = wanted->kind,
                             .at = parts_.clock(),
                             .by = principal.person,
                             .reason = wanted->reason,
                             .takes_back = wanted->takes_back,
                             .state = wanted->state,
                             .units = static_cast<std::int64_t>(wanted->patch.units().size()),
                             .demanded = std::ssize(wanted->patch.demanded),
                             .released = std::ssize(wanted->patch.released),
                             .territories = territories_of(wanted->patch, after.board)};
    const auto written = parts_.database.write([&](Connection& connection) {
      return write(connection, principal, after, *wanted, change);
    });
    if (!written) return fail(as_list(written.error()));
    if (!*written) continue;
    outcome.after = std::make_shared<const Desk>(std::move(after));
    outcome.change = change;
    desks_.keep(principal.tenant, outcome.after);
    auto targets = undo_redo(principal.tenant, plan, principal.person);
    if (targets) outcome.undo_redo = std::move(*targets);
    return outcome;
  }
  return refuse(ErrorCode::kUnavailable, "P111",
                "Too many people change this plan at the moment; try again.");
}

}  // namespace bailiwick::planning
