// The tables of the CRM, for db::migrate().
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::crm {

[[nodiscard]] platform::db::MigrationModule crm_migrations();

}  // namespace bailiwick::crm
