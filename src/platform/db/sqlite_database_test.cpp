// Goal: files are found, made or refused as asked; damage is told. Method: files of our own making.
#include "platform/db/sqlite_database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE t (x {int64} NOT NULL PRIMARY KEY, filler {text}){strict};\n";

TEST(SqliteDatabase, a_scheme_or_a_plain_path_names_the_same_file) {
  const testing::DatabaseFolder folder;
  const std::string file = folder.file("a.db");
  ASSERT_TRUE((*open_sqlite({.location = "sqlite:" + file}))->write([](Connection& c) {
    return c.execute("CREATE TABLE t (x)");
  }));
  const auto plain = open_sqlite({.location = file, .may_create = false});
  ASSERT_TRUE(plain);
  EXPECT_TRUE((*plain)->read([](Connection& c) { return c.execute("SELECT * FROM t"); }));
}

TEST(SqliteDatabase, where_none_may_be_made_a_missing_file_is_not_found) {
  const testing::DatabaseFolder folder;
  const auto missing = open_sqlite({.location = folder.file("a.db"), .may_create = false});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().rule, "D001");
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

TEST(SqliteDatabase, a_damaged_page_is_told_by_reads_and_by_check) {
  auto made = testing::make_database(Dialect::kSqlite, kTable);
  ASSERT_TRUE(made.database->write([](Connection& c) -> Result<int> {
    for (int i = 0; i < 2'000; ++i) {
      if (auto done = c.execute("INSERT INTO t VALUES ($1, $2)", {i, std::string(100, 'x')}); !done)
        return tl::unexpected(done.error());
    }
    return 0;
  }));
  made.database.reset();
  {
    std::fstream file(made.options.location, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4'096 * 10);
    const std::string rubbish(4'096 * 20, '\x5A');
    file.write(rubbish.data(), static_cast<std::streamsize>(rubbish.size()));
  }
  const auto database = open_database(made.options);
  ASSERT_TRUE(database) << "the first pages are sound";
  const auto read = (*database)->read(
      [](Connection& c) { return c.execute("SELECT sum(length(filler)) FROM t"); });
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().rule, "D003");
  const auto checked = (*database)->check();
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().rule, "D003");
}

TEST(SqliteDatabase, fewer_readers_than_threads_serve_them_in_turn) {
  auto made = testing::make_database(Dialect::kSqlite, kTable);
  made.database.reset();
  made.options.readers = 1;
  const auto database = std::move(*open_database(made.options));
  std::vector<std::thread> threads;
  std::atomic<int> served = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      served += database->read([](Connection& c) { return c.execute("SELECT * FROM t"); }) ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(served, 8);
}

}  // namespace
}  // namespace bailiwick::platform::db
