#include "platform/db/database.hpp"

#include <fmt/format.h>

#include <cassert>

#include "base/text.hpp"
#include "platform/db/postgres_database.hpp"
#include "platform/db/sqlite_database.hpp"

namespace bailiwick::platform::db {
namespace {

using Hooks = std::vector<std::function<void()>>;

// What this thread is inside of: the innermost outer function of read() or write() that is running.
struct Inside {
  const Database* database = nullptr;
  Connection* connection = nullptr;
  Hooks* after = nullptr;  // of a write()
  const Inside* outer = nullptr;
};
thread_local const Inside* inside = nullptr;

const Inside* inside_of(const Database& database) {
  for (const Inside* at = inside; at != nullptr; at = at->outer) {
    if (at->database == &database) return at;
  }
  return nullptr;
}

class Entered {
 public:
  Entered(const Database& database, Connection& connection, Hooks* after)
      : frame_{&database, &connection, after, inside} {
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

Result<void> Connection::perform(const Work& work) {
  failure_.reset();
  auto done = work(*this);
  if (done && failure_) return tl::unexpected(*failure_);
  return done;
}

Result<void> Connection::perform_part(const Work& work) {
  if (failure_) return tl::unexpected(*failure_);
  const auto mark = open_part();
  if (!mark) {
    failure_ = mark.error();
    return tl::unexpected(mark.error());
  }
  Result<void> done;
  try {
    done = work(*this);
  } catch (...) {
    abandon_part(*mark, {ErrorCode::kInternal, "D005", "A part of a transaction threw."});
    throw;
  }
  if (done && failure_) done = tl::unexpected(*failure_);
  if (done) done = close_part();
  if (!done) abandon_part(*mark, done.error());
  return done;
}

// Goes back to before the part; where that mends nothing, its error is that of the whole.
void Connection::abandon_part(std::int64_t mark, const Error& why) {
  if (!failure_) failure_ = why;
  if (!is_lost() && undo_part(mark)) failure_.reset();
}

Result<std::int64_t> Connection::open_part() {
  if (auto opened = control("SAVEPOINT part"); !opened) return tl::unexpected(opened.error());
  return 0;
}

Result<void> Connection::close_part() { return control("RELEASE SAVEPOINT part"); }

Result<void> Connection::undo_part(std::int64_t) {
  if (auto undone = control("ROLLBACK TO SAVEPOINT part"); !undone) return undone;
  return close_part();
}

Result<void> Database::run_read(const Work& work) {
  if (const Inside* at = inside_of(*this)) return work(*at->connection);
  const auto entered = [&](Connection& connection) {
    const Entered here(*this, connection, nullptr);
    return work(connection);
  };
  return do_read(std::cref(entered));
}

Result<void> Database::run_write(const Work& work) {
  if (const Inside* at = inside_of(*this)) {
    assert(at->after != nullptr && "write() within read() of the same database");
    return at->connection->perform_part(work);
  }
  Hooks after;
  const auto entered = [&](Connection& connection) {
    after.clear();  // of a try that was rolled back
    const Entered here(*this, connection, &after);
    return work(connection);
  };
  auto done = do_write(std::cref(entered));
  for (const auto& then : after) then();
  return done;
}

void Database::run_write_later(Work work, Done done) {
  assert(inside_of(*this) == nullptr && "write_later() within read() or write()");
  const auto after = std::make_shared<Hooks>();
  do_write_later(
      [this, after, work = std::move(work)](Connection& connection) {
        after->clear();
        const Entered here(*this, connection, after.get());
        return work(connection);
      },
      [after, done = std::move(done)](const Result<void>& outcome) {
        for (const auto& then : *after) then();
        done(outcome);
      });
}

bool Database::is_writing() const {
  const Inside* at = inside_of(*this);
  return at != nullptr && at->after != nullptr;
}

void Database::after_write(std::function<void()> then) {
  if (const Inside* at = inside_of(*this); at != nullptr && at->after != nullptr) {
    at->after->push_back(std::move(then));
  } else {
    then();
  }
}

Result<std::unique_ptr<Database>> open_database(const DatabaseOptions& options) {
  const std::string_view location = options.location;
  if (location.starts_with("postgresql://") || location.starts_with("postgres://"))
    return open_postgres(options);
  return open_sqlite(options);
}

}  // namespace bailiwick::platform::db
