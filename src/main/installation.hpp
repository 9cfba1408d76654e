// An installation as commands find it: its configuration, its data folder (locked), its database opened and brought up to date.
//
// Before migrations change a SQLite database that has tables, a backup is put into the data folder's backups/.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "main/data_folder.hpp"
#include "platform/config/config.hpp"
#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"

namespace bailiwick {

struct Installation {
  DataFolder folder;
  std::unique_ptr<platform::db::Database> database;
};

enum class Migrate { kYes, kNo };

[[nodiscard]] Result<Installation> open_installation(const platform::config::Config& config,
                                                     Migrate migrate);

struct Migrated {
  std::vector<platform::db::AppliedMigration> applied;
  std::string backup;  // the folder of the backup that was taken; empty: none was needed
};
[[nodiscard]] Result<Migrated> migrate_database(platform::db::Database& database,
                                                const DataFolder& folder);

}  // namespace bailiwick
