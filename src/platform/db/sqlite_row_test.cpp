// Goal: a column is read as what it is, and reading it as something else is a mistake that stops the program.
#include "platform/db/sqlite_row.hpp"

#include <gtest/gtest.h>

#include "platform/db/sqlite_connection.hpp"

namespace bailiwick::platform::db {
namespace {

TEST(SqliteRow, columns_are_read_as_what_they_are) {
  const auto memory =
      SqliteConnection::open({.file = ":memory:", .role = SqliteConnection::Role::kReader});
  ASSERT_TRUE(memory);
  const auto read = (*memory)->query("SELECT 1, 1.5, 'a', x'00ff', NULL, x'', zeroblob(16)", {},
                                     [](const Row& row) {
                                       EXPECT_EQ(row.column_count(), 7U);
                                       EXPECT_EQ(row.int64(0), 1);
                                       EXPECT_EQ(row.real(0), 1.0);
                                       EXPECT_EQ(row.real(1), 1.5);
                                       EXPECT_EQ(row.text(2), "a");
                                       EXPECT_EQ(row.bytes(3), (Bytes{0, 0xFF}));
                                       EXPECT_TRUE(row.is_null(4));
                                       EXPECT_TRUE(row.bytes(5).empty());
                                       EXPECT_TRUE(row.uuid(6).is_nil());
                                       EXPECT_DEATH(static_cast<void>(row.text(0)), "");
                                       EXPECT_DEATH(static_cast<void>(row.int64(4)), "");
                                       EXPECT_DEATH(static_cast<void>(row.uuid(3)), "");
                                       EXPECT_DEATH(static_cast<void>(row.int64(7)), "");
                                     });
  EXPECT_TRUE(read);
}

}  // namespace
}  // namespace bailiwick::platform::db
