// Goal: one text becomes the right statements for each database.
#include "platform/db/migration_text.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::db {
namespace {

using Statements = std::vector<std::string>;

TEST(MigrationText, types_and_ends_of_tables_are_rendered_for_the_database) {
  constexpr std::string_view sql =
      "CREATE TABLE a (b {id} NOT NULL, c {text}, d {date}){strict};\n";
  EXPECT_EQ(migration_statements(sql, Dialect::kSqlite),
            Statements{"CREATE TABLE a (b BLOB NOT NULL, c TEXT, d TEXT) STRICT;\n"});
  EXPECT_EQ(migration_statements(sql, Dialect::kPostgres),
            Statements{"CREATE TABLE a (b uuid NOT NULL, c text COLLATE \"C\", d date);\n"});
  EXPECT_EQ(migration_statements("CREATE TABLE a (b {instant}){clustered};", Dialect::kSqlite),
            Statements{"CREATE TABLE a (b INTEGER) STRICT, WITHOUT ROWID;\n"});
}

TEST(MigrationText, statements_end_at_a_semicolon_that_ends_a_line) {
  EXPECT_EQ(migration_statements("A;\n\n-- note;\nB\n  C;\r\nD; E;\nlast", Dialect::kSqlite),
            (Statements{"A;\n", "B\nC;\n", "D; E;\n", "last\n"}));
  EXPECT_TRUE(migration_statements("-- nothing\n\n", Dialect::kSqlite).empty());
}

TEST(MigrationText, the_body_of_a_function_is_not_taken_apart) {
  EXPECT_EQ(migration_statements("F AS $$\nBEGIN;\nEND;\n$$;\nB $$ x $$;\n", Dialect::kPostgres),
            (Statements{"F AS $$\nBEGIN;\nEND;\n$$;\n", "B $$ x $$;\n"}));
}

TEST(MigrationText, parts_are_for_the_database_they_name) {
  constexpr std::string_view sql =
      "A;\n-- {sqlite}\nB;\n-- {postgres}\nC;\n-- a note\nD;\n-- {both}\nE;\n";
  EXPECT_EQ(migration_statements(sql, Dialect::kSqlite), (Statements{"A;\n", "B;\n", "E;\n"}));
  EXPECT_EQ(migration_statements(sql, Dialect::kPostgres),
            (Statements{"A;\n", "C;\n", "D;\n", "E;\n"}));
}

}  // namespace
}  // namespace bailiwick::platform::db
