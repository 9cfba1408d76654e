#include "platform/db/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace bailiwick::platform::db {
namespace {

Error of_constraint(int extended, const std::string& reason) {
  switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return {ErrorCode::kConflict, "D006",
              fmt::format("A row like that exists already ({}).", reason)};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return {ErrorCode::kConflict, "D007",
              "A row refers to another that is not there, or is still referred to. Read again what "
              "it refers to."};
    default:
      return {ErrorCode::kInvalidInput, "D009",
              fmt::format("The table does not take such a row ({}).", reason)};
  }
}

}  // namespace

Error sqlite_error(sqlite3* connection, int code, std::string_view sql) {
  const std::string reason =
      connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return {ErrorCode::kUnavailable, "D002",
              "Another program holds the database. Try again in a moment."};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::kIo, "D003",
              fmt::format(
                  "The database file is damaged ({}). Stop the server and restore the last backup.",
                  reason)};
    case SQLITE_FULL:
      return {ErrorCode::kIo, "D004",
              "The disk that holds the database is full. Make room; nothing was written."};
    case SQLITE_CONSTRAINT:
      return of_constraint(code, reason);
    case SQLITE_MISMATCH:
      return {ErrorCode::kInvalidInput, "D009",
              fmt::format("The table does not take such a row ({}).", reason)};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {
          ErrorCode::kIo, "D001",
          fmt::format(
              "The database cannot be opened ({}). Check that the server may write in its folder.",
              reason)};
    case SQLITE_IOERR:
      return {ErrorCode::kIo, "D011",
              fmt::format("The disk that holds the database does not read or write ({}, system "
                          "error {}). Check the disk.",
                          reason, connection != nullptr ? sqlite3_system_errno(connection) : 0)};
    default:
      return {ErrorCode::kInternal, "D005",
              fmt::format("The database refused a statement ({}): {}", reason, sql)};
  }
}

}  // namespace bailiwick::platform::db
