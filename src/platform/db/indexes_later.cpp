#include "platform/db/indexes_later.hpp"

#include <string>
#include <vector>

#include <fmt/core.h>

#include "platform/db/trusted_sql.hpp"

namespace bailiwick::platform::db {
namespace {

struct Index {
  std::string name;
  std::string made_by;
};

// Those that are unique are rules as well, and stay.
Result<std::vector<Index>> plain_indexes(Connection& connection, Sql table) {
  return query_all(connection,
                   "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND "
                   "sql LIKE 'CREATE INDEX%' ORDER BY name",
                   {std::string(table.text())}, [](const Row& row) {
                     return Index{std::string(row.text(0)), std::string(row.text(1))};
                   });
}

Result<bool> pays(Connection& connection, Sql table, std::int64_t rows) {
  if (connection.dialect() != Dialect::kSqlite || rows < kIndexesLaterRows) return false;
  SqlText text("SELECT COUNT(*) FROM ");
  text += table;
  std::int64_t there = 0;
  const auto counted = connection.query(text, {}, [&](const Row& row) { there = row.int64(0); });
  if (!counted) return tl::unexpected(counted.error());
  return there <= rows;
}

Result<void> run(Connection& connection, const std::string& sql) {
  const auto done = TrustedSql::execute(connection, sql);
  if (!done) return tl::unexpected(done.error());
  return {};
}

}  // namespace

Result<void> fill_before_indexes(Connection& connection, const Filling& filling,
                                 const Connection::Work& fill) {
  const auto is_later = pays(connection, filling.table, filling.rows);
  if (!is_later) return tl::unexpected(is_later.error());
  if (!*is_later) return fill(connection);
  auto indexes = plain_indexes(connection, filling.table);
  if (!indexes) return tl::unexpected(indexes.error());
  std::erase_if(*indexes, [&](const Index& index) {
    return filling.is_in_order && filling.is_in_order(index.name);
  });
  for (const Index& index : *indexes) {
    // The name comes from the catalogue and is quoted all the same; none of ours has a quote in it.
    if (auto gone = run(connection, fmt::format("DROP INDEX \"{}\"", index.name)); !gone)
      return gone;
  }
  if (auto filled = fill(connection); !filled) return filled;
  for (const Index& index : *indexes) {
    if (filling.may_go_on)
      if (auto goes_on = filling.may_go_on(); !goes_on) return goes_on;
    if (auto made = run(connection, index.made_by); !made) return made;
  }
  return {};
}

}  // namespace bailiwick::platform::db
