#include "platform/db/database.hpp"

#include <fmt/format.h>

#include <cassert>

#include "base/text.hpp"
#include "platform/db/postgres_database.hpp"
#include "platform/db/sqlite_database.hpp"

namespace bailiwick::platform::db {
namespace {

// What this thread is inside of: the innermost function of read() or write() that is running.
struct Inside {
  const Database* database = nullptr;
  Connection* connection = nullptr;
  const Inside* outer = nullptr;
};
thread_local const Inside* inside = nullptr;

Connection* connection_inside(const Database& database) {
  for (const Inside* at = inside; at != nullptr; at = at->outer) {
    if (at->database == &database) return at->connection;
  }
  return nullptr;
}

class Entered {
 public:
  Entered(const Database& database, Connection& connection)
      : frame_{&database, &connection, inside} {
    inside = &frame_;
  }
  ~Entered() { inside = frame_.outer; }
  Entered(const Entered&) = delete;
  Entered& operator=(const Entered&) = delete;

 private:
  Inside frame_;
};

// PostgreSQL takes UTF-8 without zeros only; so that both databases hold the same, neither gets anything else.
std::optional<Error> fault_of_text(std::span<const Value> params) {
  for (std::size_t i = 0; i < params.size(); ++i) {
    const auto* text = std::get_if<std::string>(&params[i].variant());
    if (text == nullptr || (is_utf8(*text) && text->find('\0') == std::string::npos)) continue;
    return Error{
        ErrorCode::kInvalidInput, "D009",
        fmt::format(
            "Parameter {} is not UTF-8 text, or holds a zero character. Remove those characters.",
            i + 1)};
  }
  return std::nullopt;
}

}  // namespace

Result<std::int64_t> Connection::guarded(std::string_view sql, std::span<const Value> params,
                                         const OnRow* on_row) {
  if (failure_) {
    return fail(ErrorCode::kInternal, "D005",
                fmt::format("A statement was tried after another had failed ({}): {}",
                            failure_->message, sql));
  }
  Result<std::int64_t> done = 0;
  if (auto fault = fault_of_text(params)) {
    done = tl::unexpected(std::move(*fault));
  } else {
    done = run(sql, params, on_row);
  }
  if (!done) failure_ = done.error();
  return done;
}

Result<std::int64_t> Connection::execute(SqlView sql, std::span<const Value> params) {
  return guarded(sql.text(), params, nullptr);
}

Result<std::int64_t> Connection::execute(SqlView sql, std::initializer_list<Value> params) {
  return guarded(sql.text(), std::span(params.begin(), params.size()), nullptr);
}

Result<void> Connection::query(SqlView sql, std::span<const Value> params, const OnRow& on_row) {
  const auto done = guarded(sql.text(), params, &on_row);
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<void> Connection::query(SqlView sql, std::initializer_list<Value> params,
                               const OnRow& on_row) {
  return query(sql, std::span(params.begin(), params.size()), on_row);
}

Result<std::int64_t> Connection::insert_many(Sql table, std::span<const Sql> columns,
                                             const NextRow& next) {
  assert(!columns.empty());
  if (failure_) return guarded(table.text(), {}, nullptr);
  std::optional<Error> fault;
  const NextRow checked = [&](std::vector<Value>& values) {
    if (!next(values)) return false;
    assert(values.size() == columns.size() && "a value for each column");
    fault = fault_of_text(values);
    return !fault;
  };
  auto done = run_insert_many(table.text(), columns, checked);
  if (done && fault) done = tl::unexpected(std::move(*fault));
  if (!done) failure_ = done.error();
  return done;
}

Result<void> Connection::perform(const Database& owner, const Work& work) {
  failure_.reset();
  const Entered entered(owner, *this);
  auto done = work(*this);
  if (done && failure_) return tl::unexpected(*failure_);
  return done;
}

Result<void> Database::run_read(const Work& work) {
  if (Connection* connection = connection_inside(*this)) return work(*connection);
  return do_read(work);
}

Result<void> Database::run_write(const Work& work) {
  assert(connection_inside(*this) == nullptr &&
         "write() within read() or write() of the same database");
  return do_write(work);
}

Result<std::unique_ptr<Database>> open_database(const DatabaseOptions& options) {
  const std::string_view location = options.location;
  if (location.starts_with("postgresql://") || location.starts_with("postgres://"))
    return open_postgres(options);
  return open_sqlite(options);
}

}  // namespace bailiwick::platform::db
