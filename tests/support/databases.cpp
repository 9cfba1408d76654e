#include "tests/support/databases.hpp"

#include <cstdlib>
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

TestDatabase make_database(db::Dialect dialect, std::span<const db::MigrationModule> modules) {
  TestDatabase made;
  if (dialect == db::Dialect::kPostgres) {
    made.options.location = PostgresCluster::shared().make_database();
    made.fault = PostgresCluster::shared().fault();
    if (!made.fault.empty()) return made;
  } else {
    made.folder = std::make_unique<DatabaseFolder>();
    made.options.location = made.folder->file("test.db");
  }
  auto opened = db::open_database(made.options);
  if (!opened) {
    made.fault = opened.error().message;
    return made;
  }
  const auto migrated = db::migrate(**opened, modules);
  if (!migrated) {
    made.fault = migrated.error().message;
    return made;
  }
  made.database = std::move(*opened);
  return made;
}

TestDatabase make_database(db::Dialect dialect, std::string_view migration) {
  const db::MigrationModule module{
      .name = "test", .migrations = {{.number = 1, .name = "tables", .sql = migration}}};
  return make_database(dialect, std::span(&module, migration.empty() ? 0U : 1U));
}

}  // namespace bailiwick::testing
