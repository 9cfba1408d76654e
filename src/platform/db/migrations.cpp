#include "platform/db/migrations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <utility>

#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"
#include "platform/db/migration_text.hpp"
#include "platform/db/trusted_sql.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_migration (\n"
    "  module {text} NOT NULL,\n"
    "  number {int64} NOT NULL,\n"
    "  name {text} NOT NULL,\n"
    "  sha256 {bytes} NOT NULL,\n"
    "  applied_at {instant} NOT NULL,\n"
    "  PRIMARY KEY (module, number)\n"
    ") {strict};\n";

using Key = std::pair<std::string, int>;
using Applied = std::map<Key, Bytes>;

Bytes checksum(const Migration& migration) {
  const auto digest = crypto::sha256(migration.sql);
  return Bytes(digest.begin(), digest.end());
}

Result<void> run_text(Connection& connection, std::string_view sql) {
  for (const auto& statement : migration_statements(sql, connection.dialect())) {
    auto done = TrustedSql::execute(connection, statement);
    if (!done) return tl::unexpected(done.error());
  }
  return {};
}

Result<Applied> applied_migrations(Connection& connection) {
  Applied applied;
  auto read = connection.query(
      "SELECT module, number, sha256 FROM schema_migration", {}, [&](const Row& row) {
        applied[{std::string(row.text(0)), static_cast<int>(row.int64(1))}] = row.bytes(2);
      });
  if (!read) return tl::unexpected(read.error());
  return applied;
}

Result<void> check_applied(const Applied& applied, std::span<const MigrationModule> modules) {
  for (const auto& [key, sha256] : applied) {
    const auto& [name, number] = key;
    const auto module =
        std::find_if(modules.begin(), modules.end(), [&](const auto& m) { return m.name == name; });
    if (module == modules.end() || number > static_cast<int>(module->migrations.size())) {
      return fail(
          ErrorCode::kConflict, "D021",
          fmt::format(
              "The database was made by a newer program: it has migration {} of {}, which this one "
              "does "
              "not know. Install that version or a later one, or restore a backup made before it.",
              number, name));
    }
    if (checksum(module->migrations[static_cast<std::size_t>(number) - 1]) != sha256) {
      return fail(ErrorCode::kConflict, "D020",
                  fmt::format("Migration {} of {} was applied to this database with another text "
                              "than this program has. "
                              "Use an unchanged build of the program.",
                              number, name));
    }
  }
  return {};
}

void check_numbers(std::span<const MigrationModule> modules) {
  for (const auto& module : modules) {
    for (std::size_t i = 0; i < module.migrations.size(); ++i) {
      assert(module.migrations[i].number == static_cast<int>(i) + 1 &&
             "migrations are numbered 1, 2, 3, ...");
    }
  }
}

// Programs that start at once may all find no table; the losers of that race find it when they look again.
Result<void> make_table(Database& database) {
  const auto make = [](Connection& connection) { return run_text(connection, kTable); };
  auto made = database.write(make);
  for (int again = 0; again < 3 && !made && made.error().rule == "D006"; ++again)
    made = database.write(make);
  return made;
}

// PostgreSQL: nobody else migrates until this transaction ends. Must be the first statement: a snapshot is taken by the
// first that reads, and has to see what the one before has done. SQLite has one writer anyway.
Result<void> lock_table(Connection& connection) {
  if (connection.dialect() == Dialect::kSqlite) return {};
  auto locked = connection.execute("LOCK TABLE schema_migration IN EXCLUSIVE MODE");
  if (!locked) return tl::unexpected(locked.error());
  return {};
}

// True when this call applied it, false when it had been applied.
Result<bool> apply(Connection& connection, std::string_view module, const Migration& migration) {
  if (auto locked = lock_table(connection); !locked) return tl::unexpected(locked.error());
  const auto applied = applied_migrations(connection);
  if (!applied) return tl::unexpected(applied.error());
  if (applied->contains({std::string(module), migration.number})) return false;
  if (auto run = run_text(connection, migration.sql); !run) {
    // What may pass when tried again is no fault of the migration.
    if (run.error().code == ErrorCode::kUnavailable || run.error().code == ErrorCode::kIo) {
      return tl::unexpected(run.error());
    }
    return fail(ErrorCode::kInternal, "D022",
                fmt::format("Migration {} of {} ({}) fails: {}", migration.number, module,
                            migration.name, run.error().message));
  }
  auto noted = connection.execute(
      "INSERT INTO schema_migration (module, number, name, sha256, applied_at) VALUES ($1, $2, $3, "
      "$4, $5)",
      {module, migration.number, migration.name, checksum(migration),
       crypto::system_wall_clock()()});
  if (!noted) return tl::unexpected(noted.error());
  return true;
}

}  // namespace

Result<std::vector<AppliedMigration>> pending_migrations(Database& database,
                                                         std::span<const MigrationModule> modules) {
  check_numbers(modules);
  if (auto made = make_table(database); !made) return tl::unexpected(made.error());
  const auto applied =
      database.read([](Connection& connection) { return applied_migrations(connection); });
  if (!applied) return tl::unexpected(applied.error());
  if (auto fits = check_applied(*applied, modules); !fits) return tl::unexpected(fits.error());
  std::vector<AppliedMigration> pending;
  for (const auto& module : modules) {
    for (const auto& migration : module.migrations) {
      if (applied->contains({std::string(module.name), migration.number})) continue;
      pending.push_back({std::string(module.name), migration.number, std::string(migration.name)});
    }
  }
  return pending;
}

Result<std::vector<AppliedMigration>> migrate(Database& database,
                                              std::span<const MigrationModule> modules) {
  const auto pending = pending_migrations(database, modules);
  if (!pending) return pending;
  std::vector<AppliedMigration> done;
  for (const auto& next : *pending) {
    const auto module = std::find_if(modules.begin(), modules.end(),
                                     [&](const auto& m) { return m.name == next.module; });
    const Migration& migration = module->migrations[static_cast<std::size_t>(next.number) - 1];
    const auto applied = database.write(
        [&](Connection& connection) { return apply(connection, module->name, migration); });
    if (!applied) return tl::unexpected(applied.error());
    if (*applied) done.push_back(next);
  }
  return done;
}

}  // namespace bailiwick::platform::db
