#include "platform/db/sqlite_connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

#include "platform/db/sqlite_error.hpp"
#include "platform/db/sqlite_row.hpp"
#include "platform/db/sqlite_wal_buffer.hpp"

namespace bailiwick::platform::db {
namespace {

// The texts of the program are a few hundred; lists put together from parts may make more.
constexpr std::size_t kStatementsMax = 512;
// Rows that one statement inserts: more gain little.
constexpr std::size_t kRowsTogether = 32;

// The n of "$n", from 0; nothing for any other name.
std::optional<std::size_t> number_of_parameter(const char* name) {
  if (name == nullptr || name[0] != '$') return std::nullopt;
  std::size_t number = 0;
  const char* end = name + std::strlen(name);
  const auto read = std::from_chars(name + 1, end, number);
  if (read.ec != std::errc() || read.ptr != end || number == 0) return std::nullopt;
  return number - 1;
}

std::string insertion(std::string_view table, std::span<const Sql> columns, std::size_t rows) {
  std::string sql = fmt::format("INSERT INTO {} (", table);
  for (std::size_t c = 0; c < columns.size(); ++c)
    sql += fmt::format("{}{}", c == 0 ? "" : ", ", columns[c].text());
  sql += ") VALUES ";
  for (std::size_t place = 0; place < rows * columns.size(); ++place) {
    const bool is_first = place % columns.size() == 0;
    sql += fmt::format("{}${}", !is_first ? ", " : place == 0 ? "(" : "), (", place + 1);
  }
  return sql + ')';
}

bool is_blank(const char* tail) {
  return tail == nullptr || tail[std::strspn(tail, " \t\r\n;")] == '\0';
}

// Binds without copying: the values outlive the run of the statement.
int bind(sqlite3_stmt* statement, int index, const Value& value) {
  struct Binder {
    sqlite3_stmt* statement;
    int index;
    int operator()(std::monostate) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const {
      return sqlite3_bind_int64(statement, index, number);
    }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    int operator()(const std::string& text) const {
      return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    }
    int operator()(const Bytes& bytes) const {
      // A null pointer would be NULL, not no bytes.
      const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
      return sqlite3_bind_blob64(statement, index, data, bytes.size(), SQLITE_STATIC);
    }
  };
  return std::visit(Binder{statement, index}, value.variant());
}

constexpr Sql kForAll =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA mmap_size = 2147418112;";  // the most that SQLite maps
// Readers share their pages through the operating system; the writer's own cache holds what a commit changes.
constexpr Sql kForReaders =
    "PRAGMA cache_size = -16384;"
    "PRAGMA query_only = ON;";
constexpr Sql kForTheWriter =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA wal_autocheckpoint = 0;"
    "PRAGMA journal_size_limit = 67108864;"
    "PRAGMA cache_size = -524288;";
// What the writer's cache keeps from one commit to the next; a large change takes more as it goes, so that its pages are written once, at its end.
constexpr int kCacheKeptBytes = 64 << 20;

Result<void> run_script(sqlite3* handle, Sql sql) {
  const std::string text(sql.text());
  const int code = sqlite3_exec(handle, text.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(sqlite_error(handle, code, text));
  return {};
}

}  // namespace

void SqliteConnection::Finalizer::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

class SqliteConnection::Borrowed {
 public:
  Borrowed(SqliteConnection& owner, std::string_view sql) : owner_(owner), sql_(sql) {}
  ~Borrowed() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_->handle.get());
    statement_->is_running = false;  // what is bound still is bound anew before it is read
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

  Result<void> take() {
    const auto found = owner_.statements_.find(sql_);
    if (found != owner_.statements_.end() && !found->second.is_running) return use(found->second);
    auto prepared = owner_.prepare(sql_);
    if (!prepared) return tl::unexpected(prepared.error());
    if (found != owner_.statements_.end()) {
      own_ = std::move(*prepared);
      return use(own_);
    }
    if (owner_.statements_.size() >= kStatementsMax)
      std::erase_if(owner_.statements_, [](const auto& kept) { return !kept.second.is_running; });
    return use(
        owner_.statements_.try_emplace(std::string(sql_), std::move(*prepared)).first->second);
  }
  // $1 to the last, a row after the other.
  Result<void> bind_rows(std::span<const std::vector<Value>> rows) {
    int place = 0;
    std::size_t count = 0;
    for (const std::vector<Value>& row : rows) count += row.size();
    if (auto right = check_count(count); !right) return right;
    for (const std::vector<Value>& row : rows) {
      for (const Value& value : row) {
        const int code = bind(statement_->handle.get(), ++place, value);
        if (code != SQLITE_OK) return tl::unexpected(sqlite_error(owner_.handle_, code, sql_));
      }
    }
    return {};
  }
  Result<void> bind_all(std::span<const Value> params) {
    if (auto right = check_count(params.size()); !right) return right;
    for (std::size_t i = 0; i < statement_->numbers.size(); ++i) {
      const int code =
          bind(statement_->handle.get(), static_cast<int>(i) + 1, params[statement_->numbers[i]]);
      if (code != SQLITE_OK) return tl::unexpected(sqlite_error(owner_.handle_, code, sql_));
    }
    return {};
  }
  [[nodiscard]] Statement& statement() { return *statement_; }

 private:
  [[nodiscard]] Result<void> check_count(std::size_t count) const {
    if (count == statement_->param_count) return {};
    return fail(ErrorCode::kInternal, "D005",
                fmt::format("The statement wants {} parameters and was given {}: {}",
                            statement_->param_count, count, sql_));
  }
  Result<void> use(Statement& statement) {
    statement_ = &statement;
    statement.is_running = true;
    return {};
  }

  SqliteConnection& owner_;
  std::string_view sql_;
  Statement* statement_ = nullptr;
  Statement own_;
};

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const Options& options) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (options.may_create ? SQLITE_OPEN_CREATE : 0);
  const char* const vfs = options.role == Role::kWriter ? wal_buffer_vfs() : nullptr;
  const int code = sqlite3_open_v2(options.file.c_str(), &handle, flags, vfs);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle));
  if (code != SQLITE_OK) {
    return fail(ErrorCode::kIo, "D001",
                fmt::format("The database {} cannot be opened ({}). Check that the folder exists "
                            "and that the server may "
                            "write in it.",
                            options.file, sqlite3_errstr(code)));
  }
  sqlite3_busy_timeout(handle, options.busy_millis);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  auto ready = run_script(handle, kForAll);
  if (ready)
    ready = run_script(handle, options.role == Role::kWriter ? kForTheWriter : kForReaders);
  if (!ready) return tl::unexpected(ready.error());
  const auto note = [](void* log_pages, sqlite3*, const char*, int pages) {
    *static_cast<int*>(log_pages) = pages;
    return SQLITE_OK;
  };
  if (options.role == Role::kWriter) sqlite3_wal_hook(handle, note, &connection->log_pages_);
  return connection;
}

void SqliteConnection::write_back() {
  log_pages_ = 0;
  sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void SqliteConnection::release_cache() {
  int used = 0;
  int highest = 0;
  sqlite3_db_status(handle_, SQLITE_DBSTATUS_CACHE_USED, &used, &highest, 0);
  if (used > kCacheKeptBytes) sqlite3_db_release_memory(handle_);
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close_v2(handle_);
}

Result<void> SqliteConnection::control(Sql sql) {
  auto done = run(sql.text(), {}, nullptr);
  if (!done) return tl::unexpected(done.error());
  return {};
}

void SqliteConnection::roll_back() {
  if (is_in_transaction()) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

bool SqliteConnection::is_in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

std::int64_t SqliteConnection::changes_total() const { return sqlite3_total_changes64(handle_); }

Result<std::int64_t> SqliteConnection::open_part() {
  return is_careful_ ? Connection::open_part() : changes_total() + schema_changes_;
}

Result<void> SqliteConnection::close_part() {
  return is_careful_ ? Connection::close_part() : Result<void>();
}

Result<void> SqliteConnection::undo_part(std::int64_t mark) {
  if (is_careful_) return Connection::undo_part(mark);
  if (changes_total() + schema_changes_ == mark) return {};
  is_care_wanted_ = true;
  return fail(ErrorCode::kInternal, "D005", "A part of a transaction is to be undone with care.");
}

Result<SqliteConnection::Statement> SqliteConnection::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const std::string text(sql);
  const int code = sqlite3_prepare_v3(handle_, text.c_str(), static_cast<int>(text.size()) + 1,
                                      SQLITE_PREPARE_PERSISTENT, &raw, &tail);
  Statement statement;
  statement.handle.reset(raw);
  if (code != SQLITE_OK) return tl::unexpected(sqlite_error(handle_, code, sql));
  if (raw == nullptr || !is_blank(tail)) {
    return fail(ErrorCode::kInternal, "D005", fmt::format("One statement at a time: {}", sql));
  }
  const bool changes_rows = sql.starts_with("INSERT ") || sql.starts_with("UPDATE ") ||
                            sql.starts_with("DELETE ") || sql.starts_with("WITH ");
  statement.is_schema_change = sqlite3_stmt_readonly(raw) == 0 && !changes_rows;
  const int count = sqlite3_bind_parameter_count(raw);
  for (int i = 1; i <= count; ++i) {
    const auto number = number_of_parameter(sqlite3_bind_parameter_name(raw, i));
    if (!number)
      return fail(ErrorCode::kInternal, "D005", fmt::format("Parameters are $1, $2, ...: {}", sql));
    statement.numbers.push_back(*number);
    statement.param_count = std::max(statement.param_count, *number + 1);
  }
  return statement;
}

Result<std::int64_t> SqliteConnection::step_all(Statement& statement, std::string_view sql,
                                                const OnRow* on_row) {
  sqlite3_stmt* handle = statement.handle.get();
  const std::int64_t before = changes_total();
  const SqliteRow row(handle);
  int code = sqlite3_step(handle);
  for (; code == SQLITE_ROW; code = sqlite3_step(handle)) {
    if (on_row != nullptr) (*on_row)(row);
  }
  if (code != SQLITE_DONE) return tl::unexpected(sqlite_error(handle_, code, sql));
  return changes_total() == before ? 0 : sqlite3_changes64(handle_);
}

Result<std::int64_t> SqliteConnection::run(std::string_view sql, std::span<const Value> params,
                                           const OnRow* on_row) {
  Borrowed borrowed(*this, sql);
  auto ready = borrowed.take();
  if (ready) ready = borrowed.bind_all(params);
  if (!ready) return tl::unexpected(ready.error());
  if (borrowed.statement().is_schema_change) ++schema_changes_;
  return step_all(borrowed.statement(), sql, on_row);
}

// A table's cursor stays where it is from row to row of one statement, and is opened anew for each statement.
Result<std::int64_t> SqliteConnection::run_insert_many(std::string_view table,
                                                       std::span<const Sql> columns,
                                                       const NextRow& next) {
  std::vector<std::vector<Value>> rows(kRowsTogether);
  std::string together;
  std::int64_t added = 0;
  std::size_t count = 0;
  do {
    for (count = 0; count < rows.size() && next(rows[count]);) ++count;
    if (count == rows.size() && together.empty()) together = insertion(table, columns, rows.size());
    const auto done = count == rows.size() ? insert_rows(together, rows)
                                           : insert_one_by_one(insertion(table, columns, 1),
                                                               std::span(rows).first(count));
    if (!done) return done;
    added += *done;
  } while (count == rows.size());
  return added;
}

Result<std::int64_t> SqliteConnection::insert_rows(std::string_view sql,
                                                   std::span<const std::vector<Value>> rows) {
  Borrowed borrowed(*this, sql);
  if (auto ready = borrowed.take(); !ready) return tl::unexpected(ready.error());
  if (auto bound = borrowed.bind_rows(rows); !bound) return tl::unexpected(bound.error());
  return step_all(borrowed.statement(), sql, nullptr);
}

Result<std::int64_t> SqliteConnection::insert_one_by_one(std::string_view sql,
                                                         std::span<const std::vector<Value>> rows) {
  std::int64_t added = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto done = insert_rows(sql, rows.subspan(r, 1));
    if (!done) return done;
    added += *done;
  }
  return added;
}

}  // namespace bailiwick::platform::db
