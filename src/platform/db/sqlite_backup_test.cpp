// Goal: a backup taken while others write is one sound file that holds a moment's rows, all of them, and never replaces another.
#include "platform/db/sqlite_backup.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

// Both tables always hold as many rows as each other.
constexpr std::string_view kTables =
    "CREATE TABLE a (x {int64} NOT NULL PRIMARY KEY, filler {text}){strict};\n"
    "CREATE TABLE b (x {int64} NOT NULL PRIMARY KEY, filler {text}){strict};\n";

Result<void> add_to_both(Database& database, std::int64_t x) {
  return database.write([&](Connection& c) -> Result<void> {
    for (const Sql sql :
         {Sql("INSERT INTO a VALUES ($1, $2)"), Sql("INSERT INTO b VALUES ($1, $2)")}) {
      if (auto done = c.execute(sql, {x, std::string(500, 'x')}); !done)
        return tl::unexpected(done.error());
    }
    return {};
  });
}

TEST(SqliteBackup, a_copy_taken_while_others_write_is_of_one_moment_and_sound) {
  const auto made = testing::make_database(Dialect::kSqlite, kTables);
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(add_to_both(*made.database, i));
  std::atomic<bool> is_over = false;
  std::thread writer([&] {
    for (std::int64_t i = 500; !is_over; ++i) EXPECT_TRUE(add_to_both(*made.database, i));
  });
  for (int copy = 0; copy < 5; ++copy) {
    const std::string file = made.folder->file("copy" + std::to_string(copy));
    const auto backed_up = made.database->backup_to(file);
    ASSERT_TRUE(backed_up) << backed_up.error().message;
    EXPECT_FALSE(std::filesystem::exists(file + "-wal"));
    const auto opened = open_database({.location = file, .may_create = false});
    ASSERT_TRUE(opened);
    EXPECT_TRUE((*opened)->check());
    const auto counts = (*opened)->read([](Connection& c) {
      return query_one(c, "SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM b)", {},
                       [](const Row& row) { return std::pair(row.int64(0), row.int64(1)); });
    });
    ASSERT_TRUE(counts);
    EXPECT_GE((*counts)->first, 500);
    EXPECT_EQ((*counts)->first, (*counts)->second);
  }
  is_over = true;
  writer.join();
}

TEST(SqliteBackup, a_file_that_exists_is_never_replaced_and_a_folder_that_does_not_is_told) {
  const auto made = testing::make_database(Dialect::kSqlite, kTables);
  made.folder->write("there", "precious");
  const auto twice = made.database->backup_to(made.folder->file("there"));
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().rule, "D012");
  EXPECT_EQ(std::filesystem::file_size(made.folder->file("there")), 8U);
  const auto nowhere = made.database->backup_to(made.folder->file("no/such/copy"));
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().rule, "D001");
}

}  // namespace
}  // namespace bailiwick::platform::db
