// BoardService: the states of a plan, and the files that are made of a board.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "planning/board_service.hpp"
#include "planning/map_cells.hpp"
#include "planning/map_geojson.hpp"
#include "planning/plan_events.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/files/plan.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {
namespace {

// More than that are not looked through for who changed a plan in review.
constexpr std::int64_t kChangesInReviewMax = 2'000;

namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

struct Step {
  PlanState from;
  PlanState to;
  bool wants_reason;
};
constexpr std::array<Step, 7> kSteps = {{
    {PlanState::kDraft, PlanState::kInReview, false},
    {PlanState::kInReview, PlanState::kApproved, false},
    {PlanState::kInReview, PlanState::kDraft, true},
    {PlanState::kApproved, PlanState::kDraft, true},
    {PlanState::kDraft, PlanState::kArchived, false},
    {PlanState::kApproved, PlanState::kArchived, true},
    {PlanState::kArchived, PlanState::kDraft, false},
}};

std::string states_after(PlanState state) {
  std::string text;
  for (const Step& step : kSteps)
    if (step.from == state) text += (text.empty() ? "" : ", ") + std::string(name_of(step.to));
  return text.empty() ? "none" : text;
}

// Whether somebody else than `person` could approve a plan.
Result<bool> has_another_planner(db::Connection& connection, TenantId tenant, PersonId person) {
  for (const identity::Role role : {identity::Role::kAdmin, identity::Role::kPlanner}) {
    const auto people = identity::list_people(
        connection, tenant,
        {.role = role, .status = identity::PersonStatus::kActive, .after = {}, .limit = 2});
    if (!people) return tl::unexpected(people.error());
    if (std::ranges::any_of(*people, [&](const identity::Person& p) { return p.id != person; }))
      return true;
  }
  return false;
}

// The map and its cells as a design leaves them, of a board.
Outcome outcome_of(const Desk& desk) {
  Outcome outcome;
  outcome.problem = desk.ground->problem;
  outcome.places = desk.ground->places;
  for (const BoardTerritory& t : desk.board.territories) outcome.names.push_back(t.name);
  outcome.plan = {
      .k = desk.board.territory_count(), .territory_of = desk.board.territory_of, .centres = {}};
  return outcome;
}

}  // namespace

Checked<BoardService::Wanted> BoardService::state_change(
    const Principal& principal, const Desk& desk, PlanState state,
    const std::optional<std::string>& reason) const {
  const PlanState now = desk.plan.state;
  const auto step =
      std::ranges::find_if(kSteps, [&](const Step& s) { return s.from == now && s.to == state; });
  if (step == kSteps.end())
    return refuse(ErrorCode::kConflict, "P110",
                  fmt::format("The plan is {}, from where it can become: {}. A plan becomes active "
                              "by its activation.",
                              name_of(now), states_after(now)));
  if (step->wants_reason && (!reason || reason->find_first_not_of(" \t\r\n") == std::string::npos))
    return fail(Errors{{ErrorCode::kInvalidInput, "P109",
                        "Say why: whoever worked on the plan will want to know.", "/reason"}});
  if (state == PlanState::kApproved) {
    const auto others = parts_.database.read([&](Connection& connection) -> Result<bool> {
      // Who sent it, and whoever accepted proposals since.
      const auto last = board_store::changes(connection, {principal.tenant, desk.plan.id},
                                             std::nullopt, kChangesInReviewMax);
      if (!last) return tl::unexpected(last.error());
      bool is_own = false;
      for (const BoardChange& change : *last) {
        is_own = is_own || change.by == principal.person;
        if (change.kind == BoardChangeKind::kState) break;
      }
      if (!is_own) return false;
      return has_another_planner(connection, principal.tenant, principal.person);
    });
    if (!others) return fail(as_list(others.error()));
    if (*others)
      return refuse(
          ErrorCode::kConflict, "P110",
          "You sent this plan to review, or changed it there, so somebody else approves it.");
  }
  return Wanted{.kind = BoardChangeKind::kState, .patch = {}, .reason = reason, .state = state};
}

Checked<Plan> BoardService::set_state(
    const Principal& principal, PlanId plan, PlanState state,
    const std::optional<std::string>& reason,
    const std::function<Result<void>(Connection&)>& beside) const {
  const auto made = make(
      principal, plan,
      [&](const Desk& desk) {
        auto wanted = state_change(principal, desk, state, reason);
        if (wanted) wanted->beside = beside;
        return wanted;
      },
      false);
  if (!made) return fail(made.error());
  const auto stored = parts_.database.read([&](Connection& connection) {
    return store::plan(connection, {principal.tenant, plan});
  });
  if (!stored) return fail(as_list(stored.error()));
  return **stored;
}

Result<void> BoardService::enter_state(Connection& connection, const Principal& principal,
                                       const Entering& entering) const {
  const store::PlanKey key{principal.tenant, entering.plan};
  const auto plan = store::plan(connection, key);
  if (!plan) return tl::unexpected(plan.error());
  auto row = board_store::board(connection, key);
  if (!row) return tl::unexpected(row.error());
  if (!*plan || !*row || (*row)->revision != entering.expected.value_or((*row)->revision))
    return fail(ErrorCode::kConflict, "P119",
                "The plan was changed since its activation was asked for: look at it, have it "
                "approved and ask again.");
  (*row)->revision += 1;
  const auto kept = board_store::update_board(connection, key, **row);
  if (!kept) return tl::unexpected(kept.error());
  const auto updated = board_store::update_plan(
      connection, key,
      {.state = entering.state,
       .valid_from = entering.valid_from ? entering.valid_from : (*plan)->valid_from,
       .summary = (*plan)->summary.value_or("{}"),
       .territory_count = (*plan)->territory_count});
  if (!updated) return updated;
  BoardChange change;
  change.number = (*row)->revision;
  change.kind = BoardChangeKind::kState;
  change.at = parts_.clock();
  change.by = principal.person;
  change.reason = entering.reason;
  change.state = entering.state;
  if (const auto told = record(connection, principal, entering.plan, change, {}); !told)
    return told;
  Plan now = **plan;
  now.state = entering.state;
  return tell_plan(connection, parts_.outbox, principal.tenant, now);
}

Checked<std::string> BoardService::file(const Principal& principal, PlanId plan,
                                        std::string_view name) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  const store::PlanKey key{principal.tenant, plan};
  auto kept = parts_.database.read(
      [&](Connection& connection) { return store::file(connection, key, name); });
  if (!kept) return fail(as_list(kept.error()));
  if (*kept) return std::move(**kept);
  const auto desk = desks_.open(principal.tenant, plan);
  if (!desk) return fail(desk.error());
  Outcome outcome = outcome_of(**desk);
  std::string content;
  if (name == store::kUnitsFile) {
    content = platform::files::plan_text(outcome.problem.unit_ids, outcome.names,
                                         outcome.plan.territory_of);
  } else {
    outcome.map = map_cells(outcome.problem, outcome.places, {});
    content = map_geojson(outcome);
  }
  const auto stored = parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto revision = board_store::revision(connection, key);
    if (!revision) return tl::unexpected(revision.error());
    // Made of a board that is the plan's no longer: the next who asks makes it anew.
    if (*revision != (*desk)->revision) return {};
    return board_store::keep_file(connection, key, name, content);
  });
  if (!stored) return fail(as_list(stored.error()));
  return content;
}

}  // namespace bailiwick::planning
