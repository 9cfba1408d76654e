// The tables of alignment, for db::migrate().
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::alignment {

[[nodiscard]] platform::db::MigrationModule alignment_migrations();

}  // namespace bailiwick::alignment
