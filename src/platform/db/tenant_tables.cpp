#include "platform/db/tenant_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "platform/db/postgres_connection.hpp"
#include "platform/db/trusted_sql.hpp"

namespace bailiwick::platform::db {
namespace {

// Tables with a column tenant_id, also where the key begins otherwise (what is looked up before the tenant is known: each node has
// the part of its own tenants). Those of the directory itself are not a tenant's.
constexpr Sql kTables =
    "SELECT c.oid::bigint, quote_ident(c.relname) FROM pg_class c "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'tenant_id' "
    "AND c.relname NOT IN ('cluster_tenant', 'cluster_departed') ORDER BY c.relname";
constexpr Sql kReferences =
    "SELECT DISTINCT conrelid::bigint, confrelid::bigint FROM pg_constraint WHERE contype = 'f' "
    "AND conrelid <> confrelid";

}  // namespace

Result<std::vector<std::string>> tenant_tables(Connection& connection) {
  std::map<std::int64_t, std::string> names;
  std::vector<std::int64_t> waiting;
  auto read = connection.query(kTables, {}, [&](const Row& row) {
    names.emplace(row.int64(0), row.text(1));
    waiting.push_back(row.int64(0));
  });
  std::set<std::pair<std::int64_t, std::int64_t>> references;
  if (read) {
    read = connection.query(
        kReferences, {}, [&](const Row& row) { references.emplace(row.int64(0), row.int64(1)); });
  }
  if (!read) return tl::unexpected(read.error());
  std::vector<std::string> ordered;
  while (!waiting.empty()) {
    // The first that refers to none of those still waiting; migrations make tables one after the other, so there is one.
    const auto next = std::find_if(waiting.begin(), waiting.end(), [&](std::int64_t table) {
      return std::none_of(waiting.begin(), waiting.end(), [&](std::int64_t other) {
        return references.contains({table, other});
      });
    });
    const auto chosen = next == waiting.end() ? waiting.begin() : next;
    ordered.push_back(names[*chosen]);
    waiting.erase(chosen);
  }
  return ordered;
}

std::string sql_literal(const TenantId& tenant) {
  std::string digits;
  for (const std::uint8_t byte : tenant.uuid().bytes) digits += fmt::format("{:02x}", byte);
  return fmt::format("'{}'::uuid", digits);
}

Result<std::int64_t> copy_rows(Connection& from, Connection& to, const std::string& table,
                               const TenantId& tenant) {
  auto& source = static_cast<PostgresConnection&>(from);
  auto& target = static_cast<PostgresConnection&>(to);
  std::string columns;
  auto read = TrustedSql::query(from,
                                "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = "
                                "$1::text::regclass AND attnum > 0 AND NOT attisdropped "
                                "AND attgenerated = '' ORDER BY attnum",
                                std::vector<Value>{Value("public." + table)}, [&](const Row& row) {
                                  columns +=
                                      fmt::format("{}{}", columns.empty() ? "" : ", ", row.text(0));
                                });
  if (!read) return tl::unexpected(read.error());
  return source.pipe_copy(
      fmt::format("COPY (SELECT {} FROM public.{} WHERE tenant_id = {}) TO STDOUT", columns, table,
                  sql_literal(tenant)),
      target, fmt::format("COPY public.{} ({}) FROM STDIN", table, columns));
}

}  // namespace bailiwick::platform::db
