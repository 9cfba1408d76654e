#include "planning/lead_service.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "alignment/scope.hpp"
#include "planning/lead_names.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/people_store.hpp"

namespace bailiwick::planning {
namespace {

namespace audit = platform::audit;
namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;

Error no_lead() {
  return {ErrorCode::kNotFound, "P080", "There is no such lead, or not within your scope."};
}

Error off() {
  return {ErrorCode::kConflict, "P089",
          "Leads are not routed: turn routing on in its policy, then repeat this."};
}

crm::RecordId record_id(LeadId lead) { return {crm::ObjectKind::kLead, lead.uuid()}; }

// Sends leads where the planner may not see them: into the whole tree, by their hand.
identity::Principal sender(identity::Principal principal) {
  for (const Permission needed : {Permission::kCrmRead, Permission::kCrmWrite,
                                  Permission::kTerritoriesRead, Permission::kTerritoriesManage})
    principal.permissions.insert(needed);
  return principal;
}

Result<LeadPolicy> policy_of(db::Connection& connection, TenantId tenant) {
  const auto written = lead_store::policy(connection, tenant);
  if (!written) return tl::unexpected(written.error());
  if (*written) return **written;
  const auto company = identity::find_company(connection, tenant);
  if (!company) return tl::unexpected(company.error());
  return default_policy(*company ? (*company)->time_zone : std::string("Etc/UTC"));
}

template <class T>
Checked<T> with_one(Result<T> outcome) {
  if (!outcome) return fail(Errors{outcome.error()});
  return std::move(*outcome);
}

}  // namespace

Result<LeadPolicy> LeadService::policy(const Principal& principal) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  return parts_.lead.planning.database.read(
      [&](db::Connection& connection) { return policy_of(connection, principal.tenant); });
}

Result<Errors> LeadService::mistakes_in(Connection& connection, TenantId tenant,
                                        const LeadPolicy& policy) const {
  const auto fields = crm::account_fields(connection, tenant);
  if (!fields) return tl::unexpected(fields.error());
  Errors mistakes = mistakes_of(policy, fields->schema);
  if (policy.people.size() > kLeadPeopleMax)
    mistakes.push_back({ErrorCode::kInvalidInput, "P086",
                        "At most 2,000 people differ from the company.", "/people"});
  for (std::size_t i = 0; i < std::min(policy.people.size(), kLeadPeopleMax); ++i) {
    const auto known = identity::find_person(connection, {tenant, policy.people[i].person});
    if (!known) return tl::unexpected(known.error());
    if (!*known || (*known)->status == identity::PersonStatus::kErased)
      mistakes.push_back({ErrorCode::kInvalidInput, "P086",
                          "There is nobody of that id in your company.",
                          "/people/" + std::to_string(i) + "/person"});
  }
  return mistakes;
}

Checked<LeadPolicy> LeadService::change(const Principal& principal, LeadPolicy policy,
                                        std::optional<std::int64_t> version) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(Errors{may.error()});
  const PlanningParts& planning = parts_.lead.planning;
  const TenantId tenant = principal.tenant;
  Errors mistakes;
  const auto changed = planning.database.write([&](db::Connection& connection) -> Result<void> {
    auto found = mistakes_in(connection, tenant, policy);
    if (!found) return tl::unexpected(found.error());
    mistakes = std::move(*found);
    if (!mistakes.empty()) return tl::unexpected(mistakes.front());
    const auto before = policy_of(connection, tenant);
    if (!before) return tl::unexpected(before.error());
    policy.version = version.value_or(before->version) + 1;
    const Instant now = planning.clock();
    const auto put = lead_store::put_policy(
        connection, {.tenant = tenant, .at = now, .by = principal.person}, policy);
    if (!put) return tl::unexpected(put.error());
    if (!*put || policy.version != before->version + 1)
      return fail(
          ErrorCode::kPrecondition, "P087",
          "The policy was changed since you read it: read it again and repeat your change.");
    const auto logged = planning.log.append(
        connection,
        {tenant, identity::actor_of(principal), "lead_policy.changed", "lead_policy",
         audit::Details().truth("is_on", policy.is_on).number("version", policy.version)});
    if (!logged) return tl::unexpected(logged.error());
    const auto told =
        planning.outbox.emit(connection, {.tenant = tenant,
                                          .name = "lead_policy.updated",
                                          .audience = {.permission = Permission::kPlansRead},
                                          .data = "{}"});
    if (!told) return told;
    return parts_.desk.look_after(connection, tenant, now);
  });
  if (!changed && !mistakes.empty()) return fail(std::move(mistakes));
  if (!changed) return fail(Errors{changed.error()});
  return policy;
}

Checked<LeadTrial> LeadService::preview(const Principal& principal, const Trial& trial) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(Errors{may.error()});
  const TenantId tenant = principal.tenant;
  Errors mistakes;
  auto tried =
      parts_.lead.planning.database.read([&](db::Connection& connection) -> Result<LeadTrial> {
        auto lead = crm::lead_from(connection, tenant, trial.lead);
        if (!lead) mistakes = lead.error();
        auto scene = parts_.desk.scene(connection, tenant);
        if (!scene) return tl::unexpected(scene.error());
        if (trial.policy) {
          const auto wrong = mistakes_in(connection, tenant, *trial.policy);
          if (!wrong) return tl::unexpected(wrong.error());
          for (Error error : *wrong) {
            error.pointer = "/policy" + error.pointer;
            mistakes.push_back(std::move(error));
          }
          const auto other = std::make_shared<LeadScene>(**scene);
          other->policy = *trial.policy;
          other->calendars = Calendars(*trial.policy);
          other->protect = protection_of(*trial.policy, other->fields.schema);
          *scene = other;
        }
        if (!mistakes.empty()) return tl::unexpected(mistakes.front());
        LeadDecider decider(connection, {tenant, *scene});
        const Instant at = trial.at.value_or(parts_.lead.planning.clock());
        auto decision = decider.decide(*lead, {.at = at});
        if (!decision) return tl::unexpected(decision.error());
        const auto hidden = hide_account(connection, principal, (*scene)->day, decision->why);
        if (!hidden) return tl::unexpected(hidden.error());
        LeadNames names(connection, tenant);
        const auto named = names.add(decision->territory, decision->owner, decision->why);
        if (!named) return tl::unexpected(named.error());
        return LeadTrial{std::move(*decision), names.territories(), names.people()};
      });
  if (!tried && !mistakes.empty()) return fail(std::move(mistakes));
  return with_one(std::move(tried));
}

Result<crm::Record> LeadService::seen(const Principal& principal, LeadId lead) const {
  const auto page = parts_.records.record(principal, record_id(lead));
  if (!page && page.error().code == ErrorCode::kNotFound) return tl::unexpected(no_lead());
  if (!page) return tl::unexpected(page.error());
  return page->items.front().record;
}

Result<LeadView> LeadService::view(Connection& connection, const Principal& principal,
                                   LeadId lead) const {
  auto routing = lead_store::routing(connection, principal.tenant, lead);
  if (!routing) return tl::unexpected(routing.error());
  LeadView view{.lead = lead, .routing = {}, .is_late = false, .territories = {}, .people = {}};
  if (!*routing) return view;
  const Instant now = parts_.lead.planning.clock();
  const auto hidden = hide_account(connection, principal, utc_date(now), (*routing)->why);
  if (!hidden) return tl::unexpected(hidden.error());
  LeadNames names(connection, principal.tenant);
  const auto named = names.add((*routing)->territory, (*routing)->owner, (*routing)->why);
  if (!named) return tl::unexpected(named.error());
  view.is_late = planning::is_late(**routing, now);
  view.routing = std::move(*routing);
  view.territories = names.territories();
  view.people = names.people();
  return view;
}

Result<LeadView> LeadService::routing(const Principal& principal, LeadId lead) const {
  return parts_.lead.planning.database.read([&](db::Connection& connection) -> Result<LeadView> {
    const auto record = seen(principal, lead);
    if (!record) return tl::unexpected(record.error());
    return view(connection, principal, lead);
  });
}

// The lead first, as anybody would change it; then what is said of it.
Result<void> LeadService::apply(Connection& connection, const Principal& principal,
                                const crm::Record& lead, const Move& move) const {
  const LeadDecision& decision = move.decision;
  nlohmann::json body = nlohmann::json::object();
  if (decision.territory && reference_of(lead, "territory") != decision.territory->uuid())
    body["territory"] = decision.territory->text();
  if (!decision.owner)
    body["owner"] = nullptr;
  else if (reference_of(lead, "owner") != decision.owner->uuid())
    body["owner"] = decision.owner->text();
  if (decision.why.is_protected && decision.why.account)
    body["account"] = decision.why.account->text();
  const auto changed = parts_.records.change(principal, lead.id, std::nullopt, body);
  if (!changed) return tl::unexpected(changed.error().front());
  const LeadId id(lead.id.uuid);
  const Instant now = parts_.lead.planning.clock();
  const auto found = lead_store::routing(connection, principal.tenant, id);
  if (!found) return tl::unexpected(found.error());
  LeadRouting routing = found->value_or(LeadRouting{.lead = id, .arrived_at = lead.created_at});
  routing.territory = decision.territory;
  routing.owner = decision.owner;
  routing.state = decision.owner ? LeadState::kRunning : LeadState::kWaiting;
  routing.assigned_at = decision.owner ? std::optional(now) : std::nullopt;
  routing.due_at = decision.due_at;
  routing.answered_at.reset();
  routing.late_at.reset();
  routing.moves = move.moves;
  routing.why = decision.why;
  if (decision.owner) routing.why.owner_by = move.owner_by;
  if (!*found) {
    const auto inserted = lead_store::insert_routing(connection, principal.tenant, routing);
    if (!inserted) return inserted;
  } else {
    const auto updated = lead_store::update_routing(connection, principal.tenant, routing);
    if (!updated) return tl::unexpected(updated.error());
  }
  return parts_.desk.look_after(connection, principal.tenant,
                                routing.due_at.value_or(now.plus_seconds(kWaitingLookSeconds)));
}

Result<void> LeadService::check_person(Connection& connection, TenantId tenant,
                                       PersonId person) const {
  const auto known = identity::find_person(connection, {tenant, person});
  if (!known) return tl::unexpected(known.error());
  if (*known && (*known)->status == identity::PersonStatus::kActive) return {};
  return tl::unexpected(Error{ErrorCode::kInvalidInput, "P086",
                              "There is nobody of that id in your company who is active.",
                              "/person"});
}

template <class Work>
Checked<LeadView> LeadService::moved(const Principal& principal, LeadId lead, Work&& work) const {
  return with_one(
      parts_.lead.planning.database.write([&](db::Connection& connection) -> Result<LeadView> {
        const TenantId tenant = principal.tenant;
        const auto turn = lead_store::take_turns(connection, tenant, 1);
        if (!turn) return tl::unexpected(turn.error());
        const auto record = seen(principal, lead);
        if (!record) return tl::unexpected(record.error());
        const auto found = lead_store::routing(connection, tenant, lead);
        if (!found) return tl::unexpected(found.error());
        const auto scene = parts_.desk.scene(connection, tenant);
        if (!scene) return tl::unexpected(scene.error());
        LeadDecider decider(connection, {tenant, *scene});
        const auto done = work(connection, decider, *record, *found, *turn);
        if (!done) return tl::unexpected(done.error());
        return view(connection, principal, lead);
      }));
}

Checked<LeadView> LeadService::take(const Principal& principal, LeadId lead) const {
  if (const auto may = identity::require(principal, Permission::kCrmWrite); !may)
    return fail(Errors{may.error()});
  return moved(principal, lead,
               [&](Connection& connection, LeadDecider& decider, const crm::Record& record,
                   const std::optional<LeadRouting>& routing, const auto&) -> Result<void> {
                 if (!routing || routing->state != LeadState::kWaiting)
                   return fail(ErrorCode::kConflict, "P088",
                               "The lead does not wait any more: somebody has it, or it was dealt "
                               "with.");
                 Move move{.decision = {.territory = routing->territory,
                                        .owner = principal.person,
                                        .due_at = {},
                                        .why = routing->why},
                           .owner_by = OwnerBy::kTaken,
                           .moves = routing->moves};
                 move.decision.why.waits = WaitReason::kNone;
                 move.decision.due_at =
                     decider.due_for(principal.person, parts_.lead.planning.clock());
                 return apply(connection, principal, record, move);
               });
}

Checked<LeadView> LeadService::send(const Principal& principal, LeadId lead,
                                    std::optional<PersonId> person) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(Errors{may.error()});
  const Principal acting = sender(principal);
  return moved(
      acting, lead,
      [&](Connection& connection, LeadDecider& decider, const crm::Record& record,
          const std::optional<LeadRouting>& routing, const auto& turn) -> Result<void> {
        if (!turn && !person) return tl::unexpected(off());
        const Instant now = parts_.lead.planning.clock();
        crm::Record arrived = as_arrived(record, routing);
        if (person) {
          const auto known = check_person(connection, acting.tenant, *person);
          if (!known) return known;
          arrived.values[arrived.object().at("owner")] = person->uuid();
        }
        const auto decision = decider.decide(arrived, {.at = now, .turn = turn.value_or(0)});
        if (!decision) return tl::unexpected(decision.error());
        const auto applied = apply(connection, acting, record,
                                   {.decision = *decision,
                                    .owner_by = person ? OwnerBy::kHand : decision->why.owner_by,
                                    .moves = 0});
        if (!applied || !decider.turn_taken()) return applied;
        return lead_store::set_turn(connection, acting.tenant, *decider.turn_taken());
      });
}

Result<LeadQueue> LeadService::queue(const Principal& principal, const LeadQueueAsk& ask) const {
  if (const auto may = identity::require(principal, Permission::kCrmRead); !may)
    return tl::unexpected(may.error());
  return parts_.lead.planning.database.read([&](db::Connection& connection) -> Result<LeadQueue> {
    LeadQueue queue;
    queue.now = parts_.lead.planning.clock();
    const crm::Viewer viewer{.principal = principal, .day = utc_date(queue.now)};
    lead_store::QueueAsk asked{.kind = ask.kind,
                               .now = queue.now,
                               .is_mine = ask.is_mine,
                               .after = ask.after,
                               .limit = ask.limit + 1};
    auto items = lead_store::queue(connection, viewer, asked);
    if (!items) return tl::unexpected(items.error());
    queue.items = std::move(*items);
    if (std::ssize(queue.items) > ask.limit) {
      queue.items.pop_back();
      const LeadRouting& last = queue.items.back().routing;
      queue.next = lead_store::place_of(last);
    }
    for (const auto& [kind, count] : {std::pair(lead_store::QueueKind::kWaiting, &queue.waiting),
                                      std::pair(lead_store::QueueKind::kLate, &queue.late),
                                      std::pair(lead_store::QueueKind::kDue, &queue.due)}) {
      asked.kind = kind;
      const auto counted = lead_store::queue_count(connection, viewer, asked);
      if (!counted) return tl::unexpected(counted.error());
      *count = *counted;
    }
    LeadNames names(connection, principal.tenant);
    for (const lead_store::QueuedLead& one : queue.items) {
      const auto named = names.add(one.routing.territory, one.routing.owner, {});
      if (!named) return tl::unexpected(named.error());
    }
    queue.territories = names.territories();
    queue.people = names.people();
    return queue;
  });
}

}  // namespace bailiwick::planning
