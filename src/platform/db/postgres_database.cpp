#include "platform/db/postgres_database.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>
#include <utility>

#include "platform/db/listeners.hpp"
#include "platform/db/postgres_connection.hpp"
#include "platform/db/postgres_listener.hpp"
#include "platform/db/postgres_pool.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr Sql kBeginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr Sql kBeginWrite = "BEGIN ISOLATION LEVEL REPEATABLE READ";
constexpr Sql kCommit = "COMMIT";

// A write that loses against others is tried this often; each time it waits longer, by chance of its own.
constexpr int kTriesMax = 12;
constexpr std::chrono::milliseconds kFirstPause{2};
constexpr std::chrono::milliseconds kLongestPause{250};

using SteadyTime = std::chrono::steady_clock::time_point;

std::size_t connection_count(const DatabaseOptions& options) {
  if (options.readers > 0) return static_cast<std::size_t>(options.readers);
  return std::clamp<std::size_t>(4 * std::size_t{std::thread::hardware_concurrency()}, 8, 64);
}

std::chrono::milliseconds pause_before(int attempt) {
  const auto pause = std::min(kFirstPause * (1 << std::min(attempt, 10)), kLongestPause);
  // Threads that collided must not collide again: each waits for another part of the pause.
  const auto own = std::hash<std::thread::id>{}(std::this_thread::get_id()) +
                   static_cast<std::size_t>(attempt) * 7;
  return pause / 2 + pause * static_cast<int>(own % 16) / 32;
}

// A connection of the pool for one transaction, rolled back and returned at the end however that comes.
class Borrowed {
 public:
  Borrowed(PostgresPool& pool, std::unique_ptr<PostgresConnection> connection)
      : pool_(pool), connection_(std::move(connection)) {
    connection_->begin_work();
  }
  ~Borrowed() {
    connection_->roll_back();
    if (connection_->remedy() == Remedy::kReconnect ||
        connection_->remedy() == Remedy::kOtherNode) {
      pool_.discard(std::move(connection_));
    } else {
      pool_.put_back(std::move(connection_));
    }
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  PostgresConnection* operator->() { return connection_.get(); }

 private:
  PostgresPool& pool_;
  std::unique_ptr<PostgresConnection> connection_;
};

struct Attempt {
  Result<void> outcome;
  Remedy remedy = Remedy::kNone;
  bool has_changed = false;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const DatabaseOptions& options)
      : busy_millis_(options.busy_millis),
        pool_(options.location, connection_count(options), options.busy_millis),
        listener_(options.location, options.busy_millis, [this] { listeners_.tell(); }) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::kPostgres; }

  void on_commit(std::function<void()> listener) override { listeners_.add(std::move(listener)); }

  Result<void> backup_to(const std::string&) override {
    return fail(ErrorCode::kInvalidInput, "D010",
                "A database on PostgreSQL is backed up by PostgreSQL's own programs. Use pg_dump "
                "or pg_basebackup.");
  }

  Result<void> check() override {
    return read([](Connection& connection) -> Result<void> {
      auto answered = connection.execute("SELECT 1");
      if (!answered) return tl::unexpected(answered.error());
      return {};
    });
  }

 protected:
  Result<void> do_read(const Work& work) override {
    return until_done([&] {
      Attempt tried = attempt(kBeginRead, work);
      if (tried.remedy == Remedy::kOtherNode) tried.remedy = Remedy::kNone;
      return tried;
    });
  }

  Result<void> do_write(const Work& work) override {
    bool has_changed = false;
    auto done = until_done([&] {
      Attempt tried = attempt(kBeginWrite, work);
      has_changed = tried.has_changed;
      return tried;
    });
    if (done && has_changed) {
      listeners_.tell();
      listener_.notify();
    }
    return done;
  }

 private:
  Attempt attempt(Sql begin, const Work& work) {
    auto taken = pool_.take();
    if (!taken) {
      const bool may_help = taken.error().rule == "D002";
      return {tl::unexpected(taken.error()), may_help ? Remedy::kReconnect : Remedy::kNone};
    }
    Borrowed connection(pool_, std::move(*taken));
    Attempt tried;
    tried.outcome = connection->control(begin);
    if (tried.outcome) tried.outcome = connection->perform(work);
    if (tried.outcome) {
      tried.has_changed = connection->has_changed();
      tried.outcome = commit(*connection.operator->(), tried.has_changed);
    }
    if (!tried.outcome && tried.outcome.error().rule != "D013") tried.remedy = connection->remedy();
    return tried;
  }

  // When the connection breaks here nobody can say whether the commit took place.
  static Result<void> commit(PostgresConnection& connection, bool has_changed) {
    auto committed = connection.control(kCommit);
    if (committed || connection.is_usable() || !has_changed) return committed;
    return fail(ErrorCode::kUnavailable, "D013",
                "The connection to PostgreSQL was lost during a commit: the change may have been "
                "made or not. Look before "
                "trying again.");
  }

  template <class Try>
  Result<void> until_done(Try&& once) {
    const SteadyTime end =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(busy_millis_);
    for (int tries = 1;; ++tries) {
      Attempt tried = once();
      if (tried.outcome || tried.remedy == Remedy::kNone) return tried.outcome;
      // A collision is worth some tries, a lost server as long as we wait for anything.
      if (tried.remedy == Remedy::kAgain && tries >= kTriesMax) return tried.outcome;
      if (tried.remedy != Remedy::kAgain && std::chrono::steady_clock::now() >= end)
        return tried.outcome;
      std::this_thread::sleep_for(pause_before(tries));
    }
  }

  int busy_millis_;
  PostgresPool pool_;
  Listeners listeners_;
  PostgresListener listener_;  // last: its thread uses what stands above
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const DatabaseOptions& options) {
  auto first = PostgresConnection::open(options.location, options.busy_millis);
  if (!first) return tl::unexpected(first.error());
  return std::make_unique<PostgresDatabase>(options);
}

}  // namespace bailiwick::platform::db
