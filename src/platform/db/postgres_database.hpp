// A database on a PostgreSQL server. Private to this folder.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

// Connects once at first, so that a wrong name is told at the start. `options.location` is a libpq URI.
[[nodiscard]] Result<std::unique_ptr<Database>> open_postgres(const DatabaseOptions& options);

}  // namespace bailiwick::platform::db
