// The tables of mail.
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::platform::mail {

[[nodiscard]] db::MigrationModule mail_migrations();

}  // namespace bailiwick::platform::mail
