#include "platform/events/store.hpp"

#include <cassert>
#include <string>

namespace bailiwick::platform::events {
namespace {

using db::Connection;
using db::Row;
using db::Sql;
using db::Value;

StoredEvent event_of(const Row& row) {
  StoredEvent stored;
  stored.event.tenant = row.id<TenantTag>(0);
  stored.id = row.id<EventTag>(1);
  stored.position = row.optional_int64(2).value_or(0);
  stored.event.name = row.text(3);
  // A permission that this program does not know is nobody's.
  if (!row.is_null(4)) stored.event.audience.permission = identity::parse_permission(row.text(4));
  if (!row.is_null(5)) stored.event.audience.person = row.id<PersonTag>(5);
  stored.event.data = row.text(6);
  stored.at = row.instant(7);
  return stored;
}

Value permission_or_null(const Audience& audience) {
  return audience.permission ? Value(identity::name_of(*audience.permission)) : Value();
}

Value person_or_null(const Audience& audience) {
  return audience.person.is_nil() ? Value() : Value(audience.person);
}

}  // namespace

Result<std::int64_t> take_positions(Connection& connection, TenantId tenant, std::int64_t count) {
  std::int64_t last = 0;
  const auto done = connection.query(
      "INSERT INTO event_counter (tenant_id, last_position) VALUES ($1, $2) ON CONFLICT "
      "(tenant_id) DO UPDATE SET "
      "last_position = event_counter.last_position + excluded.last_position RETURNING "
      "last_position",
      {tenant, count}, [&](const Row& row) { last = row.int64(0); });
  if (!done) return tl::unexpected(done.error());
  assert(last >= count);
  return last;
}

Result<void> insert(Connection& connection, const StoredEvent& stored) {
  constexpr Sql kSqlite =
      "INSERT INTO event (tenant_id, event_id, position, written_in, name, audience_permission, "
      "audience_person, "
      "data, at) VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8)";
  constexpr Sql kPostgres =
      "INSERT INTO event (tenant_id, event_id, position, written_in, name, audience_permission, "
      "audience_person, "
      "data, at) VALUES ($1, $2, $3, pg_current_xact_id()::text::bigint, $4, $5, $6, $7, $8)";
  const auto done = connection.execute(
      connection.dialect() == db::Dialect::kPostgres ? kPostgres : kSqlite,
      {stored.event.tenant, stored.id, stored.position == 0 ? Value() : Value(stored.position),
       stored.event.name, permission_or_null(stored.event.audience),
       person_or_null(stored.event.audience), stored.event.data, stored.at});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> set_position(Connection& connection, const StoredEvent& stored) {
  const auto done = connection.execute(
      "UPDATE event SET position = $3 WHERE tenant_id = $1 AND event_id = $2 AND position IS NULL",
      {stored.event.tenant, stored.id, stored.position});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<std::vector<StoredEvent>> without_position(Connection& connection, std::int64_t count_max) {
  return db::query_all(
      connection,
      "SELECT tenant_id, event_id, position, name, audience_permission, audience_person, data, at "
      "FROM event WHERE position IS NULL ORDER BY tenant_id, written_in, event_id LIMIT $1",
      {count_max}, event_of);
}

Result<std::int64_t> last_position(Connection& connection, TenantId tenant) {
  const auto last =
      db::query_one(connection, "SELECT last_position FROM event_counter WHERE tenant_id = $1",
                    {tenant}, [](const Row& row) { return row.int64(0); });
  if (!last) return tl::unexpected(last.error());
  return last->value_or(0);
}

Result<std::vector<StoredEvent>> events_after(Connection& connection, TenantId tenant,
                                              std::int64_t position, std::int64_t count_max) {
  return db::query_all(
      connection,
      "SELECT tenant_id, event_id, position, name, audience_permission, audience_person, data, at "
      "FROM event WHERE tenant_id = $1 AND position IS NOT NULL AND position > $2 "
      "ORDER BY position LIMIT $3",
      {tenant, position, count_max}, event_of);
}

Result<std::int64_t> prune(Connection& connection, Instant before, std::int64_t count_max) {
  // What has no position yet has not been told to anybody: it stays.
  const auto events = connection.execute(
      "DELETE FROM event WHERE (tenant_id, event_id) IN (SELECT tenant_id, event_id FROM event "
      "WHERE at < $1 AND position IS NOT NULL LIMIT $2)",
      {before, count_max});
  if (!events) return events;
  const auto deliveries = connection.execute(
      "DELETE FROM webhook_delivery WHERE (tenant_id, webhook_id, delivery_id) IN (SELECT "
      "tenant_id, webhook_id, "
      "delivery_id FROM webhook_delivery WHERE at < $1 LIMIT $2)",
      {before, count_max});
  if (!deliveries) return deliveries;
  return *events + *deliveries;
}

}  // namespace bailiwick::platform::events
