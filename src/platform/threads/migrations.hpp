// The tables of comments.
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::platform::threads {

[[nodiscard]] db::MigrationModule threads_migrations();

}  // namespace bailiwick::platform::threads
