#include "platform/db/sqlite_database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "platform/db/listeners.hpp"
#include "platform/db/sqlite_backup.hpp"
#include "platform/db/sqlite_connection.hpp"
#include "platform/db/sqlite_snapshot.hpp"
#include "platform/db/sqlite_writer.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kScheme = "sqlite:";

std::string file_of(std::string_view location) {
  if (location.starts_with(kScheme)) location.remove_prefix(kScheme.size());
  return std::string(location);
}

std::size_t reader_count(const DatabaseOptions& options) {
  if (options.readers > 0) return static_cast<std::size_t>(options.readers);
  return std::clamp<std::size_t>(2 * std::size_t{std::thread::hardware_concurrency()}, 4, 32);
}

struct Reader {
  explicit Reader(std::unique_ptr<SqliteConnection> opened)
      : connection(std::move(opened)), snapshot(*connection) {}

  std::unique_ptr<SqliteConnection> connection;
  SqliteSnapshot snapshot;
};

// Connections for reading, made when they are first wanted. Thread-safe.
class Readers {
 public:
  Readers(SqliteConnection::Options options, std::size_t count_max)
      : options_(std::move(options)), count_max_(count_max) {}

  Result<std::unique_ptr<Reader>> take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || count_ < count_max_; });
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());  // the one used last: its pages are warm
      idle_.pop_back();
      return reader;
    }
    ++count_;
    lock.unlock();
    auto opened = SqliteConnection::open(options_);
    if (!opened) {
      give_up_place();
      return tl::unexpected(opened.error());
    }
    return std::make_unique<Reader>(std::move(*opened));
  }
  void put_back(std::unique_ptr<Reader> reader) {
    {
      const std::lock_guard lock(mutex_);
      idle_.push_back(std::move(reader));
    }
    returned_.notify_one();
  }
  // Ends the snapshots that nobody uses at the moment.
  void release_snapshots() {
    const std::lock_guard lock(mutex_);
    for (const auto& reader : idle_) {
      if (reader->snapshot.is_open()) reader->snapshot.end();
    }
  }

 private:
  void give_up_place() {
    {
      const std::lock_guard lock(mutex_);
      --count_;
    }
    returned_.notify_one();
  }

  SqliteConnection::Options options_;
  std::size_t count_max_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Reader>> idle_;
  std::size_t count_ = 0;
};

// A reader in use, back in the pool at the end however that comes; without its snapshot unless that is kept.
class Reading {
 public:
  Reading(Readers& readers, std::unique_ptr<Reader> reader)
      : readers_(readers), reader_(std::move(reader)) {}
  ~Reading() {
    if (!is_kept_) reader_->snapshot.end();
    readers_.put_back(std::move(reader_));
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  [[nodiscard]] SqliteConnection& connection() { return *reader_->connection; }
  [[nodiscard]] SqliteSnapshot& snapshot() { return reader_->snapshot; }
  void keep() {
    snapshot().keep();
    is_kept_ = true;
  }

 private:
  Readers& readers_;
  std::unique_ptr<Reader> reader_;
  bool is_kept_ = false;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const DatabaseOptions& options, std::unique_ptr<SqliteConnection> writer)
      : file_(file_of(options.location)),
        readers_({.file = file_,
                  .role = SqliteConnection::Role::kReader,
                  .busy_millis = options.busy_millis},
                 reader_count(options)),
        writer_(std::move(writer),
                {.is_group_commit = options.is_group_commit,
                 .waiting_max = static_cast<std::size_t>(options.writes_waiting_max),
                 .after_commit = [this] { listeners_.tell(); },
                 .release_snapshots = [this] { readers_.release_snapshots(); }}) {}

  [[nodiscard]] Dialect dialect() const override { return Dialect::kSqlite; }

  void on_commit(std::function<void()> listener) override { listeners_.add(std::move(listener)); }

  Result<void> backup_to(const std::string& file) override {
    auto reader = readers_.take();
    if (!reader) return tl::unexpected(reader.error());
    Reading reading(readers_, std::move(*reader));
    reading.snapshot().end();
    return back_up_sqlite(reading.connection(), file);
  }

  Result<void> check() override {
    auto reader = readers_.take();
    if (!reader) return tl::unexpected(reader.error());
    Reading reading(readers_, std::move(*reader));
    reading.snapshot().end();
    SqliteConnection& connection = reading.connection();
    return connection.perform([&](Connection&) { return check_sqlite(connection, file_); });
  }

 protected:
  Result<void> do_read(const Work& work) override {
    auto reader = readers_.take();
    if (!reader) return tl::unexpected(reader.error());
    Reading reading(readers_, std::move(*reader));
    if (auto begun = reading.snapshot().open(); !begun) return begun;
    auto done = reading.connection().perform(work);
    if (done) reading.keep();
    return done;
  }
  Result<void> do_write(const Work& work) override { return writer_.write(work); }
  void do_write_later(Work work, Done done) override {
    writer_.write_later(std::move(work), std::move(done));
  }

 private:
  std::string file_;
  Readers readers_;
  Listeners listeners_;
  SqliteWriter writer_;  // last: its thread uses what stands above
};

// Once, before SQLite is first used: its count of memory in use is a lock that all threads would share.
void configure_library() {
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(configured);
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const DatabaseOptions& options) {
  configure_library();
  const std::string file = file_of(options.location);
  std::error_code ignored;
  if (!options.may_create && !std::filesystem::exists(file, ignored)) {
    return fail(
        ErrorCode::kNotFound, "D001",
        fmt::format("There is no database at {}. Check the path, or let the server create it.",
                    file));
  }
  auto writer = SqliteConnection::open({.file = file,
                                        .role = SqliteConnection::Role::kWriter,
                                        .may_create = options.may_create,
                                        .busy_millis = options.busy_millis});
  if (!writer) return tl::unexpected(writer.error());
  return std::make_unique<SqliteDatabase>(options, std::move(*writer));
}

}  // namespace bailiwick::platform::db
