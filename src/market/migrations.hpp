// The tables of the market.
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::market {

[[nodiscard]] platform::db::MigrationModule market_migrations();

}  // namespace bailiwick::market
