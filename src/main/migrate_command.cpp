// `bailiwick migrate`: brings the database up to this version.
#include <nlohmann/json.hpp>
#include <ostream>

#include <fmt/core.h>

#include "main/installation.hpp"
#include "main/modules.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace db = platform::db;

constexpr std::string_view kTeaching =
    R"(Makes the tables of an empty database, or changes those of an earlier version into this one's. A backup of a SQLite
database is taken before, into the data folder's backups/. `serve` and `worker` do the same when they start; this command is for
those who want to see it done first. A database that a newer version has changed is refused.

Examples
  bailiwick migrate --check        # what would be done; exit code 1 where something would
  bailiwick migrate)";

command::CommandSpec spec() {
  auto made = server_command("migrate", "bring the database up to this version, after a backup",
                             "[--check] [OPTIONS]", kTeaching);
  made.options.insert(made.options.begin(),
                      {"check", "", "What is done", "Change nothing; say what would be done."});
  return made;
}

void print(const std::vector<db::AppliedMigration>& migrations, std::string_view verb, bool is_json,
           const command::Console& console) {
  if (is_json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const auto& one : migrations)
      list.push_back({{"module", one.module}, {"number", one.number}, {"name", one.name}});
    console.out << nlohmann::ordered_json{{std::string(verb), list}}.dump() << "\n";
    return;
  }
  for (const auto& one : migrations)
    console.out << fmt::format("{} {} {:03} {}\n", verb, one.module, one.number, one.name);
  if (migrations.empty()) console.out << "The database is up to date.\n";
}

command::ExitCode run(const command::ParsedOptions& options, const command::Console& console) {
  const bool is_json = options.has("json");
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), is_json, console);
  const auto installation = open_installation(loaded->config, Migrate::kNo);
  if (!installation) return command::report_errors({installation.error()}, is_json, console);
  if (options.has("check")) {
    const auto pending = db::pending_migrations(*installation->database, all_migrations());
    if (!pending) return command::report_errors({pending.error()}, is_json, console);
    print(*pending, "pending", is_json, console);
    return pending->empty() ? command::ExitCode::kOk : command::ExitCode::kDemandsNotMet;
  }
  const auto done = migrate_database(*installation->database, installation->folder);
  if (!done) return command::report_errors({done.error()}, is_json, console);
  if (!is_json && !done->backup.empty()) console.out << "backup " << done->backup << "\n";
  print(done->applied, "applied", is_json, console);
  return command::ExitCode::kOk;
}

}  // namespace

command::Command migrate_command() { return {spec(), run}; }

}  // namespace bailiwick
