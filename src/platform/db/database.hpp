// The one door to a database: SQLite inside the process, or PostgreSQL beside it.
//
//   auto name = database.read([&](Connection& c) { return find_name(c, id); });
//   auto made = database.write([&](Connection& c) -> Result<PersonId> { ... });
//
// read(): a consistent view, no writes. write(): one transaction. The function may run again after a rollback (PostgreSQL:
// serialisation failures and deadlocks; SQLite: when another write of the same commit broke it), so it must have no other
// effect than on the database. When it returns a value and the commit is durable, write() returns that value; when it
// returns an error, or the commit fails, nothing of it is kept.
//
// A statement that fails ends its transaction: what follows in the function fails too (D005), and write() returns the first
// error even where the function went on. What may fail as a matter of course is asked for in SQL (ON CONFLICT DO NOTHING).
// Inside a function, read() of the same database is part of it. write() inside write() is too, as a savepoint: an error undoes the
// inner write alone and the outer one may go on, and what the inner one returned is durable once the outermost has returned.
// Where the transaction as a whole is lost (a collision, a broken connection), so is the outer write. write() inside read() is
// a mistake (assert).
//
// SQLite: WAL, synchronous=FULL, STRICT tables. One writer thread runs write functions one after the other, undoes those
// that fail, and commits those that are waiting together in one transaction (group commit): write() blocks its caller
// until the commit that holds it is on disk. Readers are a pool of connections beside it.
// PostgreSQL: a pool; write() runs on the caller's thread in a transaction of its own at REPEATABLE READ.
//
// All members are thread-safe. A Connection is used by one thread at a time and only inside the function it is handed to.
// Errors: D001 the database cannot be opened, D002 it is busy or cannot be reached now (kUnavailable), D003 it is
// damaged, D004 the disk is full, D005 a statement is refused (a bug of ours: kInternal), D006 a row like that exists
// already (unique or primary key; kConflict), D007 a row refers to another that is not there, or is referred to
// (kConflict), D008 too many writes are waiting (kUnavailable), D009 a check of the table, or text that is not UTF-8,
// refuses the row (kInvalidInput), D011 the disk does not read or write (kIo).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "platform/db/sql.hpp"
#include "platform/db/value.hpp"

namespace bailiwick::platform::db {

enum class Dialect { kSqlite, kPostgres };

class Database;

class Connection {
 public:
  using Work = std::function<Result<void>(Connection&)>;
  using OnRow = std::function<void(const Row&)>;
  // Fills the next row's values, where those of an earlier row may still be, and returns true; false when there are no more.
  using NextRow = std::function<bool(std::vector<Value>&)>;

  virtual ~Connection() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;

  // Runs a statement, prepared once a connection; the number of rows it changed.
  Result<std::int64_t> execute(SqlView sql, std::span<const Value> params);
  Result<std::int64_t> execute(SqlView sql, std::initializer_list<Value> params = {});
  // Runs a query (also INSERT ... RETURNING) and hands each row to `on_row`. PostgreSQL holds the whole answer in
  // memory: page through what may be long.
  Result<void> query(SqlView sql, std::span<const Value> params, const OnRow& on_row);
  Result<void> query(SqlView sql, std::initializer_list<Value> params, const OnRow& on_row);

  // Adds many rows: COPY on PostgreSQL, prepared statements of several rows on SQLite. The number of rows added.
  Result<std::int64_t> insert_many(Sql table, std::span<const Sql> columns, const NextRow& next);

 protected:
  // What the drivers do. `on_row` may be null.
  virtual Result<std::int64_t> run(std::string_view sql, std::span<const Value> params,
                                   const OnRow* on_row) = 0;
  virtual Result<std::int64_t> run_insert_many(std::string_view table, std::span<const Sql> columns,
                                               const NextRow& next) = 0;
  // A statement of the driver's own, outside of what is guarded: BEGIN, SAVEPOINT, PRAGMA.
  virtual Result<void> control(Sql sql) = 0;
  // A part of a transaction that can be undone alone: `mark` is what open_part() returned. Savepoints, unless the driver knows better.
  virtual Result<std::int64_t> open_part();
  virtual Result<void> close_part();
  virtual Result<void> undo_part(std::int64_t mark);
  // Whether undoing a part mends nothing: the transaction has ended by itself, or can only be tried again.
  [[nodiscard]] virtual bool is_lost() const = 0;

  // Runs `work` on this connection; its error, or that of the first statement that failed.
  Result<void> perform(const Work& work);

 private:
  friend class Database;
  friend class TrustedSql;
  Result<std::int64_t> guarded(std::string_view sql, std::span<const Value> params,
                               const OnRow* on_row);
  Result<void> perform_part(const Work& work);
  void abandon_part(std::int64_t mark, const Error& why);

  std::optional<Error> failure_;  // of the first statement that failed in this work
};

// The first row, mapped; nothing where there is none.
template <class Map>
auto query_one(Connection& connection, SqlView sql, std::initializer_list<Value> params, Map&& map)
    -> Result<std::optional<std::invoke_result_t<Map, const Row&>>> {
  std::optional<std::invoke_result_t<Map, const Row&>> found;
  const auto done = connection.query(sql, params, [&](const Row& row) {
    if (!found) found = map(row);
  });
  if (!done) return tl::unexpected(done.error());
  return found;
}

// All rows, mapped, in the order of the query.
template <class Map>
auto query_all(Connection& connection, SqlView sql, std::initializer_list<Value> params, Map&& map)
    -> Result<std::vector<std::invoke_result_t<Map, const Row&>>> {
  std::vector<std::invoke_result_t<Map, const Row&>> rows;
  const auto done =
      connection.query(sql, params, [&](const Row& row) { rows.push_back(map(row)); });
  if (!done) return tl::unexpected(done.error());
  return rows;
}

class Database {
 public:
  using Work = Connection::Work;

  virtual ~Database() = default;
  [[nodiscard]] virtual Dialect dialect() const = 0;

  // `work` returns a Result<T>; so do read() and write().
  template <class F>
  auto read(F&& work) -> std::invoke_result_t<F, Connection&> {
    return through<std::invoke_result_t<F, Connection&>>(
        [&](const Work& erased) { return run_read(erased); }, work);
  }
  template <class F>
  auto write(F&& work) -> std::invoke_result_t<F, Connection&> {
    return through<std::invoke_result_t<F, Connection&>>(
        [&](const Work& erased) { return run_write(erased); }, work);
  }

  // As write(), but the outcome is handed to `done`. Where the database writes on a thread of its own (SQLite) the caller does not wait, and
  // both functions are called on that thread, where all other writes wait for them; else both have been called when this returns.
  // Not inside of read() or write().
  template <class F, class Done>
  void write_later(F work, Done done) {
    using R = std::invoke_result_t<F, Connection&>;
    auto outcome = std::make_shared<std::optional<R>>();
    run_write_later(
        [work = std::move(work), outcome](Connection& connection) -> Result<void> {
          outcome->emplace(work(connection));
          if (!**outcome) return tl::unexpected((*outcome)->error());
          return {};
        },
        [done = std::move(done), outcome](const Result<void>& ran) {
          done(ran ? std::move(**outcome) : R(tl::unexpected(ran.error())));
        });
  }

  // Called after each durable commit that changed something, on the thread that committed: must be quick, and neither read nor
  // write. Wakes those who wait for new rows (jobs, events). On PostgreSQL it also hears of commits by other processes
  // (LISTEN), from a thread of its own. A listener is kept as long as the database: register before the work begins.
  virtual void on_commit(std::function<void()> listener) = 0;

  // Calls `then` when the write() that this thread is inside of has ended, however it ended; at once where it is in none. For
  // what is kept in memory and must not be read anew before the change is there.
  void after_write(std::function<void()> then);
  // Whether this thread is inside a write() of this database.
  [[nodiscard]] bool is_writing() const;

  // A consistent copy of a running SQLite database to a new file (online backup API); kInvalidInput (D010) on PostgreSQL,
  // which has pg_dump and pg_basebackup.
  virtual Result<void> backup_to(const std::string& file) = 0;

  // Whether the database is sound: every page and index of SQLite (seconds a gigabyte; D003 says what is wrong); that
  // PostgreSQL answers.
  virtual Result<void> check() = 0;

 protected:
  virtual Result<void> do_read(const Work& work) = 0;
  virtual Result<void> do_write(const Work& work) = 0;
  using Done = std::function<void(const Result<void>&)>;
  virtual void do_write_later(Work work, Done done) { done(do_write(work)); }

 private:
  Result<void> run_read(const Work& work);
  Result<void> run_write(const Work& work);
  void run_write_later(Work work, Done done);

  template <class R, class Run, class F>
  static R through(Run&& run, F& work) {
    std::optional<R> outcome;
    const Result<void> ran = run([&](Connection& connection) -> Result<void> {
      outcome.emplace(work(connection));
      if (!*outcome) return tl::unexpected(outcome->error());
      return {};
    });
    if (!ran) return tl::unexpected(ran.error());
    return std::move(*outcome);
  }
};

// Where a database is: "sqlite:FOLDER/bailiwick.db", a plain path (SQLite), or a libpq URI
// ("postgresql://user@host1,host2/name?target_session_attrs=read-write").
struct DatabaseOptions {
  std::string location;
  int readers =
      0;  // SQLite: threads that read at once; PostgreSQL: connections; 0: a sensible number
  bool is_group_commit = true;  // SQLite; off only to measure what it brings
  bool may_create = true;       // SQLite: make the file where there is none
  int busy_millis = 5'000;  // how long to wait for another process, or a connection, before D002
  int writes_waiting_max = 4'096;  // SQLite: more than these are refused with D008
};

[[nodiscard]] Result<std::unique_ptr<Database>> open_database(const DatabaseOptions& options);

}  // namespace bailiwick::platform::db
