// A row of a result in PostgreSQL's binary format (src/backend/utils/adt, the _send functions). Private to this folder.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "platform/db/value.hpp"

struct pg_result;

namespace bailiwick::platform::db {

class PostgresRow final : public Row {
 public:
  explicit PostgresRow(const pg_result* result) : result_(result) {}
  void stand_at(int row) {
    row_ = row;
    written_.clear();
  }

  [[nodiscard]] std::size_t column_count() const override;
  [[nodiscard]] bool is_null(std::size_t column) const override;
  // Of smallint, integer, bigint, boolean, and numeric without decimals (sum of bigint).
  [[nodiscard]] std::int64_t int64(std::size_t column) const override;
  // Of those and real, double precision, numeric.
  [[nodiscard]] double real(std::size_t column) const override;
  // Of every kind of text, and of date.
  [[nodiscard]] std::string_view text(std::size_t column) const override;
  // Of bytea and uuid.
  [[nodiscard]] Bytes bytes(std::size_t column) const override;
  [[nodiscard]] Uuid uuid(std::size_t column) const override;

 private:
  [[nodiscard]] unsigned type_of(std::size_t column) const;
  [[nodiscard]] std::string_view raw(std::size_t column) const;

  const pg_result* result_;
  int row_ = 0;
  mutable std::deque<std::string> written_;  // texts that stand nowhere in the result
};

}  // namespace bailiwick::platform::db
