#include "platform/identity/session_store.hpp"

namespace bailiwick::platform::identity {
namespace {

// Columns: session_id, person_id, created_at, last_seen_at, expires_at.
Session session_from(const db::Row& row) {
  return {.id = row.uuid(0),
          .person = row.id<PersonTag>(1),
          .created_at = row.instant(2),
          .last_seen_at = row.instant(3),
          .expires_at = row.instant(4)};
}

Result<void> done(const Result<std::int64_t>& changed) {
  if (!changed) return tl::unexpected(changed.error());
  return {};
}

}  // namespace

Result<void> insert_session(db::Connection& connection, TenantId tenant, const Session& session,
                            const crypto::Digest& secret) {
  return done(
      connection.execute("INSERT INTO session (tenant_id, session_id, person_id, secret_hash, "
                         "created_at, last_seen_at, "
                         "expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         {tenant, session.id, session.person, bytes_of(secret), session.created_at,
                          session.last_seen_at, session.expires_at}));
}

Result<std::optional<Session>> find_session(db::Connection& connection,
                                            const Credential& credential) {
  return db::query_one(
      connection,
      "SELECT s.session_id, s.person_id, s.created_at, s.last_seen_at, s.expires_at FROM session s "
      "JOIN person p ON p.tenant_id = s.tenant_id AND p.person_id = s.person_id "
      "WHERE s.tenant_id = $1 AND s.secret_hash = $2 AND p.status = 'active'",
      {credential.tenant, bytes_of(credential.digest)}, session_from);
}

Result<std::vector<Session>> sessions_of(db::Connection& connection, const PersonKey& key) {
  return db::query_all(
      connection,
      "SELECT session_id, person_id, created_at, last_seen_at, expires_at FROM session "
      "WHERE tenant_id = $1 AND person_id = $2 ORDER BY created_at DESC, session_id",
      {key.tenant, key.person}, session_from);
}

Result<std::int64_t> remove_session(db::Connection& connection, TenantId tenant,
                                    const Uuid& session) {
  return connection.execute("DELETE FROM session WHERE tenant_id = $1 AND session_id = $2",
                            {tenant, session});
}

Result<std::int64_t> remove_sessions(db::Connection& connection, const PersonKey& key,
                                     const std::optional<Uuid>& keep) {
  return connection.execute(
      "DELETE FROM session WHERE tenant_id = $1 AND person_id = $2 AND session_id <> $3",
      {key.tenant, key.person, keep.value_or(Uuid{})});
}

Result<void> touch_session(db::Connection& connection, TenantId tenant, const Uuid& session,
                           Instant now) {
  const auto touched = done(connection.execute(
      "UPDATE session SET last_seen_at = $3 WHERE tenant_id = $1 AND session_id = $2 AND "
      "last_seen_at < $3",
      {tenant, session, now}));
  if (!touched) return touched;
  return done(connection.execute(
      "UPDATE person SET last_seen_at = $3 WHERE tenant_id = $1 AND person_id = "
      "(SELECT person_id FROM session WHERE tenant_id = $1 AND session_id = $2) AND "
      "(last_seen_at IS NULL OR last_seen_at < $3)",
      {tenant, session, now}));
}

Result<std::int64_t> remove_expired_sessions(db::Connection& connection, TenantId tenant,
                                             Instant now, Instant idle_since) {
  return connection.execute(
      "DELETE FROM session WHERE tenant_id = $1 AND (expires_at <= $2 OR last_seen_at <= $3)",
      {tenant, now, idle_since});
}

Result<void> insert_link(db::Connection& connection, const PersonKey& key, LinkPurpose purpose,
                         const NewCredential& link, Instant expires_at) {
  return done(connection.execute(
      "INSERT INTO one_time_link (tenant_id, secret_hash, person_id, purpose, expires_at) "
      "VALUES ($1, $2, $3, $4, $5)",
      {key.tenant, bytes_of(link.digest), key.person, name_of(purpose), expires_at}));
}

Result<std::optional<PersonId>> take_link(db::Connection& connection, const Credential& credential,
                                          LinkPurpose purpose, Instant now) {
  return db::query_one(connection,
                       "DELETE FROM one_time_link WHERE tenant_id = $1 AND secret_hash = $2 AND "
                       "purpose = $3 AND expires_at > $4 RETURNING person_id",
                       {credential.tenant, bytes_of(credential.digest), name_of(purpose), now},
                       [](const db::Row& row) { return row.id<PersonTag>(0); });
}

Result<std::optional<PersonId>> find_link(db::Connection& connection, const Credential& credential,
                                          LinkPurpose purpose, Instant now) {
  return db::query_one(
      connection,
      "SELECT person_id FROM one_time_link WHERE tenant_id = $1 AND secret_hash = $2 "
      "AND purpose = $3 AND expires_at > $4",
      {credential.tenant, bytes_of(credential.digest), name_of(purpose), now},
      [](const db::Row& row) { return row.id<PersonTag>(0); });
}

Result<void> remove_links(db::Connection& connection, const PersonKey& key) {
  return done(
      connection.execute("DELETE FROM one_time_link WHERE tenant_id = $1 AND person_id = $2",
                         {key.tenant, key.person}));
}

Result<void> remove_expired_links(db::Connection& connection, TenantId tenant, Instant now) {
  return done(connection.execute(
      "DELETE FROM one_time_link WHERE tenant_id = $1 AND expires_at <= $2", {tenant, now}));
}

}  // namespace bailiwick::platform::identity
