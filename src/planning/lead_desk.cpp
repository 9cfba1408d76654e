#include "planning/lead_desk.hpp"

#include "alignment/scope.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;

// Who sees only a part of the company and adds a lead by hand.
std::optional<PersonId> keeper_of(const identity::Principal& principal, const LeadPolicy& policy) {
  const bool is_by_hand = principal.channel == identity::Channel::kSession;
  const bool sees_all = alignment::reach_of(principal) == alignment::Reach::kEverything;
  if (!policy.does_keep_own || !is_by_hand || sees_all) return std::nullopt;
  return principal.person;
}

void set(crm::Record& lead, std::string_view field, const Uuid& id) {
  lead.values[lead.object().at(field)] = id;
}

void fill_in(crm::Record& lead, const LeadDecision& decision) {
  if (decision.territory) set(lead, "territory", decision.territory->uuid());
  if (decision.owner) set(lead, "owner", decision.owner->uuid());
  if (decision.why.is_protected) set(lead, "account", decision.why.account->uuid());
  const std::size_t status = lead.object().at("status");
  if (crm::is_empty(lead.values[status])) lead.values[status] = std::string("new");
}

LeadRouting routing_of(const crm::Record& lead, const LeadDecision& decision, Instant at) {
  LeadRouting routing{.lead = LeadId(lead.id.uuid),
                      .territory = decision.territory,
                      .owner = decision.owner,
                      .arrived_at = at,
                      .due_at = decision.due_at,
                      .why = decision.why};
  if (decision.owner) {
    routing.state = LeadState::kRunning;
    routing.assigned_at = at;
  }
  // Leads may come with a history, from another system.
  const auto* status = std::get_if<std::string>(&lead.value("status"));
  if (lead.is_deleted || (status != nullptr && *status != "new"))
    routing.state = LeadState::kClosed;
  return routing;
}

}  // namespace

std::optional<Uuid> reference_of(const crm::Record& record, std::string_view field) {
  const auto* id = std::get_if<Uuid>(&record.value(field));
  return id == nullptr ? std::nullopt : std::optional(*id);
}

crm::Record as_arrived(crm::Record lead, const std::optional<LeadRouting>& routing) {
  lead.values[lead.object().at("owner")] = {};
  const bool is_given = !routing || routing->why.territory_by == TerritoryBy::kGiven;
  if (!is_given) lead.values[lead.object().at("territory")] = {};
  return lead;
}

Result<void> PlanningLeadDesk::look_after(Connection& connection, TenantId tenant,
                                          Instant at) const {
  const auto queued =
      parts_.planning.queue.enqueue(connection, {.tenant = tenant,
                                                 .kind = std::string(kLeadSweepKind),
                                                 .title = "Leads",
                                                 .run_at = at,
                                                 .lane = std::string(kLeadSweepKind)});
  if (!queued) return tl::unexpected(queued.error());
  return {};
}

Result<bool> PlanningLeadDesk::arrive(Connection& connection, const Principal& principal,
                                      std::span<crm::Record> leads) const {
  const TenantId tenant = principal.tenant;
  const auto count = static_cast<std::int64_t>(leads.size());
  const auto last = lead_store::take_turns(connection, tenant, count);
  if (!last) return tl::unexpected(last.error());
  if (!*last) return false;
  const auto scene = scenes_.scene(connection, tenant);
  if (!scene) return tl::unexpected(scene.error());
  const auto keeper = keeper_of(principal, (*scene)->policy);
  LeadDecider decider(connection, {tenant, *scene});
  const Instant now = parts_.planning.clock();
  std::optional<Instant> earliest;
  std::int64_t turn = **last - count;
  for (crm::Record& lead : leads) {
    const auto decision = decider.decide(lead, {.at = now, .keeper = keeper, .turn = ++turn});
    if (!decision) return tl::unexpected(decision.error());
    fill_in(lead, *decision);
    const LeadRouting routing = routing_of(lead, *decision, now);
    auto done = lead_store::insert_routing(connection, tenant, routing);
    if (done && decider.turn_taken())
      done = lead_store::set_turn(connection, tenant, *decider.turn_taken());
    if (!done) return tl::unexpected(done.error());
    const bool is_running = routing.state == LeadState::kRunning && routing.due_at;
    if (is_running && (!earliest || *routing.due_at < *earliest)) earliest = routing.due_at;
    if (routing.state == LeadState::kWaiting)
      earliest = std::min(earliest.value_or(now.plus_seconds(kWaitingLookSeconds)),
                          now.plus_seconds(kWaitingLookSeconds));
  }
  if (!earliest) return true;
  const auto queued = look_after(connection, tenant, *earliest);
  if (!queued) return tl::unexpected(queued.error());
  return true;
}

// Somebody changed the owner by hand: the time to respond begins anew.
Result<void> PlanningLeadDesk::own_anew(Connection& connection, TenantId tenant,
                                        const crm::Record& after, LeadRouting& routing) const {
  const auto scene = scenes_.scene(connection, tenant);
  if (!scene) return tl::unexpected(scene.error());
  const LeadDecider decider(connection, {tenant, *scene});
  const Instant now = parts_.planning.clock();
  const auto owner = reference_of(after, "owner");
  routing.owner = owner ? std::optional(PersonId(*owner)) : std::nullopt;
  routing.why.owner_by = owner ? OwnerBy::kHand : OwnerBy::kNone;
  routing.why.waits = owner ? WaitReason::kNone : WaitReason::kReleased;
  routing.why.method.reset();
  routing.why.candidates.clear();
  if (routing.state != LeadState::kRunning && routing.state != LeadState::kWaiting) return {};
  routing.state = owner ? LeadState::kRunning : LeadState::kWaiting;
  routing.assigned_at = owner ? std::optional(now) : std::nullopt;
  routing.due_at = owner ? decider.due_for(*routing.owner, now) : decider.due_for_company(now);
  routing.late_at.reset();
  return look_after(connection, tenant,
                    routing.due_at.value_or(now.plus_seconds(kWaitingLookSeconds)));
}

Result<void> PlanningLeadDesk::changed(Connection& connection, const Principal& principal,
                                       const crm::Record& before, const crm::Record& after) const {
  const TenantId tenant = principal.tenant;
  const auto found = lead_store::routing(connection, tenant, LeadId(after.id.uuid));
  if (!found) return tl::unexpected(found.error());
  if (!*found) return {};
  LeadRouting routing = **found;
  bool is_other = false;
  if (after.value("territory") != before.value("territory")) {
    const auto territory = reference_of(after, "territory");
    routing.territory = territory ? std::optional(TerritoryId(*territory)) : std::nullopt;
    routing.why.territory_by = territory ? TerritoryBy::kGiven : TerritoryBy::kNone;
    routing.why.rule.reset();
    routing.why.rule_name.clear();
    is_other = true;
  }
  const bool is_open = routing.state == LeadState::kRunning || routing.state == LeadState::kWaiting;
  if (is_open && after.value("status") != before.value("status")) {
    routing.state = LeadState::kAnswered;
    routing.answered_at = parts_.planning.clock();
    is_other = true;
  }
  if (after.is_deleted && !before.is_deleted && is_open) {
    routing.state = LeadState::kClosed;
    is_other = true;
  }
  if (before.is_deleted && !after.is_deleted && routing.state == LeadState::kClosed &&
      after.value("status") == crm::FieldValue(std::string("new"))) {
    routing.state = routing.owner ? LeadState::kRunning : LeadState::kWaiting;
    is_other = true;
  }
  if (after.value("owner") != before.value("owner")) {
    const auto owned = own_anew(connection, tenant, after, routing);
    if (!owned) return owned;
    is_other = true;
  }
  if (is_other) {
    const auto updated = lead_store::update_routing(connection, tenant, routing);
    if (!updated) return tl::unexpected(updated.error());
  }
  // Who has an open lead less may take one that waits.
  if (!crm::is_open_lead(before) || crm::is_open_lead(after)) return {};
  const auto waits = lead_store::is_any_waiting(connection, tenant);
  if (!waits) return tl::unexpected(waits.error());
  return *waits ? look_after(connection, tenant, parts_.planning.clock()) : Result<void>();
}

Result<void> PlanningLeadDesk::contacted(Connection& connection, const Principal& principal,
                                         std::span<const crm::Record> activities) const {
  for (const crm::Record& activity : activities) {
    const auto lead = reference_of(activity, "lead");
    if (!lead) continue;
    const auto found = lead_store::routing(connection, principal.tenant, LeadId(*lead));
    if (!found) return tl::unexpected(found.error());
    if (!*found || (*found)->state != LeadState::kRunning) continue;
    const auto owner = reference_of(activity, "owner");
    const bool is_owners =
        (*found)->owner == principal.person || (owner && (*found)->owner == PersonId(*owner));
    if (!is_owners) continue;
    LeadRouting routing = **found;
    routing.state = LeadState::kAnswered;
    routing.answered_at = parts_.planning.clock();
    const auto updated = lead_store::update_routing(connection, principal.tenant, routing);
    if (!updated) return tl::unexpected(updated.error());
  }
  return {};
}

}  // namespace bailiwick::planning
