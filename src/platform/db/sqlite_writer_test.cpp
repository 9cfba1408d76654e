// Goal: writes that wait together are committed together, one that fails takes nothing with it, and each kind of trouble with the
// disk or the queue is told to those it concerns. Method: a first write that holds the writer while others queue.
#include "platform/db/sqlite_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "platform/db/trusted_sql.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE t (x {int64} NOT NULL PRIMARY KEY, filler {bytes},\n"
    "  parent {int64} REFERENCES t (x) DEFERRABLE INITIALLY DEFERRED){strict};\n";

// Writes that queue, in this order, while the writer is held: they are all waiting when it goes on.
class Crowd {
 public:
  explicit Crowd(Database& database)
      : queue_([&](auto work, auto done) { database.write_later(work, done); }) {
    hold();
  }
  explicit Crowd(SqliteWriter& writer)
      : queue_([&](auto work, auto done) { writer.write_later(work, done); }) {
    hold();
  }
  template <class Work>
  void add(Work work) {
    told_.emplace_back();
    queue_(
        [work](Connection& c) -> Result<void> {
          if (const Result<std::int64_t> done = work(c); !done) return tl::unexpected(done.error());
          return {};
        },
        [&told = told_.back()](const Result<void>& done) {
          told.set_value(done ? "ok" : done.error().rule);
        });
  }
  std::vector<std::string> finish() {
    go_on_.set_value();
    std::vector<std::string> rules;
    for (auto& told : told_) rules.push_back(told.get_future().get());
    return rules;
  }

 private:
  void hold() {
    std::promise<void> is_held;
    queue_(
        [&](Connection&) -> Result<void> {
          if (std::exchange(was_held_, true)) return {};  // run again, with the others
          is_held.set_value();
          go_on_.get_future().wait();
          return {};
        },
        [](const Result<void>&) {});
    is_held.get_future().wait();
  }

  using Done = std::function<void(const Result<void>&)>;
  std::function<void(Connection::Work, Done)> queue_;
  bool was_held_ = false;  // the writer's thread's
  std::promise<void> go_on_;
  std::deque<std::promise<std::string>> told_;
};

auto insert(std::int64_t x, std::size_t filler = 0, std::optional<std::int64_t> parent = {}) {
  return [=](Connection& c) {
    return c.execute("INSERT INTO t (x, filler, parent) VALUES ($1, $2, $3)",
                     {x, Bytes(filler, 1), parent});
  };
}

std::vector<std::int64_t> rows(Database& database) {
  return *database.read([](Connection& c) {
    return query_all(c, "SELECT x FROM t ORDER BY x", {},
                     [](const Row& row) { return row.int64(0); });
  });
}

TEST(SqliteWriter, what_waits_together_is_committed_together) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  std::atomic<int> commits = 0;
  made.database->on_commit([&] { ++commits; });
  Crowd crowd(*made.database);
  for (int i = 0; i < 32; ++i) crowd.add(insert(i));
  EXPECT_EQ(crowd.finish(), std::vector<std::string>(32, "ok"));
  EXPECT_LE(commits, 3);
  EXPECT_EQ(rows(*made.database).size(), 32U);
}

TEST(SqliteWriter, without_group_commit_each_write_has_its_own) {
  auto made = testing::make_database(Dialect::kSqlite, kTable);
  made.database.reset();
  made.options.is_group_commit = false;
  auto database = std::move(*open_database(made.options));
  std::atomic<int> commits = 0;
  database->on_commit([&] { ++commits; });
  Crowd crowd(*database);
  for (int i = 0; i < 8; ++i) crowd.add(insert(i));
  crowd.finish();
  EXPECT_EQ(commits, 8);
}

TEST(SqliteWriter, a_write_that_fails_takes_nothing_with_it) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Crowd crowd(*made.database);
  crowd.add(insert(1));
  crowd.add(insert(2));
  crowd.add([](Connection& c) -> Result<std::int64_t> {
    EXPECT_TRUE(insert(3)(c));
    return fail(ErrorCode::kForbidden, "X001", "No.");
  });
  crowd.add([](Connection& c) { return c.execute("INSERT INTO t (x, filler) VALUES (4, 7)"); });
  crowd.add(insert(5));
  EXPECT_EQ(crowd.finish(), (std::vector<std::string>{"ok", "ok", "X001", "D009", "ok"}));
  EXPECT_EQ(rows(*made.database), (std::vector<std::int64_t>{1, 2, 5}));
}

TEST(SqliteWriter, a_write_that_fails_late_makes_the_others_run_again_and_an_early_one_does_not) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  auto connection = SqliteConnection::open(
      {.file = made.options.location, .role = SqliteConnection::Role::kWriter});
  ASSERT_TRUE(connection);
  SqliteWriter writer(std::move(*connection), {.batch_time_max = std::chrono::hours(1)});
  for (const bool is_late : {false, true}) {
    Crowd crowd(writer);
    std::atomic<int> runs = 0;
    const std::int64_t x = is_late ? 10 : 1;
    crowd.add([&, x](Connection& c) {
      ++runs;
      return insert(x)(c);
    });
    crowd.add([&, x, is_late](Connection& c) -> Result<std::int64_t> {
      ++runs;
      EXPECT_TRUE(c.execute("UPDATE t SET filler = NULL WHERE x = 999"));
      if (is_late) {
        EXPECT_TRUE(insert(x + 1)(c));
      }
      return fail(ErrorCode::kForbidden, "X001", "No.");
    });
    crowd.add(insert(x + 2));
    EXPECT_EQ(crowd.finish(), (std::vector<std::string>{"ok", "X001", "ok"}));
    EXPECT_EQ(runs, is_late ? 4 : 2);
  }
  EXPECT_EQ(rows(*made.database), (std::vector<std::int64_t>{1, 3, 10, 12}));
}

TEST(SqliteWriter,
     a_write_that_fails_before_any_other_changed_something_is_undone_and_not_run_again) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Crowd crowd(*made.database);
  std::atomic<int> runs = 0;
  const auto failing = [&](Connection& c) -> Result<std::int64_t> {
    ++runs;
    EXPECT_TRUE(insert(1)(c));
    return fail(ErrorCode::kForbidden, "X001", "No.");
  };
  crowd.add(failing);
  crowd.add(failing);
  crowd.add(insert(2));
  EXPECT_EQ(crowd.finish(), (std::vector<std::string>{"X001", "X001", "ok"}));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(rows(*made.database), (std::vector<std::int64_t>{2}));
}

TEST(SqliteWriter, a_table_made_by_a_write_that_fails_is_gone) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Crowd crowd(*made.database);
  crowd.add(insert(1));
  crowd.add([](Connection& c) -> Result<std::int64_t> {
    EXPECT_TRUE(c.execute("CREATE TABLE u (x INTEGER)"));
    return fail(ErrorCode::kForbidden, "X001", "No.");
  });
  EXPECT_EQ(crowd.finish(), (std::vector<std::string>{"ok", "X001"}));
  EXPECT_FALSE(made.database->read([](Connection& c) { return c.execute("SELECT x FROM u"); }));
  EXPECT_EQ(rows(*made.database), (std::vector<std::int64_t>{1}));
}

TEST(SqliteWriter, parts_within_a_group_are_undone_alone) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Crowd crowd(*made.database);
  crowd.add(insert(1));
  crowd.add([&](Connection& c) -> Result<std::int64_t> {
    EXPECT_TRUE(made.database->write(insert(2)));
    EXPECT_FALSE(made.database->write([](Connection& d) -> Result<std::int64_t> {
      EXPECT_TRUE(insert(3)(d));
      return fail(ErrorCode::kForbidden, "X001", "No.");
    }));
    return insert(4)(c);
  });
  EXPECT_EQ(crowd.finish(), (std::vector<std::string>{"ok", "ok"}));
  EXPECT_EQ(rows(*made.database), (std::vector<std::int64_t>{1, 2, 4}));
}

TEST(SqliteWriter, a_write_that_breaks_the_commit_of_all_is_the_only_one_to_fail) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Crowd crowd(*made.database);
  crowd.add(insert(1));
  crowd.add(insert(2, 0, 99));  // refers to nothing, which is only found out at the commit
  crowd.add(insert(3, 0, 1));
  EXPECT_EQ(crowd.finish(), (std::vector<std::string>{"ok", "D007", "ok"}));
  EXPECT_EQ(rows(*made.database), (std::vector<std::int64_t>{1, 3}));
}

TEST(SqliteWriter, a_full_disk_is_told_to_those_who_found_no_room_and_room_made_is_used_again) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  const auto limit_pages = [&](std::string_view pages) {
    return made.database->write([&](Connection& c) {
      return TrustedSql::execute(c, "PRAGMA max_page_count = " + std::string(pages));
    });
  };
  ASSERT_TRUE(limit_pages("12"));
  Crowd crowd(*made.database);
  crowd.add(insert(1, 100));
  crowd.add(insert(2, 1'000'000));
  crowd.add(insert(3, 100));
  EXPECT_EQ(crowd.finish(), (std::vector<std::string>{"ok", "D004", "ok"}));
  EXPECT_EQ(rows(*made.database), (std::vector<std::int64_t>{1, 3}));
  ASSERT_TRUE(limit_pages("100000"));
  EXPECT_TRUE(made.database->write(insert(2, 1'000'000)));
  EXPECT_TRUE(made.database->check());
}

TEST(SqliteWriter, beyond_the_queue_writes_are_refused) {
  auto made = testing::make_database(Dialect::kSqlite, kTable);
  made.database.reset();
  made.options.writes_waiting_max = 2;
  auto database = std::move(*open_database(made.options));
  Crowd crowd(*database);
  for (int i = 0; i < 6; ++i) crowd.add(insert(i));
  auto rules = crowd.finish();
  std::sort(rules.begin(), rules.end());
  EXPECT_EQ(rules, (std::vector<std::string>{"D008", "D008", "D008", "D008", "ok", "ok"}));
}

TEST(SqliteWriter, a_database_held_by_another_program_is_busy_and_free_again_afterwards) {
  auto made = testing::make_database(Dialect::kSqlite, kTable);
  made.database.reset();
  made.options.busy_millis = 100;
  auto database = std::move(*open_database(made.options));
  auto other = SqliteConnection::open(
      {.file = made.options.location, .role = SqliteConnection::Role::kWriter});
  ASSERT_TRUE(other && (*other)->control("BEGIN IMMEDIATE"));
  const auto refused = database->write(insert(1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "D002");
  EXPECT_TRUE(rows(*database).empty()) << "readers go on";
  (*other)->roll_back();
  EXPECT_TRUE(database->write(insert(1)));
}

TEST(SqliteWriter, what_waits_when_the_database_closes_is_still_written) {
  auto made = testing::make_database(Dialect::kSqlite, kTable);
  auto connection = SqliteConnection::open(
      {.file = made.options.location, .role = SqliteConnection::Role::kWriter});
  ASSERT_TRUE(connection);
  std::vector<std::thread> threads;
  std::atomic<int> written = 0;
  {
    SqliteWriter writer(std::move(*connection), {});
    std::promise<void> is_held;
    const Connection::Work slow = [&](Connection&) -> Result<void> {
      is_held.set_value();
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      return {};
    };
    threads.emplace_back([&] { written += writer.write(slow) ? 1 : 0; });
    is_held.get_future().wait();
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        const Connection::Work work = [&](Connection& c) -> Result<void> {
          auto done = insert(i)(c);
          if (!done) return tl::unexpected(done.error());
          return {};
        };
        written += writer.write(work) ? 1 : 0;
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(written, 5);
  EXPECT_EQ(rows(*made.database).size(), 4U);
}

}  // namespace
}  // namespace bailiwick::platform::db
