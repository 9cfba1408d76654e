// Many rows into one table: its indexes are made at the end, all at once.
//
// An index that is kept while rows come in no order of its own is met at a page for each row; one that is made of all rows sorts them first, which takes a
// fraction of the time. SQLite alone does so: its one writer holds the database anyway, and DDL is part of the transaction. On
// PostgreSQL, where DDL would lock readers out, and where the table has more rows than come, the indexes stay.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

// Fewer rows are not worth it.
inline constexpr std::int64_t kIndexesLaterRows = 20'000;

// Runs `fill`, which adds about so many rows to the table and looks nothing up in it but by what is unique, in the transaction of the connection. When it fails, so
// must the transaction: the indexes are gone until it is undone.
struct Filling {
  Sql table;
  std::int64_t rows = 0;
  // Of an index whether rows come in its order, at its end: it stays.
  std::function<bool(std::string_view index)> is_in_order = {};
  // Asked before each index is made; its error ends the filling.
  std::function<Result<void>()> may_go_on = {};
};
Result<void> fill_before_indexes(Connection& connection, const Filling& filling,
                                 const Connection::Work& fill);

}  // namespace bailiwick::platform::db
