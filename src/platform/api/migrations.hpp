// The tables of platform/api, for db::migrate().
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::platform::api {

[[nodiscard]] db::MigrationModule api_migrations();

}  // namespace bailiwick::platform::api
