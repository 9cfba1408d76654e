#include "platform/db/sqlite_row.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cassert>

namespace bailiwick::platform::db {

int SqliteRow::type_of(std::size_t column) const {
  assert(column < column_count());
  return sqlite3_column_type(statement_, static_cast<int>(column));
}

std::size_t SqliteRow::column_count() const {
  return static_cast<std::size_t>(sqlite3_column_count(statement_));
}

bool SqliteRow::is_null(std::size_t column) const { return type_of(column) == SQLITE_NULL; }

std::int64_t SqliteRow::int64(std::size_t column) const {
  assert(type_of(column) == SQLITE_INTEGER);
  return sqlite3_column_int64(statement_, static_cast<int>(column));
}

double SqliteRow::real(std::size_t column) const {
  assert(type_of(column) == SQLITE_FLOAT || type_of(column) == SQLITE_INTEGER);
  return sqlite3_column_double(statement_, static_cast<int>(column));
}

std::string_view SqliteRow::text(std::size_t column) const {
  assert(type_of(column) == SQLITE_TEXT);
  const auto* text =
      reinterpret_cast<const char*>(sqlite3_column_text(statement_, static_cast<int>(column)));
  return {text,
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, static_cast<int>(column)))};
}

Bytes SqliteRow::bytes(std::size_t column) const {
  assert(type_of(column) == SQLITE_BLOB);
  const auto* data =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, static_cast<int>(column)));
  return data == nullptr
             ? Bytes{}
             : Bytes(data, data + sqlite3_column_bytes(statement_, static_cast<int>(column)));
}

Uuid SqliteRow::uuid(std::size_t column) const {
  assert(type_of(column) == SQLITE_BLOB);
  const auto* data =
      static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, static_cast<int>(column)));
  Uuid uuid;
  assert(sqlite3_column_bytes(statement_, static_cast<int>(column)) ==
         static_cast<int>(uuid.bytes.size()));
  std::copy_n(data, uuid.bytes.size(), uuid.bytes.begin());
  return uuid;
}

}  // namespace bailiwick::platform::db
