// The row a SQLite statement stands at. Private to this folder.
#pragma once

#include "platform/db/value.hpp"

struct sqlite3_stmt;

namespace bailiwick::platform::db {

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] std::size_t column_count() const override;
  [[nodiscard]] bool is_null(std::size_t column) const override;
  [[nodiscard]] std::int64_t int64(std::size_t column) const override;
  // Also of a whole number: sum() of an empty set of doubles is one.
  [[nodiscard]] double real(std::size_t column) const override;
  [[nodiscard]] std::string_view text(std::size_t column) const override;
  [[nodiscard]] Bytes bytes(std::size_t column) const override;
  [[nodiscard]] Uuid uuid(std::size_t column) const override;

 private:
  [[nodiscard]] int type_of(std::size_t column) const;

  sqlite3_stmt* statement_;
};

}  // namespace bailiwick::platform::db
