// `bailiwick backup` and `bailiwick restore`.
#include <ostream>

#include <fmt/core.h>

#include "main/backup.hpp"
#include "main/installation.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "platform/crypto/random.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;

constexpr std::string_view kBackupTeaching =
    R"(Writes a consistent copy of the database into FOLDER while the server runs, with a manifest (SHA-256, migrations, rows of each
table) by which `bailiwick restore` checks it. FOLDER is made; it may not hold anything. The secret key (secret.key in the data
folder) is not part of a backup: keep one copy of it elsewhere.

Examples
  bailiwick backup /srv/backups/$(date +%F)
  bailiwick restore /srv/backups/2026-11-25 --check       # is that backup whole?

For PostgreSQL use pg_dump or pg_basebackup.)";

constexpr std::string_view kRestoreTeaching =
    R"(Checks a backup against its manifest and puts it in place of the database. Stop the server first. A database that is there is
replaced only with --force, and kept beside it as bailiwick.db.replaced.

Examples
  bailiwick restore /srv/backups/2026-11-25 --check
  bailiwick restore /srv/backups/2026-11-25 --force)";

void print(const Manifest& manifest, std::string_view what, bool is_json,
           const command::Console& console) {
  if (is_json) {
    console.out << manifest_json(manifest);
    return;
  }
  std::int64_t rows = 0;
  for (const auto& [table, count] : manifest.rows) rows += count;
  console.out << fmt::format("{}: {} tables, {} rows, {} bytes, SHA-256 {}\n", what,
                             manifest.rows.size(), rows, manifest.bytes, manifest.sha256);
}

command::ExitCode run_backup(const command::ParsedOptions& options,
                             const command::Console& console) {
  const bool is_json = options.has("json");
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), is_json, console);
  const auto database = platform::db::open_database(
      {.location = database_location(loaded->config), .readers = 1, .may_create = false});
  if (!database) return command::report_errors({database.error()}, is_json, console);
  const auto made =
      make_backup(**database, options.operands.front(), platform::crypto::system_wall_clock()());
  if (!made) return command::report_errors({made.error()}, is_json, console);
  print(*made, fmt::format("Backup in {}", options.operands.front()), is_json, console);
  return command::ExitCode::kOk;
}

command::ExitCode run_restore(const command::ParsedOptions& options,
                              const command::Console& console) {
  const bool is_json = options.has("json");
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), is_json, console);
  const std::string& folder = options.operands.front();
  if (options.has("check")) {
    const auto whole = verify_backup(folder);
    if (!whole) return command::report_errors({whole.error()}, is_json, console);
    print(*whole, "The backup is whole", is_json, console);
    return command::ExitCode::kOk;
  }
  if (is_postgres(database_location(loaded->config))) {
    return command::report_errors(
        {{ErrorCode::kInvalidInput, "X025",
          "The database is PostgreSQL's: restore it with pg_restore or from pg_basebackup."}},
        is_json, console);
  }
  const auto held = DataFolder::open(loaded->config, Hold::kAlone);
  if (!held) return command::report_errors({held.error()}, is_json, console);
  const auto restored =
      restore_backup({folder, database_file(loaded->config), options.has("force")});
  if (!restored) return command::report_errors({restored.error()}, is_json, console);
  print(*restored, fmt::format("Restored {}", database_file(loaded->config)), is_json, console);
  return command::ExitCode::kOk;
}

}  // namespace

command::Command backup_command() {
  auto spec = server_command("backup", "copy the database of a running server, with a manifest",
                             "FOLDER [OPTIONS]", kBackupTeaching);
  spec.operands_min = spec.operands_max = 1;
  return {spec, run_backup};
}

command::Command restore_command() {
  auto spec = server_command("restore", "check a backup and put it in place",
                             "FOLDER [--check] [--force] [OPTIONS]", kRestoreTeaching);
  spec.operands_min = spec.operands_max = 1;
  spec.options.insert(
      spec.options.begin(),
      {{"check", "", "What is done", "Only check the backup."},
       {"force", "", "What is done", "Replace the database that is there; it is kept beside it."}});
  return {spec, run_restore};
}

}  // namespace bailiwick
