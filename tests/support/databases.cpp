#include "tests/support/databases.hpp"

#include <cstdlib>
#include <map>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "tests/support/postgres_cluster.hpp"

namespace bailiwick::testing {

DatabaseFolder::DatabaseFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "bailiwick-db-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = pattern;
}

DatabaseFolder::~DatabaseFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

std::optional<std::string> why_not(db::Dialect dialect) {
  if (dialect == db::Dialect::kPostgres) return PostgresCluster::why_not();
  return std::nullopt;
}

namespace {

// Opens it and applies what it lacks.
void open(TestDatabase& made, std::span<const db::MigrationModule> modules) {
  auto opened = db::open_database(made.options);
  if (!opened) {
    made.fault = opened.error().message;
    return;
  }
  const auto migrated = db::migrate(**opened, modules);
  if (!migrated) {
    made.fault = migrated.error().message;
    return;
  }
  made.database = std::move(*opened);
}

std::string key_of(std::span<const db::MigrationModule> modules) {
  std::string key;
  for (const db::MigrationModule& module : modules)
    for (const db::Migration& migration : module.migrations)
      key.append(module.name).append("\n").append(migration.sql).append("\n");
  return key;
}

// On PostgreSQL the migrations take ten times what a copy of a database takes that has them: so from the second time on it is a copy.
std::string make_postgres(std::span<const db::MigrationModule> modules) {
  PostgresCluster& cluster = PostgresCluster::shared();
  static std::map<std::string, std::string> models;  // their URIs; empty: wanted once so far
  const auto [at, is_first] = models.try_emplace(key_of(modules));
  if (is_first) return cluster.make_database();
  if (at->second.empty()) {
    TestDatabase model;
    model.options.location = cluster.make_database();
    open(model, modules);
    if (!model.fault.empty()) return cluster.make_database();  // where it fails in sight
    at->second = model.options.location;
  }
  return cluster.make_database(at->second);
}

}  // namespace

TestDatabase make_database(db::Dialect dialect, std::span<const db::MigrationModule> modules) {
  TestDatabase made;
  if (dialect == db::Dialect::kPostgres) {
    made.options.location = make_postgres(modules);
    made.fault = PostgresCluster::shared().fault();
    if (!made.fault.empty()) return made;
  } else {
    made.folder = std::make_unique<DatabaseFolder>();
    made.options.location = made.folder->file("test.db");
  }
  open(made, modules);
  return made;
}

TestDatabase make_database(db::Dialect dialect, std::string_view migration) {
  const db::MigrationModule module{
      .name = "test", .migrations = {{.number = 1, .name = "tables", .sql = migration}}};
  return make_database(dialect, std::span(&module, migration.empty() ? 0U : 1U));
}

}  // namespace bailiwick::testing
