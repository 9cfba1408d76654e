// Answers to writes under an Idempotency-Key, kept in the database: the port of http/idempotency.hpp for any number of processes.
//
// A key is kept as its digest, since clients put what they like into it; an answer as it was sent. Thread-safe.
#pragma once

#include <string_view>

#include "base/time.hpp"
#include "platform/db/database.hpp"
#include "platform/http/idempotency.hpp"

namespace bailiwick::platform::api {

class DatabaseIdempotencyStore final : public http::IdempotencyStore {
 public:
  static constexpr std::int64_t kKeepSeconds = 24 * 3600;

  // `database` outlives the store.
  DatabaseIdempotencyStore(db::Database& database, WallClock now)
      : database_(database), now_(std::move(now)) {}

  Result<http::KeyFound> begin(const http::IdempotencyKey& key,
                               std::string_view fingerprint) override;
  Result<void> finish(const http::IdempotencyKey& key, const http::StoredAnswer& answer) override;
  Result<void> abandon(const http::IdempotencyKey& key) override;

  // Removes what is older than kKeepSeconds. For a daily job.
  Result<std::int64_t> sweep();

 private:
  db::Database& database_;
  WallClock now_;
};

}  // namespace bailiwick::platform::api
