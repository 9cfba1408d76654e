// The tables of jobs.
#pragma once

#include "platform/db/migrations.hpp"

namespace bailiwick::platform::jobs {

[[nodiscard]] db::MigrationModule jobs_migrations();

}  // namespace bailiwick::platform::jobs
