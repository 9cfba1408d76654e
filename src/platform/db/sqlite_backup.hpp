// Copies a running SQLite database, and looks it through. Private to this folder.
#pragma once

#include <string>

#include "base/result.hpp"
#include "platform/db/sqlite_connection.hpp"

namespace bailiwick::platform::db {

// A copy of what was committed when it began, in one new file without a write-ahead log, flushed to the disk, checked
// and then renamed to `file`. Writers go on meanwhile. D012 (kConflict) where `file` exists; else D001, D003, D004, D011.
[[nodiscard]] Result<void> back_up_sqlite(SqliteConnection& source, const std::string& file);

// PRAGMA quick_check: D003 with the first faults.
[[nodiscard]] Result<void> check_sqlite(SqliteConnection& connection, const std::string& file);

}  // namespace bailiwick::platform::db
