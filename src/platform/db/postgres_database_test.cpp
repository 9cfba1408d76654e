// Goal: what is PostgreSQL's own: transactions that collide run again until they fit, other processes hear of commits, a change of
// columns or a lost connection is got over, and a lock that does not end is.
#include "platform/db/postgres_database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE t (x {int64} NOT NULL PRIMARY KEY, amount {int64} NOT NULL){strict};\n";

class PostgresDatabaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (auto why = testing::why_not(Dialect::kPostgres)) GTEST_SKIP() << *why;
    made_ = testing::make_database(Dialect::kPostgres, kTable);
    ASSERT_TRUE(made_.database) << made_.fault;
    ASSERT_TRUE(database().write(
        [](Connection& c) { return c.execute("INSERT INTO t VALUES (1, 0), (2, 0)"); }));
  }
  Database& database() { return *made_.database; }
  std::unique_ptr<Database> another(int busy_millis = 5'000) {
    auto opened = open_postgres({.location = made_.options.location, .busy_millis = busy_millis});
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? std::move(*opened) : nullptr;
  }
  std::int64_t amount(std::int64_t x) {
    const auto found = database().read([&](Connection& c) {
      return query_one(c, "SELECT amount FROM t WHERE x = $1", {x},
                       [](const Row& row) { return row.int64(0); });
    });
    return found && *found ? **found : -1;
  }

  testing::TestDatabase made_;
};

TEST_F(PostgresDatabaseTest, transactions_that_read_and_then_change_never_lose_an_update) {
  std::atomic<int> kept = 0;
  std::atomic<int> tries = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) {
        const auto done = database().write([&](Connection& c) -> Result<std::int64_t> {
          ++tries;
          const auto now = query_one(c, "SELECT amount FROM t WHERE x = 1", {},
                                     [](const Row& row) { return row.int64(0); });
          if (!now) return tl::unexpected(now.error());
          return c.execute("UPDATE t SET amount = $1 WHERE x = 1", {**now + 1});
        });
        kept += done ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(amount(1), kept);
  EXPECT_GT(kept, 20);
  EXPECT_GT(tries, kept) << "some met others and ran again";
}

TEST_F(PostgresDatabaseTest, a_deadlock_is_broken_and_both_changes_are_made) {
  std::vector<std::thread> threads;
  std::atomic<int> kept = 0;
  for (const bool is_first : {true, false}) {
    threads.emplace_back([&, is_first] {
      const auto done = database().write([&](Connection& c) -> Result<int> {
        for (const std::int64_t x : {is_first ? 1 : 2, is_first ? 2 : 1}) {
          if (auto up = c.execute("UPDATE t SET amount = amount + 1 WHERE x = $1", {x}); !up)
            return tl::unexpected(up.error());
          std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        return 0;
      });
      kept += done ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(kept, 2);
  EXPECT_EQ(amount(1), 2);
  EXPECT_EQ(amount(2), 2);
}

TEST_F(PostgresDatabaseTest, another_process_hears_of_a_commit) {
  const auto other = another();
  std::atomic<int> heard = 0;
  other->on_commit([&] { ++heard; });
  for (int i = 0; i < 100 && heard == 0; ++i) {
    ASSERT_TRUE(database().write(
        [](Connection& c) { return c.execute("UPDATE t SET amount = amount + 1"); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_GT(heard, 0);
}

TEST_F(PostgresDatabaseTest,
       a_column_that_changed_its_type_under_a_prepared_statement_is_got_over) {
  const auto read = [&] {
    return database().read([](Connection& c) {
      return query_all(c, "SELECT * FROM t ORDER BY x", {},
                       [](const Row& row) { return row.column_count(); });
    });
  };
  EXPECT_EQ(read()->front(), 2U);
  const auto other = another();
  ASSERT_TRUE(
      other->write([](Connection& c) { return c.execute("ALTER TABLE t ADD COLUMN more text"); }));
  const auto after = read();
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(after->front(), 3U);
}

TEST_F(PostgresDatabaseTest, connections_that_the_server_ended_are_replaced_without_an_error) {
  EXPECT_EQ(amount(1), 0);
  const auto other = another();
  ASSERT_TRUE(other->read([](Connection& c) {
    return c.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }));
  EXPECT_EQ(amount(1), 0);
  EXPECT_TRUE(database().write([](Connection& c) { return c.execute("UPDATE t SET amount = 1"); }));
}

TEST_F(PostgresDatabaseTest, a_lock_that_is_not_given_up_makes_the_database_busy) {
  const auto impatient = another(200);
  std::string rule;
  ASSERT_TRUE(database().write([&](Connection& c) -> Result<int> {
    EXPECT_TRUE(c.execute("UPDATE t SET amount = 5 WHERE x = 1"));
    std::thread([&] {
      const auto done = impatient->write(
          [](Connection& d) { return d.execute("UPDATE t SET amount = 6 WHERE x = 1"); });
      rule = done ? "" : done.error().rule;
    }).join();
    return 0;
  }));
  EXPECT_EQ(rule, "D002");
  EXPECT_EQ(amount(1), 5);
}

TEST_F(PostgresDatabaseTest, a_backup_is_left_to_postgres) {
  const auto done = database().backup_to("anywhere");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().rule, "D010");
}

}  // namespace
}  // namespace bailiwick::platform::db
