// LeadService: what is done with leads as time passes.
#include "planning/lead_service.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;
using identity::Permission;

constexpr std::int64_t kAtOnce = 200;     // leads of one transaction
constexpr std::size_t kSweptMax = 2'000;  // waiting leads that are tried at one time

identity::Principal system_of(TenantId tenant) {
  identity::Principal principal;
  principal.tenant = tenant;
  principal.channel = identity::Channel::kSystem;
  principal.permissions = {Permission::kCrmRead, Permission::kCrmWrite,
                           Permission::kTerritoriesRead, Permission::kTerritoriesManage};
  return principal;
}

std::map<Uuid, crm::Record> by_id(std::vector<crm::Record> leads) {
  std::map<Uuid, crm::Record> all;
  for (crm::Record& lead : leads) {
    const Uuid id = lead.id.uuid;
    all.emplace(id, std::move(lead));
  }
  return all;
}

Result<std::map<Uuid, crm::Record>> leads_of(platform::db::Connection& connection, TenantId tenant,
                                             const std::vector<LeadRouting>& routings) {
  std::vector<Uuid> ids;
  for (const LeadRouting& routing : routings) ids.push_back(routing.lead.uuid());
  auto leads = crm::leads_by_ids(connection, tenant, ids);
  if (!leads) return tl::unexpected(leads.error());
  return by_id(std::move(*leads));
}

// A lead that was merged away, say.
Result<void> close(platform::db::Connection& connection, TenantId tenant, LeadRouting routing) {
  routing.state = LeadState::kClosed;
  const auto updated = lead_store::update_routing(connection, tenant, routing);
  if (!updated) return tl::unexpected(updated.error());
  return {};
}

}  // namespace

// One lead that waits or is late: true where somebody has it now who did not.
Result<bool> LeadService::try_again(Connection& connection, LeadDecider& decider,
                                    const crm::Record& lead, const Again& again) const {
  const LeadRouting& routing = again.routing;
  const bool is_late = routing.state == LeadState::kRunning;
  const Principal system = system_of(again.tenant);
  auto decision =
      decider.decide(as_arrived(lead, routing), {.at = parts_.lead.planning.clock(),
                                                 .late = is_late ? routing.owner : std::nullopt,
                                                 .turn = again.turn});
  if (!decision) return tl::unexpected(decision.error());
  if (!decision->owner) {
    // It goes on waiting; why may have changed, and since when it is due has not.
    if (is_late || (decision->why == routing.why && decision->territory == routing.territory))
      return false;
    LeadRouting waiting = routing;
    waiting.why = decision->why;
    decision->due_at = routing.due_at;
    if (decision->territory == routing.territory) {
      const auto updated = lead_store::update_routing(connection, again.tenant, waiting);
      if (!updated) return tl::unexpected(updated.error());
      return false;
    }
  }
  const auto applied = apply(connection, system, lead,
                             {.decision = *decision,
                              .owner_by = decision->why.owner_by,
                              .moves = routing.moves + (is_late ? 1 : 0)});
  if (!applied) return tl::unexpected(applied.error());
  if (decider.turn_taken()) {
    const auto turn = lead_store::set_turn(connection, again.tenant, *decider.turn_taken());
    if (!turn) return tl::unexpected(turn.error());
  }
  return decision->owner.has_value();
}

Result<LeadService::Swept> LeadService::sweep_some(Connection& connection, TenantId tenant,
                                                   const std::vector<LeadRouting>& routings) const {
  if (routings.empty()) return Swept{};
  const auto count = static_cast<std::int64_t>(routings.size());
  const auto last = lead_store::take_turns(connection, tenant, count);
  if (!last) return tl::unexpected(last.error());
  const auto scene = parts_.desk.scene(connection, tenant);
  if (!scene) return tl::unexpected(scene.error());
  const auto leads = leads_of(connection, tenant, routings);
  if (!leads) return tl::unexpected(leads.error());
  LeadDecider decider(connection, {tenant, *scene});
  const bool is_sent_on = *last && (*scene)->policy.is_late_reassigned;
  std::int64_t turn = last->value_or(count) - count;
  for (LeadRouting routing : routings) {
    ++turn;
    const auto lead = leads->find(routing.lead.uuid());
    if (lead == leads->end() || lead->second.is_deleted) {
      const auto closed = close(connection, tenant, routing);
      if (!closed) return tl::unexpected(closed.error());
      continue;
    }
    const bool is_waiting = routing.state == LeadState::kWaiting;
    if (!is_waiting) {
      routing.late_at = parts_.lead.planning.clock();
      const auto marked = lead_store::update_routing(connection, tenant, routing);
      if (!marked) return tl::unexpected(marked.error());
      ++routing.version;
    }
    const bool is_accounts = routing.why.owner_by == OwnerBy::kAccount;
    const bool is_tried =
        is_waiting ? last->has_value() : is_sent_on && routing.moves == 0 && !is_accounts;
    if (!is_tried) continue;
    const auto tried = try_again(connection, decider, lead->second,
                                 {.tenant = tenant, .routing = routing, .turn = turn});
    if (!tried) return tl::unexpected(tried.error());
  }
  return Swept{.count = routings.size(), .last = lead_store::place_of(routings.back())};
}

Result<std::optional<Instant>> LeadService::sweep(TenantId tenant) const {
  platform::db::Database& database = parts_.lead.planning.database;
  const Instant now = parts_.lead.planning.clock();
  for (std::size_t count = kAtOnce; count == kAtOnce;) {
    const auto swept = database.write([&](Connection& connection) -> Result<Swept> {
      const auto late = lead_store::newly_late(connection, tenant, now, kAtOnce);
      if (!late) return tl::unexpected(late.error());
      return sweep_some(connection, tenant, *late);
    });
    if (!swept) return tl::unexpected(swept.error());
    count = swept->count;
  }
  std::optional<lead_store::QueuePlace> after;
  for (std::size_t all = 0, count = kAtOnce; count == kAtOnce && all < kSweptMax; all += count) {
    const auto swept = database.write([&](Connection& connection) -> Result<Swept> {
      const auto waiting = lead_store::waiting(connection, tenant, after, kAtOnce);
      if (!waiting) return tl::unexpected(waiting.error());
      return sweep_some(connection, tenant, *waiting);
    });
    if (!swept) return tl::unexpected(swept.error());
    count = swept->count;
    after = swept->last;
  }
  return database.read([&](Connection& connection) -> Result<std::optional<Instant>> {
    auto due = lead_store::next_due(connection, tenant);
    const auto waits = lead_store::is_any_waiting(connection, tenant);
    if (!due) return tl::unexpected(due.error());
    if (!waits) return tl::unexpected(waits.error());
    const Instant look = now.plus_seconds(kWaitingLookSeconds);
    const auto scene = parts_.desk.scene(connection, tenant);
    if (!scene) return tl::unexpected(scene.error());
    const bool is_tried = *waits && (*scene)->policy.is_on;
    std::optional<Instant> next = is_tried ? std::optional(look) : std::nullopt;
    // A lead is late after the instant on which it was due.
    if (*due) next = std::min(next.value_or(**due), **due).plus_millis(1);
    return next;
  });
}

}  // namespace bailiwick::planning
