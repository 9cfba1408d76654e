// From the text of a migration to the statements of one database. Pure. O(text). Private to this folder.
//
// Column types: {id} {int64} {real} {bytes} {text} {date} {instant}; ends of tables: {strict}, and {clustered} where rows are short
// and read by their key (SQLite then keeps them in the key's own tree: WITHOUT ROWID). What stands after a line
// "-- {sqlite}" or "-- {postgres}" is for that database only, until "-- {both}".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

// Statements end with ";" at the end of a line outside of $$ ... $$; comment lines are left out. An unknown {word} stays as it is, and the database
// refuses it.
[[nodiscard]] std::vector<std::string> migration_statements(std::string_view sql, Dialect dialect);

}  // namespace bailiwick::platform::db
