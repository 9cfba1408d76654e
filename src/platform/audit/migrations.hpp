// The tables of the audit log, for db::migrate().
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::platform::audit {

[[nodiscard]] db::MigrationModule audit_migrations();

}  // namespace bailiwick::platform::audit
