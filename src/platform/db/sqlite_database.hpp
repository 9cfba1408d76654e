// A database that is a SQLite file: a pool of readers beside one writer. Private to this folder.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

// `options.location`: "sqlite:PATH" or a path.
[[nodiscard]] Result<std::unique_ptr<Database>> open_sqlite(const DatabaseOptions& options);

}  // namespace bailiwick::platform::db
