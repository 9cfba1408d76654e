#include "planning/plan_rollback.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "planning/assignment_store.hpp"
#include "planning/refusals.hpp"
#include "planning/store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;

std::string text_in(const jobs::Job& job, const char* key) {
  return nlohmann::json::parse(job.payload, nullptr, false).value(key, "");
}

// How many accounts the territories have on that day, overlays counted too.
Result<std::map<TerritoryId, std::int64_t>> counts_on(const alignment::AlignmentService& alignment,
                                                      const identity::Principal& system,
                                                      LocalDate day) {
  const auto counts = alignment.accounts_of_territories(system, day);
  if (!counts) return tl::unexpected(counts.error());
  std::map<TerritoryId, std::int64_t> accounts;
  for (const alignment::AccountCount& count : *counts)
    accounts[count.territory] = count.own + count.overlaid;
  return accounts;
}

}  // namespace

Checked<std::vector<ActivationMade>> PlanRollback::activations(const Principal& principal,
                                                               PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return fail(as_list(may.error()));
  if (const auto desk = parts_.desks.open(principal.tenant, plan); !desk) return fail(desk.error());
  auto found = parts_.planning.database.read([&](Connection& connection) {
    return activation_store::activations(connection, principal.tenant, plan, kActivationsListed);
  });
  if (!found) return fail(as_list(found.error()));
  return std::move(*found);
}

Result<ActivationMade> PlanRollback::last_of(Connection& connection, TenantId tenant,
                                             PlanId plan) const {
  const auto stored = store::plan(connection, {tenant, plan});
  if (!stored) return tl::unexpected(stored.error());
  const auto last = activation_store::activations(connection, tenant, std::nullopt, 1);
  if (!last) return tl::unexpected(last.error());
  if (!*stored || (*stored)->state != PlanState::kActive || last->empty() ||
      last->front().plan != plan || last->front().rolled_back)
    return fail(ErrorCode::kConflict, "P140",
                "Only the plan that is active can be rolled back, and only what made it active "
                "last, if that was kept: it is since rolling back was introduced.");
  const ActivationMade& made = last->front();
  const auto sets = rule_store::sets(connection, tenant);
  if (!sets) return tl::unexpected(sets.error());
  const auto active = std::ranges::find(*sets, RuleSetState::kActive, &RuleSet::state);
  if (active == sets->end() || active->id != made.set)
    return fail(ErrorCode::kConflict, "P140",
                "Assignment rules were activated since the plan became active, so it cannot be "
                "rolled back: activate another plan or other rules instead.");
  if (!made.plan_before) return made;
  const auto before = store::plan(connection, {tenant, *made.plan_before});
  if (!before) return tl::unexpected(before.error());
  if (*before && (*before)->state != PlanState::kArchived)
    return fail(ErrorCode::kConflict, "P141",
                fmt::format("The plan \"{}\" was active before and is {} by now: archive it, then "
                            "roll back.",
                            (*before)->name, name_of((*before)->state)));
  return made;
}

Checked<jobs::Job> PlanRollback::ask(const Principal& principal, PlanId plan,
                                     const std::string& reason) const {
  for (const Permission needed : {Permission::kPlansManage, Permission::kTerritoriesManage})
    if (const auto may = identity::require(principal, needed); !may)
      return fail(as_list(may.error()));
  const auto desk = parts_.desks.open(principal.tenant, plan);
  if (!desk) return fail(desk.error());
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos)
    return refuse(ErrorCode::kInvalidInput, "P109",
                  "Say why: whoever worked on the plan will want to know.", "/reason");
  const auto queued =
      parts_.planning.database.write([&](Connection& connection) -> Result<jobs::Job> {
        const auto made = last_of(connection, principal.tenant, plan);
        if (!made) return tl::unexpected(made.error());
        const nlohmann::json payload = {
            {"activation", made->id.text()}, {"plan", plan.text()}, {"reason", reason}};
        auto job = parts_.planning.queue.enqueue(connection, {.tenant = principal.tenant,
                                                              .created_by = principal.person,
                                                              .kind = std::string(kRollbackKind),
                                                              .title = (*desk)->plan.name,
                                                              .payload = payload.dump()});
        if (!job) return job;
        const auto logged = parts_.planning.log.append(
            connection, {principal.tenant, identity::actor_of(principal), "plan.rollback_asked",
                         plan.text(), audit::Details().date("valid_from", made->valid_from)});
        if (!logged) return tl::unexpected(logged.error());
        return job;
      });
  if (!queued) return fail(as_list(queued.error()));
  return *queued;
}

Result<void> PlanRollback::roll_back(Connection& connection, const jobs::Job& job) const {
  const Principal system = system_for(job.tenant, job.created_by);
  const auto plan = PlanId::parse(text_in(job, "plan")).value_or(PlanId());
  const auto made = last_of(connection, job.tenant, plan);
  if (!made) return tl::unexpected(made.error());
  if (made->id.text() != text_in(job, "activation"))
    return fail(ErrorCode::kConflict, "P140",
                "The plan became active anew since it was to be rolled back: ask again.");
  RolledBack done{.at = parts_.planning.clock(), .by = job.created_by};
  const auto returned = parts_.alignment.return_accounts(
      system, {.revision = made->revision, .from = made->valid_from});
  if (!returned) return tl::unexpected(returned.error());
  done.accounts = returned->returned;
  done.moved_since = returned->moved_since;
  auto step = rules_back(connection, system, *made);
  if (step) step = leave_tree(system, *made, done);
  if (step) step = states_back(connection, system, *made, text_in(job, "reason"));
  if (step) step = parts_.handovers.cancel(job.tenant, made->tasks);
  if (!step) return tl::unexpected(step.error());
  const auto marked = activation_store::roll_back(connection, job.tenant, made->id, done);
  if (!marked) return tl::unexpected(marked.error());
  return {};
}

// Somebody's draft of rules has the units of before again, too.
Result<void> PlanRollback::rules_back(Connection& connection, const Principal& system,
                                      const ActivationMade& made) const {
  const auto back = parts_.assignment.go_back(connection, system, made.set, made.set_before);
  if (!back || !made.set_before) return back;
  auto rules = rule_store::rules(connection, {system.tenant, *made.set_before});
  if (!rules) return tl::unexpected(rules.error());
  std::erase_if(*rules,
                [&](const AssignmentRule& rule) { return !is_units_rule_of(rule, made.country); });
  return parts_.assignment.renew_draft(connection, system, *rules);
}

Result<void> PlanRollback::leave_tree(const Principal& system, const ActivationMade& made,
                                      RolledBack& done) const {
  const auto tree = parts_.alignment.tree(system, {.day = made.valid_from});
  if (!tree) return tl::unexpected(tree.error());
  const auto accounts = counts_on(parts_.alignment, system, made.valid_from);
  if (!accounts) return tl::unexpected(accounts.error());
  for (const ActivatedTerritory& one : made.territories) {
    const auto node =
        std::ranges::find(*tree, one.id, [](const auto& n) { return n.territory.id; });
    if (node == tree->end()) continue;
    if (one.name_before) {
      // Somebody has called it otherwise since.
      if (node->territory.name != one.name) continue;
      alignment::Territory renamed = node->territory;
      renamed.name = *one.name_before;
      const auto named = parts_.alignment.rename_territory(system, renamed);
      if (!named) return tl::unexpected(named.error());
    } else if (accounts->contains(one.id)) {
      ++done.kept;
    } else {
      const auto closed = parts_.alignment.place(system, {.territory = one.id,
                                                          .period = {.from = made.valid_from},
                                                          .parent = node->parent,
                                                          .is_open = false});
      if (!closed) return closed;
      ++done.closed;
    }
  }
  return {};
}

Result<void> PlanRollback::states_back(Connection& connection, const Principal& system,
                                       const ActivationMade& made,
                                       const std::string& reason) const {
  const auto approved = parts_.boards.enter_state(
      connection, system, {.plan = made.plan, .state = PlanState::kApproved, .reason = reason});
  if (!approved || !made.plan_before) return approved;
  return parts_.boards.enter_state(
      connection, system,
      {.plan = *made.plan_before, .state = PlanState::kActive, .reason = reason});
}

}  // namespace bailiwick::planning
