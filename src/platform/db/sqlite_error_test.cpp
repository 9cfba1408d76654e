// Goal: each result code of SQLite that people can meet has its rule. Method: codes alone, without a connection.
#include "platform/db/sqlite_error.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace bailiwick::platform::db {
namespace {

std::string rule_of(int code) { return sqlite_error(nullptr, code, "SELECT 1").rule; }

TEST(SqliteError, every_code_has_its_rule) {
  EXPECT_EQ(rule_of(SQLITE_CANTOPEN), "D001");
  EXPECT_EQ(rule_of(SQLITE_BUSY_SNAPSHOT), "D002");
  EXPECT_EQ(rule_of(SQLITE_LOCKED), "D002");
  EXPECT_EQ(rule_of(SQLITE_NOTADB), "D003");
  EXPECT_EQ(rule_of(SQLITE_CORRUPT_INDEX), "D003");
  EXPECT_EQ(rule_of(SQLITE_FULL), "D004");
  EXPECT_EQ(rule_of(SQLITE_ERROR), "D005");
  EXPECT_EQ(rule_of(SQLITE_READONLY), "D005");
  EXPECT_EQ(rule_of(SQLITE_CONSTRAINT_UNIQUE), "D006");
  EXPECT_EQ(rule_of(SQLITE_CONSTRAINT_PRIMARYKEY), "D006");
  EXPECT_EQ(rule_of(SQLITE_CONSTRAINT_FOREIGNKEY), "D007");
  EXPECT_EQ(rule_of(SQLITE_CONSTRAINT_CHECK), "D009");
  EXPECT_EQ(rule_of(SQLITE_CONSTRAINT_NOTNULL), "D009");
  EXPECT_EQ(rule_of(SQLITE_CONSTRAINT_TRIGGER), "D009");
  EXPECT_EQ(rule_of(SQLITE_IOERR_WRITE), "D011");
}

TEST(SqliteError, what_may_pass_is_unavailable_and_a_bug_is_internal) {
  EXPECT_EQ(sqlite_error(nullptr, SQLITE_BUSY, "").code, ErrorCode::kUnavailable);
  const Error bug = sqlite_error(nullptr, SQLITE_ERROR, "SELEKT 1");
  EXPECT_EQ(bug.code, ErrorCode::kInternal);
  EXPECT_NE(bug.message.find("SELEKT 1"), std::string::npos);
}

}  // namespace
}  // namespace bailiwick::platform::db
