#include "main/installation.hpp"

#include <algorithm>
#include <utility>

#include "main/backup.hpp"
#include "main/modules.hpp"
#include "platform/crypto/random.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;

// Whether anything was ever applied: a database that is being made needs no backup.
bool has_tables(std::size_t pending) {
  std::size_t all = 0;
  for (const auto& module : all_migrations()) all += module.migrations.size();
  return pending < all;
}

// "2026-11-25T18-21-42.000123Z": a name that sorts by time and suits every file system.
std::string folder_name(Instant now) {
  std::string text = to_text(now);
  std::replace(text.begin(), text.end(), ':', '-');
  return "backups/before-migration-" + text;
}

}  // namespace

Result<Migrated> migrate_database(db::Database& database, const DataFolder& folder) {
  const auto modules = all_migrations();
  const auto pending = db::pending_migrations(database, modules);
  if (!pending) return tl::unexpected(pending.error());
  Migrated migrated;
  if (pending->empty()) return migrated;
  if (database.dialect() == db::Dialect::kSqlite && has_tables(pending->size())) {
    const Instant now = platform::crypto::system_wall_clock()();
    migrated.backup = folder.path(folder_name(now));
    if (const auto kept = make_backup(database, migrated.backup, now); !kept)
      return tl::unexpected(kept.error());
  }
  auto applied = db::migrate(database, modules);
  if (!applied) return tl::unexpected(applied.error());
  migrated.applied = std::move(*applied);
  return migrated;
}

Result<Installation> open_installation(const platform::config::Config& config, Migrate migrate) {
  auto folder = DataFolder::open(config, Hold::kShared);
  if (!folder) return tl::unexpected(folder.error());
  auto database = db::open_database({.location = database_location(config),
                                     .readers = static_cast<int>(config.database_readers),
                                     .is_group_commit = config.database_group_commit != "off"});
  if (!database) return tl::unexpected(database.error());
  if (migrate == Migrate::kYes) {
    if (const auto done = migrate_database(**database, *folder); !done)
      return tl::unexpected(done.error());
  }
  return Installation{std::move(*folder), std::move(*database)};
}

}  // namespace bailiwick
