#include "planning/lead_store.hpp"

#include <nlohmann/json.hpp>

#include "alignment/scope.hpp"
#include "crm/scope.hpp"
#include "planning/lead_json.hpp"

namespace bailiwick::planning::lead_store {
namespace {

// Behind every lead that is due.
constexpr std::int64_t kNever = INT64_MAX;

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Result<bool> is_changed(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

template <class T>
Result<T> or_else(const Result<std::optional<T>>& found, T otherwise) {
  if (!found) return tl::unexpected(found.error());
  return found->value_or(otherwise);
}

LeadRouting routing_from(const db::Row& row) {
  LeadRouting routing{.lead = row.id<LeadTag>(0),
                      .state = parse_lead_state(row.text(1)).value_or(LeadState::kWaiting)};
  if (!row.is_null(2)) routing.territory = row.id<alignment::TerritoryTag>(2);
  if (!row.is_null(3)) routing.owner = row.id<PersonTag>(3);
  routing.arrived_at = row.instant(4);
  routing.assigned_at = row.optional_instant(5);
  routing.due_at = row.optional_instant(6);
  routing.answered_at = row.optional_instant(7);
  routing.late_at = row.optional_instant(8);
  routing.moves = row.int64(9);
  routing.why = lead_why_of(nlohmann::json::parse(row.text(10), nullptr, false));
  routing.version = row.int64(11);
  return routing;
}

// The columns that routing_from() reads, of r.
constexpr db::Sql kColumns =
    "SELECT r.lead_id, r.state, r.territory_id, r.owner_id, r.arrived_at, r.assigned_at, r.due_at, "
    "r.answered_at, r.late_at, r.moves, r.why, r.version";

Result<std::vector<LeadRouting>> read_all(db::Connection& connection, const db::ListQuery& query) {
  std::vector<LeadRouting> all;
  const auto read =
      query.run(connection, [&](const db::Row& row) { all.push_back(routing_from(row)); });
  if (!read) return tl::unexpected(read.error());
  return all;
}

// " FROM lead_routing r JOIN (...) v ON ... WHERE ...": those of a list.
void add_queue(db::ListQuery& query, const crm::Viewer& viewer, const QueueAsk& ask) {
  query.add(" FROM lead_routing r JOIN (");
  crm::add_visible_leads(query, viewer);
  query.add(") v ON v.id = r.lead_id WHERE r.tenant_id = ", viewer.principal.tenant);
  query.add(ask.kind == QueueKind::kWaiting ? db::Sql(" AND r.state = 'waiting'")
                                            : db::Sql(" AND r.state = 'running'"));
  if (ask.kind == QueueKind::kLate) query.add(" AND r.due_at < ", ask.now);
  if (ask.kind == QueueKind::kDue)
    query.add(" AND COALESCE(r.due_at, ", kNever).add(") >= ", ask.now);
  if (ask.is_mine) query.add(" AND r.owner_id = ", viewer.principal.person);
}

void add_after(db::ListQuery& query, const std::optional<QueuePlace>& after) {
  if (!after) return;
  query.add(" AND (COALESCE(r.due_at, ", kNever).add("), r.lead_id) > (", after->due_at);
  query.add(", ", after->lead).add(")");
}

void add_order(db::ListQuery& query, std::int64_t limit) {
  query.add(" ORDER BY COALESCE(r.due_at, ", kNever).add("), r.lead_id LIMIT ", limit);
}

std::string text_of(const db::Row& row, std::size_t column) {
  return row.optional_text(column).value_or(std::string());
}

}  // namespace

Result<std::optional<LeadPolicy>> policy(db::Connection& connection, TenantId tenant) {
  return db::query_one(connection, "SELECT policy, version FROM lead_policy WHERE tenant_id = $1",
                       {tenant}, [](const db::Row& row) {
                         LeadPolicy policy =
                             lead_policy_of(nlohmann::json::parse(row.text(0), nullptr, false));
                         policy.version = row.int64(1);
                         return policy;
                       });
}

Result<bool> put_policy(db::Connection& connection, const PolicyChange& change,
                        const LeadPolicy& policy) {
  const std::string text = to_json(policy).dump();
  const db::Value by = change.by.is_nil() ? db::Value() : db::Value(change.by);
  if (policy.version == 1)
    return is_changed(connection.execute(
        "INSERT INTO lead_policy (tenant_id, is_on, policy, turn, changed_at, changed_by, version) "
        "VALUES ($1, $2, $3, 0, $4, $5, 1) ON CONFLICT (tenant_id) DO NOTHING",
        {change.tenant, policy.is_on, text, change.at, by}));
  return is_changed(connection.execute(
      "UPDATE lead_policy SET is_on = $3, policy = $4, changed_at = $5, changed_by = $6, version = "
      "$2 WHERE tenant_id = $1 AND version = $7",
      {change.tenant, policy.version, policy.is_on, text, change.at, by, policy.version - 1}));
}

Result<std::optional<std::int64_t>> take_turns(db::Connection& connection, TenantId tenant,
                                               std::int64_t count) {
  return db::query_one(connection,
                       "UPDATE lead_policy SET turn = turn + $2 WHERE tenant_id = $1 AND is_on = 1 "
                       "RETURNING turn",
                       {tenant, count}, [](const db::Row& row) { return row.int64(0); });
}

Result<Stamp> stamp(db::Connection& connection, TenantId tenant) {
  Stamp stamp;
  auto read = connection.query("SELECT version, changed_at FROM lead_policy WHERE tenant_id = $1",
                               {tenant}, [&](const db::Row& row) {
                                 stamp.policy_version = row.int64(0);
                                 stamp.policy_changed_at = row.instant(1);
                               });
  if (read)
    read = connection.query(
        "SELECT rule_set_id, version FROM rule_set WHERE tenant_id = $1 AND state = 'active'",
        {tenant}, [&](const db::Row& row) {
          stamp.set = row.id<RuleSetTag>(0);
          stamp.set_version = row.int64(1);
        });
  if (!read) return tl::unexpected(read.error());
  const auto revision = alignment::revision_of(connection, tenant);
  if (!revision) return tl::unexpected(revision.error());
  stamp.alignment_revision = *revision;
  return stamp;
}

Result<Turns> turns(db::Connection& connection, TenantId tenant, TerritoryId territory) {
  Turns all;
  const auto read = connection.query(
      "SELECT person_id, turn FROM lead_turn WHERE tenant_id = $1 AND territory_id = $2",
      {tenant, territory},
      [&](const db::Row& row) { all.emplace(row.id<PersonTag>(0), row.int64(1)); });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<void> set_turn(db::Connection& connection, TenantId tenant, const TurnOf& turn) {
  return done(connection.execute(
      "INSERT INTO lead_turn (tenant_id, territory_id, person_id, turn) VALUES ($1, $2, $3, $4) ON "
      "CONFLICT (tenant_id, territory_id, person_id) DO UPDATE SET turn = excluded.turn",
      {tenant, turn.territory, turn.person, turn.turn}));
}

Result<void> insert_routing(db::Connection& connection, TenantId tenant,
                            const LeadRouting& routing) {
  return done(connection.execute(
      "INSERT INTO lead_routing (tenant_id, lead_id, state, territory_id, owner_id, arrived_at, "
      "assigned_at, due_at, answered_at, late_at, moves, why, version) VALUES ($1, $2, $3, $4, $5, "
      "$6, $7, $8, $9, $10, $11, $12, $13)",
      {tenant, routing.lead, name_of(routing.state), routing.territory, routing.owner,
       routing.arrived_at, routing.assigned_at, routing.due_at, routing.answered_at,
       routing.late_at, routing.moves, to_json(routing.why).dump(), routing.version}));
}

Result<bool> update_routing(db::Connection& connection, TenantId tenant,
                            const LeadRouting& routing) {
  return is_changed(connection.execute(
      "UPDATE lead_routing SET state = $4, territory_id = $5, owner_id = $6, assigned_at = $7, "
      "due_at = $8, answered_at = $9, late_at = $10, moves = $11, why = $12, version = version + 1 "
      "WHERE tenant_id = $1 AND lead_id = $2 AND version = $3",
      {tenant, routing.lead, routing.version, name_of(routing.state), routing.territory,
       routing.owner, routing.assigned_at, routing.due_at, routing.answered_at, routing.late_at,
       routing.moves, to_json(routing.why).dump()}));
}

Result<std::optional<LeadRouting>> routing(db::Connection& connection, TenantId tenant,
                                           LeadId lead) {
  db::ListQuery query(kColumns);
  query.add(" FROM lead_routing r WHERE r.tenant_id = ", tenant);
  query.add(" AND r.lead_id = ", lead);
  const auto all = read_all(connection, query);
  if (!all) return tl::unexpected(all.error());
  return all->empty() ? std::nullopt : std::optional(all->front());
}

Result<std::vector<LeadRouting>> newly_late(db::Connection& connection, TenantId tenant,
                                            Instant now, std::int64_t limit) {
  db::ListQuery query(kColumns);
  query.add(" FROM lead_routing r WHERE r.state = 'running' AND r.late_at IS NULL");
  query.add(" AND r.tenant_id = ", tenant).add(" AND r.due_at < ", now);
  query.add(" ORDER BY r.due_at, r.lead_id LIMIT ", limit);
  return read_all(connection, query);
}

QueuePlace place_of(const LeadRouting& routing) {
  return {.due_at = routing.due_at.value_or(Instant(kNever)), .lead = routing.lead};
}

Result<std::vector<LeadRouting>> waiting(db::Connection& connection, TenantId tenant,
                                         const std::optional<QueuePlace>& after,
                                         std::int64_t limit) {
  db::ListQuery query(kColumns);
  query.add(" FROM lead_routing r WHERE r.state = 'waiting' AND r.tenant_id = ", tenant);
  add_after(query, after);
  add_order(query, limit);
  return read_all(connection, query);
}

Result<std::optional<Instant>> next_due(db::Connection& connection, TenantId tenant) {
  return db::query_one(
      connection,
      "SELECT due_at FROM lead_routing WHERE tenant_id = $1 AND state = 'running' AND late_at IS "
      "NULL AND due_at IS NOT NULL ORDER BY due_at LIMIT 1",
      {tenant}, [](const db::Row& row) { return row.instant(0); });
}

Result<bool> is_any_waiting(db::Connection& connection, TenantId tenant) {
  return or_else(db::query_one(connection,
                               "SELECT 1 FROM lead_routing WHERE tenant_id = $1 AND state = "
                               "'waiting' LIMIT 1",
                               {tenant}, [](const db::Row&) { return true; }),
                 false);
}

Result<std::vector<QueuedLead>> queue(db::Connection& connection, const crm::Viewer& viewer,
                                      const QueueAsk& ask) {
  db::ListQuery query(kColumns);
  query.add(", v.company, v.first_name, v.last_name, v.status, v.source, v.city, v.country");
  add_queue(query, viewer, ask);
  add_after(query, ask.after);
  add_order(query, ask.limit);
  std::vector<QueuedLead> all;
  const auto read = query.run(connection, [&](const db::Row& row) {
    QueuedLead lead{.routing = routing_from(row), .company = text_of(row, 12)};
    lead.name = text_of(row, 13);
    const std::string last = text_of(row, 14);
    if (!lead.name.empty() && !last.empty()) lead.name += ' ';
    lead.name += last;
    lead.status = text_of(row, 15);
    lead.source = text_of(row, 16);
    lead.city = text_of(row, 17);
    lead.country = text_of(row, 18);
    all.push_back(std::move(lead));
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<std::int64_t> queue_count(db::Connection& connection, const crm::Viewer& viewer,
                                 const QueueAsk& ask) {
  db::ListQuery query("SELECT COUNT(*) FROM (SELECT 1 AS one");
  add_queue(query, viewer, ask);
  query.add(" LIMIT ", kQueueCountMax).add(") few");
  std::int64_t count = 0;
  const auto read = query.run(connection, [&](const db::Row& row) { count = row.int64(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

}  // namespace bailiwick::planning::lead_store
