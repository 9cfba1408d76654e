// All tables of this program: the migrations of every folder that has some, in the order in which they are applied.
#pragma once

#include <vector>

#include "platform/db/migrations.hpp"

namespace bailiwick {

[[nodiscard]] std::vector<platform::db::MigrationModule> all_migrations();

}  // namespace bailiwick
