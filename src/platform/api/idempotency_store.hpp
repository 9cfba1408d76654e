// Answers to writes under an Idempotency-Key, kept in the database: the port of http/idempotency.hpp for any number of processes.
//
// The key's row is written in the transaction of the work that it stands for, so a crash, a lost connection or a failover leaves both or
// neither. Of two requests under one key at once, the second one waits on SQLite, where there is one writer; on PostgreSQL an advisory
// lock, which ends with the transaction, tells it that the first still runs.
// A key is kept as its digest, since clients put what they like into it; an answer as it was sent. Thread-safe.
#pragma once

#include <string>

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

  void run(const http::IdempotencyKey& key, std::string fingerprint, Work work, Done done) override;

  // Removes what is older than kKeepSeconds. For a daily job.
  Result<std::int64_t> sweep();

 private:
  db::Database& database_;
  WallClock now_;
};

}  // namespace bailiwick::platform::api
