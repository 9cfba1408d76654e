// The tables of companies and people, for db::migrate().
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::platform::identity {

[[nodiscard]] db::MigrationModule identity_migrations();

}  // namespace bailiwick::platform::identity
