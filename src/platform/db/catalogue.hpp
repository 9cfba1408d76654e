// What a database holds, by its own catalogue: for backups, which count what they keep.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

// The number of rows of every table. O(rows).
[[nodiscard]] Result<std::map<std::string, std::int64_t>> row_counts(Connection& connection);

}  // namespace bailiwick::platform::db
