// The tables of events and webhooks.
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::platform::events {

[[nodiscard]] db::MigrationModule events_migrations();

}  // namespace bailiwick::platform::events
