// One connection to a SQLite file, with its statements prepared once and kept by their text. One thread at a time.
// Private to this folder.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace bailiwick::platform::db {

class SqliteConnection final : public Connection {
 public:
  enum class Role { kReader, kWriter };
  struct Options {
    std::string file;
    Role role = Role::kReader;
    bool may_create = false;
    int busy_millis = 5'000;
  };
  [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>> open(const Options& options);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  [[nodiscard]] Dialect dialect() const override { return Dialect::kSqlite; }
  using Connection::perform;

  Result<void> control(Sql sql) override;
  // Ends the transaction, if there is one still, without saying how that went.
  void roll_back();
  // False also after SQLite itself rolled back, as it does when the disk is full.
  [[nodiscard]] bool is_in_transaction() const;
  [[nodiscard]] bool is_lost() const override { return !is_in_transaction() || is_care_wanted_; }
  // Whether parts of a transaction are savepoints. A savepoint copies every page that is changed within it; without, a part that
  // fails before it has changed anything is as good as undone, and one that fails later wants care: the transaction must then
  // be rolled back and tried again with it.
  void set_careful(bool is_careful) {
    is_careful_ = is_careful;
    is_care_wanted_ = false;
  }
  [[nodiscard]] bool is_care_wanted() const { return is_care_wanted_; }
  Result<std::int64_t> open_part() override;
  Result<void> close_part() override;
  Result<void> undo_part(std::int64_t mark) override;
  // Rows changed since the connection was opened.
  [[nodiscard]] std::int64_t changes_total() const;
  // The writer's: pages in the write-ahead log at its last commit, and writes them back to the database as far as no reader
  // needs them in the log.
  [[nodiscard]] int log_pages() const { return log_pages_; }
  void write_back();
  // Gives back the memory that a large change took.
  void release_cache();
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 protected:
  Result<std::int64_t> run(std::string_view sql, std::span<const Value> params,
                           const OnRow* on_row) override;
  Result<std::int64_t> run_insert_many(std::string_view table, std::span<const Sql> columns,
                                       const NextRow& next) override;

 private:
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Statement {
    std::unique_ptr<sqlite3_stmt, Finalizer> handle;
    std::vector<std::size_t> numbers;  // of the i-th parameter of SQLite, the n of $n, from 0
    std::size_t param_count = 0;       // the largest n
    bool is_running = false;
    bool is_schema_change = false;  // its changes are not counted as rows
  };
  // A statement while it runs: that of the cache, or one of its own where the same text runs inside its own rows.
  class Borrowed;
  struct TextHash {
    using is_transparent = void;
    // Statements of one length seldom end alike; to hash all of a long one would take longer than to find it.
    std::size_t operator()(std::string_view text) const {
      const std::string_view end =
          text.substr(text.size() - std::min<std::size_t>(text.size(), 40));
      return std::hash<std::string_view>{}(end) ^ (text.size() * 0x9E3779B97F4A7C15U);
    }
  };

  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  Result<Statement> prepare(std::string_view sql);
  Result<std::int64_t> step_all(Statement& statement, std::string_view sql, const OnRow* on_row);
  // By a statement for that many rows, and by one for a single row.
  Result<std::int64_t> insert_rows(std::string_view sql, std::span<const std::vector<Value>> rows);
  Result<std::int64_t> insert_one_by_one(std::string_view sql,
                                         std::span<const std::vector<Value>> rows);

  sqlite3* handle_;
  bool is_careful_ = true;
  bool is_care_wanted_ = false;
  std::int64_t schema_changes_ = 0;
  int log_pages_ = 0;
  std::unordered_map<std::string, Statement, TextHash, std::equal_to<>> statements_;
};

}  // namespace bailiwick::platform::db
