#include "platform/api/idempotency_store.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "platform/crypto/hash.hpp"

namespace bailiwick::platform::api {
namespace {

using Json = nlohmann::json;

db::Bytes hash_of(const http::IdempotencyKey& key) {
  const auto digest = crypto::sha256(key.key);
  return {digest.begin(), digest.end()};
}

struct Row {
  std::string fingerprint;
  Instant begun_at;
  std::optional<http::StoredAnswer> answer;
};

http::Pairs headers_of(std::string_view text) {
  http::Pairs headers;
  const Json json = Json::parse(text, nullptr, false);
  for (const Json& pair : json) headers.emplace_back(pair.at(0), pair.at(1));
  return headers;
}

Row row_from(const db::Row& row) {
  Row found{.fingerprint = std::string(row.text(0)), .begun_at = row.instant(1), .answer = {}};
  if (!row.is_null(2))
    found.answer = http::StoredAnswer{.status = static_cast<int>(row.int64(2)),
                                      .headers = headers_of(row.text(3)),
                                      .body = std::string(row.text(4))};
  return found;
}

Result<std::optional<Row>> find(db::Connection& connection, const http::IdempotencyKey& key) {
  return db::query_one(connection,
                       "SELECT fingerprint, begun_at, status, headers, body FROM idempotency_key "
                       "WHERE tenant_id = $1 AND person_id = $2 AND key_hash = $3",
                       {key.tenant, key.person, hash_of(key)}, row_from);
}

}  // namespace

Result<http::KeyFound> DatabaseIdempotencyStore::begin(const http::IdempotencyKey& key,
                                                       std::string_view fingerprint) {
  using http::KeyFound;
  using http::KeyState;
  const Instant now = now_();
  return database_.write([&](db::Connection& connection) -> Result<KeyFound> {
    // One of two at once inserts; the other sees the row, or runs again and then sees it.
    const auto inserted = connection.execute(
        "INSERT INTO idempotency_key (tenant_id, person_id, key_hash, fingerprint, begun_at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, person_id, key_hash) DO NOTHING",
        {key.tenant, key.person, hash_of(key), fingerprint, now});
    if (!inserted) return tl::unexpected(inserted.error());
    if (*inserted == 1) return KeyFound{.state = KeyState::kNew, .answer = {}};
    const auto row = find(connection, key);
    if (!row) return tl::unexpected(row.error());
    if (!*row) return KeyFound{.state = KeyState::kInProgress, .answer = {}};
    const Instant since = (*row)->begun_at;
    const bool is_old = now >= since.plus_seconds(kKeepSeconds);
    const bool is_left = !(*row)->answer && now >= since.plus_seconds(kHoldSeconds);
    if (is_old || is_left) {
      const auto taken = connection.execute(
          "UPDATE idempotency_key SET fingerprint = $4, begun_at = $5, status = NULL, headers = "
          "NULL, "
          "body = NULL WHERE tenant_id = $1 AND person_id = $2 AND key_hash = $3",
          {key.tenant, key.person, hash_of(key), fingerprint, now});
      if (!taken) return tl::unexpected(taken.error());
      return KeyFound{.state = KeyState::kNew, .answer = {}};
    }
    if ((*row)->fingerprint != fingerprint)
      return KeyFound{.state = KeyState::kOther, .answer = {}};
    if (!(*row)->answer) return KeyFound{.state = KeyState::kInProgress, .answer = {}};
    return KeyFound{.state = KeyState::kAnswered, .answer = (*row)->answer};
  });
}

Result<void> DatabaseIdempotencyStore::finish(const http::IdempotencyKey& key,
                                              const http::StoredAnswer& answer) {
  Json headers = Json::array();
  for (const auto& [name, value] : answer.headers) headers.push_back({name, value});
  const std::string headers_text = headers.dump(-1, ' ', false, Json::error_handler_t::replace);
  return database_.write([&](db::Connection& connection) -> Result<void> {
    const auto kept = connection.execute(
        "UPDATE idempotency_key SET status = $4, headers = $5, body = $6 "
        "WHERE tenant_id = $1 AND person_id = $2 AND key_hash = $3",
        {key.tenant, key.person, hash_of(key), answer.status, headers_text, answer.body});
    if (!kept) return tl::unexpected(kept.error());
    return {};
  });
}

Result<void> DatabaseIdempotencyStore::abandon(const http::IdempotencyKey& key) {
  return database_.write([&](db::Connection& connection) -> Result<void> {
    const auto removed = connection.execute(
        "DELETE FROM idempotency_key WHERE tenant_id = $1 AND person_id = $2 AND key_hash = $3 AND "
        "status IS NULL",
        {key.tenant, key.person, hash_of(key)});
    if (!removed) return tl::unexpected(removed.error());
    return {};
  });
}

Result<std::int64_t> DatabaseIdempotencyStore::sweep() {
  return database_.write([&](db::Connection& connection) {
    return connection.execute("DELETE FROM idempotency_key WHERE begun_at < $1",
                              {now_().plus_seconds(-kKeepSeconds)});
  });
}

}  // namespace bailiwick::platform::api
