// The tables of plans.
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::planning {

[[nodiscard]] platform::db::MigrationModule planning_migrations();

}  // namespace bailiwick::planning
