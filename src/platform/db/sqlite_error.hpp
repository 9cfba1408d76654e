// What went wrong in SQLite, as an error of ours. Private to this folder.
#pragma once

#include <string_view>

#include "base/result.hpp"

struct sqlite3;

namespace bailiwick::platform::db {

// Of a call on `connection` that answered the extended result `code`; `sql` for the message of D005.
[[nodiscard]] Error sqlite_error(sqlite3* connection, int code, std::string_view sql);

}  // namespace bailiwick::platform::db
