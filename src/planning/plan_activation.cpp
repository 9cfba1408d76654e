#include "planning/plan_activation.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include <fmt/core.h>

#include "planning/assignment_store.hpp"
#include "planning/board_store.hpp"
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

constexpr std::size_t kCountryBytesMax = 10;
constexpr std::size_t kRuleNameMax = 200;
constexpr std::size_t kMistakesShown = 20;

Errors mistakes_of(const PlanActivationRequest& request) {
  if (!request.country.empty() && request.country.size() <= kCountryBytesMax) return {};
  return {{ErrorCode::kInvalidInput, "P116",
           "Say whose postal codes the units are, as your accounts write the country: \"US\".",
           "/country"}};
}

// Rules of postal codes that hold already, by territory: what replaces them keeps their ids and their place, so that an account that stays where it is
// has the same reason as before.
struct UnitsRulesNow {
  std::map<TerritoryId, RuleId> ids;
  std::int64_t priority = 0;
};

// The postal codes of each territory as rules.
Checked<std::vector<AssignmentRule>> units_rules_of(const Desk& desk, const std::string& country,
                                                    const UnitsRulesNow& now, UuidSource& ids) {
  std::vector<UnitsCondition> units(desk.board.territories.size(),
                                    {.country = country, .units = {}});
  Errors errors;
  for (std::size_t u = 0; u < desk.board.territory_of.size(); ++u) {
    const std::string& id = desk.ground->problem.unit_ids[u];
    const std::string code = comparable_unit(id);
    if ((code.empty() || code.size() > kUnitBytesMax || code.find('*') != std::string::npos) &&
        errors.size() < kMistakesShown)
      errors.push_back({ErrorCode::kInvalidInput, "P117",
                        fmt::format("Unit \"{}\" is no postal code, so no account can be matched "
                                    "to it.",
                                    id)});
    units[static_cast<std::size_t>(desk.board.territory_of[u])].units.push_back(id);
  }
  std::vector<AssignmentRule> rules;
  for (std::size_t t = 0; t < units.size(); ++t) {
    const BoardTerritory& territory = desk.board.territories[t];
    if (units[t].units.size() > kRuleUnitsMax)
      errors.push_back({ErrorCode::kLimit, "P118",
                        fmt::format("Territory \"{}\" holds {} units; a rule has at most {}.",
                                    territory.name, units[t].units.size(), kRuleUnitsMax)});
    if (units[t].units.empty()) continue;
    AssignmentRule rule;
    const auto kept = now.ids.find(territory.id);
    rule.id = kept == now.ids.end() ? RuleId(ids.next()) : kept->second;
    rule.territory = territory.id;
    rule.name = territory.name.substr(0, kRuleNameMax);
    rule.condition = std::move(units[t]);
    rule.priority = now.priority;
    rules.push_back(std::move(rule));
  }
  if (!errors.empty()) return fail(std::move(errors));
  return rules;
}

PlanActivationRequest request_of(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  PlanActivationRequest request;
  request.plan = PlanId::parse(payload.value("plan", "")).value_or(PlanId());
  request.valid_from = parse_date(payload.value("valid_from", "")).value_or(LocalDate());
  request.country = payload.value("country", "");
  if (payload.contains("parent"))
    request.parent = TerritoryId::parse(payload.at("parent").get<std::string>());
  return request;
}

std::int64_t revision_of(const jobs::Job& job) {
  return nlohmann::json::parse(job.payload, nullptr, false).value("revision", std::int64_t{-1});
}

}  // namespace

Checked<PlanActivation::Draft> PlanActivation::draft(TenantId tenant, const Desk& desk,
                                                     const PlanActivationRequest& request) const {
  Draft draft;
  const auto tree = parts_.alignment.tree(system_for(tenant, {}), {.day = request.valid_from});
  if (!tree) return fail(as_list(tree.error()));
  std::set<TerritoryId> standing;
  for (const alignment::TerritoryNode& node : *tree) standing.insert(node.territory.id);
  if (request.parent && !standing.contains(*request.parent))
    return refuse(ErrorCode::kInvalidInput, "P069",
                  "The tree has no such territory on that day to put new ones under.", "/parent");
  for (const BoardTerritory& territory : desk.board.territories) {
    if (standing.contains(territory.id)) continue;
    draft.added.push_back(territory);
    draft.rules.added.push_back({.territory = territory.id, .parent = request.parent});
  }
  // What is active now stays, but for the country's units.
  struct Active {
    std::optional<RuleSet> set;
    std::vector<AssignmentRule> rules;
    std::size_t sets = 0;
  };
  const auto active =
      parts_.planning.database.read([&](db::Connection& connection) -> Result<Active> {
        const auto sets = rule_store::sets(connection, tenant);
        if (!sets) return tl::unexpected(sets.error());
        Active found{.set = {}, .rules = {}, .sets = sets->size()};
        const auto set = std::ranges::find(*sets, RuleSetState::kActive, &RuleSet::state);
        if (set == sets->end()) return found;
        found.set = *set;
        auto rules = rule_store::rules(connection, {tenant, set->id});
        if (!rules) return tl::unexpected(rules.error());
        found.rules = std::move(*rules);
        return found;
      });
  if (!active) return fail(as_list(active.error()));
  UnitsRulesNow now;
  for (const AssignmentRule& rule : active->rules) {
    if (!is_units_rule_of(rule, request.country)) {
      draft.rules.rules.push_back(rule);
      continue;
    }
    now.priority = rule.priority;
    now.ids.emplace(rule.territory, rule.id);
  }
  auto units = units_rules_of(desk, request.country, now, parts_.planning.ids);
  if (!units) return fail(std::move(units.error()));
  draft.units_rules = std::move(*units);
  draft.rules.rules.insert(draft.rules.rules.end(), draft.units_rules.begin(),
                           draft.units_rules.end());
  draft.rules.set = {.id = RuleSetId(parts_.planning.ids.next()),
                     .name = desk.plan.name,
                     .created_at = parts_.planning.clock()};
  if (active->set) draft.rules.set.parent = active->set->id;
  return draft;
}

Checked<PlanActivationPreview> PlanActivation::preview(const Principal& principal,
                                                       const PlanActivationRequest& request) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(as_list(may.error()));
  if (Errors mistakes = mistakes_of(request); !mistakes.empty()) return fail(std::move(mistakes));
  const auto desk = parts_.desks.open(principal.tenant, request.plan);
  if (!desk) return fail(desk.error());
  auto made = draft(principal.tenant, **desk, request);
  if (!made) return fail(std::move(made.error()));
  auto accounts = parts_.assignment.preview(principal.tenant, made->rules, request.valid_from);
  if (!accounts) return fail(std::move(accounts.error()));
  return PlanActivationPreview{.added = std::move(made->added), .accounts = std::move(*accounts)};
}

Checked<jobs::Job> PlanActivation::activate(const Principal& principal,
                                            const PlanActivationRequest& request) const {
  for (const Permission needed : {Permission::kPlansManage, Permission::kTerritoriesManage})
    if (const auto may = identity::require(principal, needed); !may)
      return fail(as_list(may.error()));
  if (Errors mistakes = mistakes_of(request); !mistakes.empty()) return fail(std::move(mistakes));
  const auto desk = parts_.desks.open(principal.tenant, request.plan);
  if (!desk) return fail(desk.error());
  if ((*desk)->plan.state != PlanState::kApproved)
    return refuse(ErrorCode::kConflict, "P115",
                  fmt::format("The plan \"{}\" is {}; only an approved plan becomes active.",
                              (*desk)->plan.name, name_of((*desk)->plan.state)));
  if (const auto made = draft(principal.tenant, **desk, request); !made) return fail(made.error());
  nlohmann::json payload = {{"plan", request.plan.text()},
                            {"revision", (*desk)->revision},
                            {"valid_from", to_text(request.valid_from)},
                            {"country", request.country}};
  if (request.parent) payload["parent"] = request.parent->text();
  const auto queued =
      parts_.planning.database.write([&](db::Connection& connection) -> Result<jobs::Job> {
        auto job = parts_.planning.queue.enqueue(connection, {.tenant = principal.tenant,
                                                              .created_by = principal.person,
                                                              .kind = std::string(kActivateKind),
                                                              .title = (*desk)->plan.name,
                                                              .payload = payload.dump()});
        if (!job) return job;
        const auto logged = parts_.planning.log.append(
            connection,
            {principal.tenant, identity::actor_of(principal), "plan.activation_asked",
             request.plan.text(), audit::Details().date("valid_from", request.valid_from)});
        if (!logged) return tl::unexpected(logged.error());
        return job;
      });
  if (!queued) return fail(as_list(queued.error()));
  return *queued;
}

Checked<PlanActivation::Prepared> PlanActivation::prepare(
    const jobs::Job& job, const AssignmentService::OnCount& on_count) const {
  Prepared prepared;
  prepared.request = request_of(job);
  auto desk = parts_.desks.open(job.tenant, prepared.request.plan);
  if (!desk) return fail(std::move(desk.error()));
  prepared.desk = std::move(*desk);
  if (prepared.desk->revision != revision_of(job) ||
      prepared.desk->plan.state != PlanState::kApproved)
    return refuse(ErrorCode::kConflict, "P119",
                  "The plan was changed since its activation was asked for: look at it, have it "
                  "approved and ask again.");
  auto made = draft(job.tenant, *prepared.desk, prepared.request);
  if (!made) return fail(std::move(made.error()));
  auto activation =
      parts_.assignment.prepare(job.tenant, made->rules, prepared.request.valid_from, on_count);
  if (!activation) return fail(std::move(activation.error()));
  prepared.added = std::move(made->added);
  prepared.units_rules = std::move(made->units_rules);
  prepared.set_before = made->rules.set.parent;
  prepared.activation = std::move(*activation);
  return prepared;
}

Result<std::vector<ActivatedTerritory>> PlanActivation::put_territories(
    Connection& connection, const Principal& system, const Prepared& prepared) const {
  std::vector<ActivatedTerritory> put;
  for (const BoardTerritory& territory : prepared.added) {
    const auto added = parts_.alignment.add_territory(
        system, territory.name, prepared.request.parent, prepared.request.valid_from, territory.id);
    if (!added) return tl::unexpected(added.error());
    put.push_back({.id = territory.id, .name = territory.name});
  }
  // Names are the plan's.
  const auto tree = parts_.alignment.tree(system, {.day = prepared.request.valid_from});
  if (!tree) return tl::unexpected(tree.error());
  for (const BoardTerritory& territory : prepared.desk->board.territories) {
    const auto node =
        std::ranges::find(*tree, territory.id, [](const auto& n) { return n.territory.id; });
    if (node == tree->end() || node->territory.name == territory.name) continue;
    alignment::Territory renamed = node->territory;
    renamed.name = territory.name;
    const auto done = parts_.alignment.rename_territory(system, renamed);
    if (!done) return tl::unexpected(done.error());
    put.push_back(
        {.id = territory.id, .name = territory.name, .name_before = node->territory.name});
  }
  const auto renewed = parts_.assignment.renew_draft(connection, system, prepared.units_rules);
  if (!renewed) return tl::unexpected(renewed.error());
  return put;
}

// The line of history that says that a plan came into a state by the system's doing.
Result<std::optional<PlanId>> PlanActivation::archive_active(Connection& connection,
                                                             const Principal& system,
                                                             PlanId next) const {
  const auto active = board_store::active_plan(connection, system.tenant);
  if (!active) return tl::unexpected(active.error());
  if (!*active || **active == next) return std::nullopt;
  const auto archived = parts_.boards.enter_state(
      connection, system, {.plan = **active, .state = PlanState::kArchived});
  if (!archived) return tl::unexpected(archived.error());
  return *active;
}

Result<void> PlanActivation::hand_over(Connection& connection, const Principal& system,
                                       std::span<const AccountFlow> flows,
                                       ActivationMade& made) const {
  for (const AccountFlow& flow : flows) made.accounts += flow.accounts;
  if (flows.empty()) return {};
  auto scene = read_handover_scene(connection, system, parts_.alignment, made.valid_from);
  if (!scene) return tl::unexpected(scene.error());
  auto tasks = parts_.handovers.add(system.tenant, handover_tasks(flows, *scene));
  if (!tasks) return tl::unexpected(tasks.error());
  made.tasks = std::move(*tasks);
  return {};
}

Result<void> PlanActivation::save(Connection& connection, const jobs::Job& job,
                                  const Prepared& prepared) const {
  const Principal system = system_for(job.tenant, job.created_by);
  ActivationMade made{.id = ActivationId(parts_.planning.ids.next()),
                      .plan = prepared.request.plan,
                      .job = job.id,
                      .valid_from = prepared.request.valid_from,
                      .country = prepared.request.country,
                      .at = parts_.planning.clock(),
                      .by = job.created_by,
                      .set = prepared.activation.set.id,
                      .set_before = prepared.set_before};
  auto put = put_territories(connection, system, prepared);
  if (!put) return tl::unexpected(put.error());
  made.territories = std::move(*put);
  const auto aligned = parts_.assignment.save(connection, job, prepared.activation);
  if (!aligned) return tl::unexpected(aligned.error());
  made.revision = aligned->revision;
  const auto before = archive_active(connection, system, prepared.request.plan);
  if (!before) return tl::unexpected(before.error());
  made.plan_before = *before;
  if (const auto done = hand_over(connection, system, aligned->flows, made); !done) return done;
  if (const auto kept = activation_store::insert(connection, job.tenant, made); !kept) return kept;
  return parts_.boards.enter_state(connection, system,
                                   {.plan = prepared.request.plan,
                                    .state = PlanState::kActive,
                                    .valid_from = prepared.request.valid_from,
                                    .expected = prepared.desk->revision});
}

}  // namespace bailiwick::planning
