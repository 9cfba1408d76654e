#include "platform/api/idempotency_store.hpp"

#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "platform/crypto/hash.hpp"

namespace bailiwick::platform::api {
namespace {

using Json = nlohmann::json;

using http::KeyFound;
using http::KeyState;

// The error of a transaction that is to leave nothing though nothing broke; it goes no further than run().
constexpr std::string_view kNotKept = "not kept";

// What the statements below call $1, $2 and $3.
struct Name {
  db::Value tenant;
  db::Value person;
  db::Value hash;
};

Name name_of(const http::IdempotencyKey& key) {
  const auto digest = crypto::sha256(key.key);
  return {
      .tenant = key.tenant, .person = key.person, .hash = db::Bytes(digest.begin(), digest.end())};
}

http::Pairs headers_of(std::string_view text) {
  http::Pairs headers;
  const Json json = Json::parse(text, nullptr, false);
  for (const Json& pair : json) headers.emplace_back(pair.at(0), pair.at(1));
  return headers;
}

std::string headers_text(const http::Pairs& headers) {
  Json json = Json::array();
  for (const auto& [name, value] : headers) json.push_back({name, value});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Whether this transaction is the only one that works for the key. On SQLite it is the only one that writes.
Result<bool> hold(db::Connection& connection, const http::IdempotencyKey& key) {
  if (connection.dialect() != db::Dialect::kPostgres) return true;
  const auto digest = crypto::sha256(key.tenant.text() + key.person.text() + key.key);
  std::int64_t number = 0;
  std::memcpy(&number, digest.data(), sizeof number);
  const auto held = db::query_one(connection, "SELECT pg_try_advisory_xact_lock($1)", {number},
                                  [](const db::Row& row) { return row.truth(0); });
  if (!held) return tl::unexpected(held.error());
  return held->value_or(false);
}

Result<std::optional<KeyFound>> find(db::Connection& connection, const Name& name,
                                     std::string_view fingerprint, Instant oldest) {
  return db::query_one(
      connection,
      "SELECT fingerprint, status, headers, body FROM idempotency_key WHERE tenant_id = $1 AND "
      "person_id = $2 AND key_hash = $3 AND begun_at > $4 AND status IS NOT NULL",
      {name.tenant, name.person, name.hash, oldest}, [&](const db::Row& row) {
        if (row.text(0) != fingerprint) return KeyFound{.state = KeyState::kOther, .answer = {}};
        return KeyFound{.state = KeyState::kAnswered,
                        .answer = http::StoredAnswer{.status = static_cast<int>(row.int64(1)),
                                                     .headers = headers_of(row.text(2)),
                                                     .body = std::string(row.text(3))}};
      });
}

// In the place of an older one. Where another transaction has added the key since this one began, the database makes it start again.
Result<std::int64_t> keep(db::Connection& connection, const Name& name,
                          std::string_view fingerprint, Instant now,
                          const http::StoredAnswer& answer) {
  return connection.execute(
      "INSERT INTO idempotency_key (tenant_id, person_id, key_hash, fingerprint, begun_at, status, "
      "headers, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, person_id, "
      "key_hash) DO UPDATE SET fingerprint = $4, begun_at = $5, status = $6, headers = $7, body = "
      "$8",
      {name.tenant, name.person, name.hash, fingerprint, now, answer.status,
       headers_text(answer.headers), answer.body});
}

}  // namespace

void DatabaseIdempotencyStore::run(const http::IdempotencyKey& key, std::string fingerprint,
                                   Work work, Done done) {
  database_.write_later(
      [key, name = name_of(key), fingerprint = std::move(fingerprint), now = now_(),
       work = std::move(work)](db::Connection& connection) -> Result<KeyFound> {
        const auto is_held = hold(connection, key);
        if (!is_held) return tl::unexpected(is_held.error());
        if (!*is_held) return KeyFound{.state = KeyState::kInProgress, .answer = {}};
        auto found = find(connection, name, fingerprint, now.plus_seconds(-kKeepSeconds));
        if (!found) return tl::unexpected(found.error());
        if (*found) return std::move(**found);
        const auto answer = work();
        if (!answer) return fail(ErrorCode::kInternal, kNotKept, "");
        const auto kept = keep(connection, name, fingerprint, now, *answer);
        if (!kept) return tl::unexpected(kept.error());
        return KeyFound{};
      },
      [done = std::move(done)](Result<KeyFound> ran) {
        if (!ran && ran.error().rule == kNotKept) ran = KeyFound{};
        done(std::move(ran));
      });
}

Result<std::int64_t> DatabaseIdempotencyStore::sweep() {
  return database_.write([&](db::Connection& connection) {
    return connection.execute("DELETE FROM idempotency_key WHERE begun_at < $1",
                              {now_().plus_seconds(-kKeepSeconds)});
  });
}

}  // namespace bailiwick::platform::api
