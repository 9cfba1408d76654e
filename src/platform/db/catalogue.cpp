#include "platform/db/catalogue.hpp"

#include <vector>

#include <fmt/core.h>

#include "platform/db/trusted_sql.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr Sql kSqliteTables =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
constexpr Sql kPostgresTables =
    "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() "
    "AND "
    "table_type = 'BASE TABLE' ORDER BY table_name";

}  // namespace

Result<std::map<std::string, std::int64_t>> row_counts(Connection& connection) {
  const bool is_sqlite = connection.dialect() == Dialect::kSqlite;
  const auto tables = query_all(connection, is_sqlite ? kSqliteTables : kPostgresTables, {},
                                [](const Row& row) { return std::string(row.text(0)); });
  if (!tables) return tl::unexpected(tables.error());
  std::map<std::string, std::int64_t> counts;
  for (const std::string& table : *tables) {
    // The name comes from the catalogue and is quoted all the same; none of ours has a quote in it.
    const auto counted =
        TrustedSql::query(connection, fmt::format("SELECT count(*) FROM \"{}\"", table), {},
                          [&](const Row& row) { counts[table] = row.int64(0); });
    if (!counted) return tl::unexpected(counted.error());
  }
  return counts;
}

}  // namespace bailiwick::platform::db
