// Goal: a connection is set up as promised, and statements are checked when they are prepared and kept when they are done.
#include "platform/db/sqlite_connection.hpp"

#include <gtest/gtest.h>

#include <string>

#include "platform/db/trusted_sql.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

using Role = SqliteConnection::Role;

std::unique_ptr<SqliteConnection> opened(const std::string& file, Role role) {
  auto connection = SqliteConnection::open({.file = file, .role = role, .may_create = true});
  EXPECT_TRUE(connection) << connection.error().message;
  return connection ? std::move(*connection) : nullptr;
}

std::string pragma(Connection& connection, Sql sql) {
  std::string found;
  EXPECT_TRUE(connection.query(
      sql, {}, [&](const Row& row) { found = row.is_null(0) ? "" : std::string(row.text(0)); }));
  return found;
}
std::int64_t number(Connection& connection, Sql sql) {
  return **query_one(connection, sql, {}, [](const Row& row) { return row.int64(0); });
}

TEST(SqliteConnection, the_writer_is_durable_and_checks_references) {
  const testing::DatabaseFolder folder;
  const auto writer = opened(folder.file("a.db"), Role::kWriter);
  EXPECT_EQ(pragma(*writer, "PRAGMA journal_mode"), "wal");
  EXPECT_EQ(number(*writer, "PRAGMA synchronous"), 2);
  EXPECT_EQ(number(*writer, "PRAGMA foreign_keys"), 1);
  const auto reader = opened(folder.file("a.db"), Role::kReader);
  EXPECT_EQ(number(*reader, "PRAGMA query_only"), 1);
  EXPECT_EQ(number(*reader, "PRAGMA foreign_keys"), 1);
}

TEST(SqliteConnection, a_name_in_double_quotes_is_never_a_text) {
  const testing::DatabaseFolder folder;
  const auto writer = opened(folder.file("a.db"), Role::kWriter);
  EXPECT_FALSE(writer->execute("SELECT \"no such column\""));
}

TEST(SqliteConnection, two_statements_or_other_parameters_are_refused) {
  const testing::DatabaseFolder folder;
  const auto rule_of = [&](Sql sql, std::initializer_list<Value> params) {
    const auto done = opened(folder.file("a.db"), Role::kWriter)->execute(sql, params);
    return done ? "" : done.error().rule;
  };
  EXPECT_EQ(rule_of("SELECT 1; SELECT 2", {}), "D005");
  EXPECT_EQ(rule_of("", {}), "D005");
  EXPECT_EQ(rule_of("SELECT ?", {1}), "D005");
  EXPECT_EQ(rule_of("SELECT :name", {1}), "D005");
  EXPECT_EQ(rule_of("SELECT $0", {1}), "D005");
  EXPECT_EQ(rule_of("SELECT $1, $2", {1}), "D005");
  EXPECT_EQ(rule_of("SELECT $2, $1 ;\n", {1, 2}), "");
}

TEST(SqliteConnection, more_statements_than_are_kept_do_no_harm) {
  const testing::DatabaseFolder folder;
  const auto writer = opened(folder.file("a.db"), Role::kWriter);
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 700; ++i) {
      std::int64_t found = -1;
      ASSERT_TRUE(TrustedSql::query(*writer, "SELECT " + std::to_string(i), {},
                                    [&](const Row& row) { found = row.int64(0); }));
      ASSERT_EQ(found, i);
    }
  }
}

TEST(SqliteConnection, a_file_that_is_no_database_is_damaged_and_a_folder_cannot_be_opened) {
  const testing::DatabaseFolder folder;
  folder.write("text.db", std::string(8'192, 'x'));
  const auto text = SqliteConnection::open({.file = folder.file("text.db"), .role = Role::kWriter});
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().rule, "D003");
  const auto nowhere = SqliteConnection::open(
      {.file = folder.file("no/such/a.db"), .role = Role::kWriter, .may_create = true});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().rule, "D001");
}

}  // namespace
}  // namespace bailiwick::platform::db
