#include "platform/db/postgres_connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

#include "platform/db/postgres_copy_text.hpp"
#include "platform/db/postgres_row.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::size_t kStatementsMax = 512;
constexpr std::size_t kCopyPiece = std::size_t{1} << 16;
constexpr int kBinaryFormat = 1;

std::string_view or_empty(const char* text) { return text == nullptr ? std::string_view() : text; }

std::string_view without_line_end(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

// A server that is there and says no, as opposed to none.
bool is_refusal(std::string_view message) {
  return message.find("FATAL") != std::string_view::npos &&
         message.find("starting up") == std::string_view::npos &&
         message.find("shutting down") == std::string_view::npos &&
         message.find("too many") == std::string_view::npos &&
         message.find("recovery") == std::string_view::npos &&
         message.find("remaining connection") == std::string_view::npos;
}

tl::unexpected<Error> not_opened(const PGconn* handle) {
  const auto reason = without_line_end(or_empty(PQerrorMessage(handle)));
  if (is_refusal(reason)) {
    return fail(ErrorCode::kIo, "D001",
                fmt::format("PostgreSQL does not let the program in ({}). Check the name of the "
                            "database, the user and "
                            "the password.",
                            reason));
  }
  return fail(
      ErrorCode::kUnavailable, "D002",
      fmt::format("PostgreSQL cannot be reached ({}). Check that it runs, its host and its port.",
                  reason));
}

// What the server has to know of each connection. The lock time-out turns a wait that has no end into D002.
std::string session_settings(int busy_millis) {
  return fmt::format(
      "SET client_min_messages = 'warning'; SET lock_timeout = {}; SET "
      "idle_in_transaction_session_timeout = '10min'; "
      "SET default_transaction_isolation = 'repeatable read'",
      busy_millis);
}

}  // namespace

void PostgresConnection::Clearer::operator()(pg_result* result) const { PQclear(result); }

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& uri,
                                                                     int busy_millis) {
  const std::string seconds =
      std::to_string(std::max(2, (busy_millis + 999) / 1'000));  // libpq's least is 2
  // What stands before dbname yields to what the URI says.
  const std::array keywords = {
      "connect_timeout",  "keepalives_idle",  "keepalives_interval",
      "keepalives_count", "tcp_user_timeout", "fallback_application_name",
      "dbname",           "client_encoding",  static_cast<const char*>(nullptr)};
  const std::array values = {seconds.c_str(),
                             "10",
                             "5",
                             "3",
                             "15000",
                             "bailiwick",
                             uri.c_str(),
                             "UTF8",
                             static_cast<const char*>(nullptr)};
  std::unique_ptr<PostgresConnection> connection(
      new PostgresConnection(PQconnectdbParams(keywords.data(), values.data(), 1)));
  if (!connection->is_usable()) return not_opened(connection->handle_);
  const Answer set(PQexec(connection->handle_, session_settings(busy_millis).c_str()));
  if (PQresultStatus(set.get()) != PGRES_COMMAND_OK) return not_opened(connection->handle_);
  return connection;
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

bool PostgresConnection::is_usable() const { return PQstatus(handle_) == CONNECTION_OK; }

void PostgresConnection::begin_work() {
  remedy_ = Remedy::kNone;
  has_changed_ = false;
}

Result<void> PostgresConnection::control(Sql sql) {
  const std::string text(sql.text());
  const Answer answer(PQexec(handle_, text.c_str()));
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return refused(answer.get(), text);
  return {};
}

void PostgresConnection::roll_back() {
  if (is_usable() && PQtransactionStatus(handle_) != PQTRANS_IDLE)
    const Answer answer(PQexec(handle_, "ROLLBACK"));
}

tl::unexpected<Error> PostgresConnection::refused(const pg_result* result, std::string_view sql) {
  PostgresRefusal refusal;
  if (is_usable()) {
    refusal.state = or_empty(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    refusal.message = or_empty(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    refusal.function = or_empty(PQresultErrorField(result, PG_DIAG_SOURCE_FUNCTION));
    if (refusal.state.empty()) refusal.state = "XX000";  // libpq itself: no memory
  }
  PostgresFault fault = postgres_fault(refusal, sql);
  if (remedy_ == Remedy::kNone) remedy_ = fault.remedy;
  return tl::unexpected(std::move(fault.error));
}

Result<std::string> PostgresConnection::prepared(std::string_view sql,
                                                 const PostgresParameters& params) {
  std::string key = fmt::format("{}:{}", params.signature(), sql);
  if (const auto found = statements_.find(key); found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsMax) {
    const Answer answer(PQexec(handle_, "DEALLOCATE ALL"));
    statements_.clear();
  }
  std::string name = fmt::format("s{}", ++statement_number_);
  const std::string text(sql);
  const Answer answer(
      PQprepare(handle_, name.c_str(), text.c_str(), params.count(), params.types()));
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return refused(answer.get(), sql);
  statements_.emplace(std::move(key), name);
  return name;
}

// "INSERT 0 3", "UPDATE 3", "DELETE 3", "COPY 3"; a SELECT counts its rows too, but has changed none.
std::int64_t PostgresConnection::changed_rows(pg_result* result) {
  const std::string_view status = or_empty(PQcmdStatus(result));
  const bool is_change = status.starts_with("INSERT") || status.starts_with("UPDATE") ||
                         status.starts_with("DELETE") || status.starts_with("COPY") ||
                         status.starts_with("MERGE");
  if (!is_change) return 0;
  const std::string_view digits = or_empty(PQcmdTuples(result));
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  if (count > 0) has_changed_ = true;
  return count;
}

Result<std::int64_t> PostgresConnection::run(std::string_view sql, std::span<const Value> params,
                                             const OnRow* on_row) {
  const PostgresParameters values(params);
  const auto name = prepared(sql, values);
  if (!name) return tl::unexpected(name.error());
  const Answer answer(PQexecPrepared(handle_, name->c_str(), values.count(), values.data(),
                                     values.lengths(), values.formats(), kBinaryFormat));
  const auto status = PQresultStatus(answer.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return refused(answer.get(), sql);
  if (on_row != nullptr) {
    PostgresRow row(answer.get());
    for (int i = 0; i < PQntuples(answer.get()); ++i) {
      row.stand_at(i);
      (*on_row)(row);
    }
  }
  return changed_rows(answer.get());
}

Result<std::vector<unsigned>> PostgresConnection::column_types(const std::string& select) {
  const Answer answer(PQexec(handle_, select.c_str()));
  if (PQresultStatus(answer.get()) != PGRES_TUPLES_OK) return refused(answer.get(), select);
  std::vector<unsigned> types;
  for (int i = 0; i < PQnfields(answer.get()); ++i) types.push_back(PQftype(answer.get(), i));
  return types;
}

Result<std::int64_t> PostgresConnection::run_insert_many(std::string_view table,
                                                         std::span<const Sql> columns,
                                                         const NextRow& next) {
  std::string names;
  for (const Sql column : columns)
    names += fmt::format("{}{}", names.empty() ? "" : ", ", column.text());
  const auto types = column_types(fmt::format("SELECT {} FROM {} LIMIT 0", names, table));
  if (!types) return tl::unexpected(types.error());
  const std::string copy = fmt::format("COPY {} ({}) FROM STDIN", table, names);
  {
    const Answer begun(PQexec(handle_, copy.c_str()));
    if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return refused(begun.get(), copy);
  }
  return copy_rows(copy, *types, next);
}

Result<std::int64_t> PostgresConnection::copy_rows(const std::string& copy,
                                                   const std::vector<unsigned>& types,
                                                   const NextRow& next) {
  std::string piece;
  std::vector<Value> values;
  bool is_taken = true;
  try {
    while (is_taken && next(values)) {
      append_copy_row(values, types, piece);
      if (piece.size() < kCopyPiece) continue;
      is_taken = PQputCopyData(handle_, piece.data(), static_cast<int>(piece.size())) == 1;
      piece.clear();
    }
  } catch (...) {
    static_cast<void>(end_copy("the rows ended in an exception", copy));
    throw;
  }
  if (is_taken && !piece.empty()) {
    is_taken = PQputCopyData(handle_, piece.data(), static_cast<int>(piece.size())) == 1;
  }
  return end_copy(is_taken ? nullptr : "the rows could not be sent", copy);
}

Result<std::int64_t> PostgresConnection::end_copy(const char* fault, std::string_view sql) {
  if (PQputCopyEnd(handle_, fault) != 1) return refused(nullptr, sql);
  const Answer answer(PQgetResult(handle_));
  while (const Answer rest{PQgetResult(handle_)}) {
  }
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return refused(answer.get(), sql);
  return changed_rows(answer.get());
}

Result<std::int64_t> PostgresConnection::pipe_copy(const std::string& out,
                                                   PostgresConnection& target,
                                                   const std::string& in) {
  const Answer sending(PQexec(handle_, out.c_str()));
  if (PQresultStatus(sending.get()) != PGRES_COPY_OUT) return refused(sending.get(), out);
  const Answer taking(PQexec(target.handle_, in.c_str()));
  const bool is_taking = PQresultStatus(taking.get()) == PGRES_COPY_IN;
  bool is_taken = is_taking;
  char* row = nullptr;
  int size = 0;
  // All that was sent has to be read, wanted or not.
  while ((size = PQgetCopyData(handle_, &row, 0)) > 0) {
    if (is_taken) is_taken = PQputCopyData(target.handle_, row, size) == 1;
    PQfreemem(row);
  }
  const Answer sent(PQgetResult(handle_));
  while (const Answer rest{PQgetResult(handle_)}) {
  }
  if (!is_taking) return target.refused(taking.get(), in);
  const bool is_whole = PQresultStatus(sent.get()) == PGRES_COMMAND_OK;
  auto added =
      target.end_copy(is_whole && is_taken ? nullptr : "the other node stopped sending", in);
  if (!is_whole) return refused(sent.get(), out);
  return added;
}

}  // namespace bailiwick::platform::db
