// Goal: a read sees all that was committed before it began, by whomever, and a snapshot that is kept for the next read is in nobody's
// way. Method: counters that writers raise and readers look at, in this and another connection; the log's size under constant reads.
#include "platform/db/sqlite_snapshot.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE t (x {int64} NOT NULL PRIMARY KEY, n {int64} NOT NULL, filler {bytes}){strict};\n"
    "INSERT INTO t (x, n) VALUES (1, 0);\n";

Result<std::int64_t> count(Connection& connection) {
  auto found = query_one(connection, "SELECT n FROM t WHERE x = 1", {},
                         [](const Row& row) { return row.int64(0); });
  if (!found) return tl::unexpected(found.error());
  return found->value();
}

Result<std::int64_t> raise(Connection& connection) {
  return connection.execute("UPDATE t SET n = n + 1 WHERE x = 1");
}

std::unique_ptr<SqliteConnection> connect(const testing::TestDatabase& made,
                                          SqliteConnection::Role role) {
  auto opened = SqliteConnection::open(
      {.file = made.options.location, .role = role, .may_create = false, .busy_millis = 2'000});
  EXPECT_TRUE(opened);
  return std::move(*opened);
}

TEST(SqliteSnapshot, is_kept_while_nobody_commits_and_taken_anew_after_any_commit) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  const auto reader = connect(made, SqliteConnection::Role::kReader);
  SqliteSnapshot snapshot(*reader);
  const auto read = [&] {
    EXPECT_TRUE(snapshot.open());
    const auto found = count(*reader);
    snapshot.keep();
    return *found;
  };
  EXPECT_EQ(read(), 0);  // (finds the index)
  for (std::int64_t i = 1; i <= 20; ++i) {
    EXPECT_EQ(read(), i - 1);
    ASSERT_TRUE(snapshot.is_open());
    EXPECT_TRUE(reader->is_in_transaction());
    EXPECT_EQ(read(), i - 1) << "from the same snapshot";
    EXPECT_TRUE(made.database->write(raise));
    EXPECT_EQ(read(), i) << "a commit of the database's own writer";
    if (i % 5 != 0) continue;
    const auto other = connect(made, SqliteConnection::Role::kWriter);
    EXPECT_TRUE(other->execute("UPDATE t SET n = n + 1 WHERE x = 1"));
    EXPECT_EQ(read(), i + 1) << "a commit of another connection";
    EXPECT_TRUE(other->execute("UPDATE t SET n = n - 1 WHERE x = 1"));
  }
  snapshot.end();
  EXPECT_FALSE(snapshot.is_open() || reader->is_in_transaction());
}

TEST(SqliteSnapshot, every_thread_sees_what_was_written_before_it_asked) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Database& database = *made.database;
  std::atomic<std::int64_t> written = 0;
  std::atomic<bool> is_done = false;
  std::vector<std::thread> readers;
  std::atomic<std::int64_t> reads = 0;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!is_done) {
        const std::int64_t least = written;
        const auto found = database.read(count);
        ASSERT_TRUE(found);
        ASSERT_GE(*found, least);
        ++reads;
      }
    });
  }
  for (int i = 0; i < 400; ++i) {
    ASSERT_TRUE(database.write(raise));
    ++written;
  }
  is_done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_GT(reads, 0);
}

TEST(SqliteSnapshot, a_read_sees_one_state_however_long_it_takes) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Database& database = *made.database;
  EXPECT_EQ(*database.read(count), 0);
  const auto seen = database.read([&](Connection& connection) -> Result<std::int64_t> {
    const auto before = count(connection);
    std::thread([&] { EXPECT_TRUE(database.write(raise)); }).join();
    EXPECT_EQ(*count(connection), *before);
    return before;
  });
  EXPECT_EQ(*seen, 0);
  EXPECT_EQ(*database.read(count), 1);
}

TEST(SqliteSnapshot, a_read_that_fails_does_not_spoil_the_next) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(*made.database->read(count), i);
    EXPECT_FALSE(made.database->read(
        [](Connection& c) { return c.execute("SELECT nothing FROM nowhere"); }));
    EXPECT_FALSE(made.database->read([](Connection& c) -> Result<int> {
      EXPECT_TRUE(count(c));
      return fail(ErrorCode::kForbidden, "X001", "No.");
    }));
    EXPECT_TRUE(made.database->write(raise));
  }
}

TEST(SqliteSnapshot, the_log_does_not_grow_for_ever_under_constant_reads) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Database& database = *made.database;
  std::atomic<bool> is_done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!is_done) ASSERT_TRUE(database.read(count));
    });
  }
  // 40,000 pages in all, five times what the log is to hold.
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(database.write([&](Connection& c) {
      return c.execute(
          "INSERT INTO t (x, n, filler) VALUES (2, 0, $1) ON CONFLICT (x) DO UPDATE "
          "SET filler = $1",
          {Bytes(400 * 4'096, 1)});
    }));
  }
  is_done = true;
  for (auto& reader : readers) reader.join();
  EXPECT_LT(std::filesystem::file_size(made.options.location + "-wal"), 16'000U * 4'096);
}

TEST(SqliteSnapshot, one_that_rests_is_ended_for_other_processes) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(made.database->read(count));
  const auto other = connect(made, SqliteConnection::Role::kWriter);
  EXPECT_TRUE(other->execute("UPDATE t SET n = 7 WHERE x = 1"));
  // Busy (1) until every reader has left the log as it was before.
  const auto is_busy = [&] {
    return *query_one(*other, "PRAGMA wal_checkpoint(TRUNCATE)", {},
                      [](const Row& row) { return row.int64(0); });
  };
  EXPECT_EQ(is_busy(), 0) << "within the two seconds that it waits";
  EXPECT_EQ(*made.database->read(count), 7);
}

}  // namespace
}  // namespace bailiwick::platform::db
