// Goal: whatever was acknowledged is there after the writing process, or the database server, was killed in the middle of 64 writers,
// and nothing is there twice. Method: a child process that writes rows and reports each one that write() acknowledged;
// SIGKILL at a moment that differs each time; then the file is opened again and compared.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/migrations.hpp"
#include "tests/support/databases.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace bailiwick::platform::db {
namespace {

// No key: a row written twice would be there twice.
constexpr std::string_view kTable =
    "CREATE TABLE t (x {int64} NOT NULL, filler {bytes}){strict};\n";
constexpr int kWriters = 64;

Result<std::int64_t> insert(Database& database, std::int64_t x) {
  return database.write([&](Connection& c) {
    return c.execute("INSERT INTO t VALUES ($1, $2)", {x, Bytes(200, 7)});
  });
}

std::vector<std::int64_t> rows(Database& database) {
  const auto found = database.read([](Connection& c) {
    return query_all(c, "SELECT x FROM t ORDER BY x", {},
                     [](const Row& row) { return row.int64(0); });
  });
  return found ? *found : std::vector<std::int64_t>{-1, -1};
}

// In the child: never returns.
[[noreturn]] void write_until_killed(const DatabaseOptions& options, int acknowledged) {
  const auto database = open_database(options);
  if (database) {
    std::vector<std::thread> threads;
    for (std::int64_t t = 0; t < kWriters; ++t) {
      threads.emplace_back([&, t] {
        for (std::int64_t x = t;; x += kWriters) {
          if (insert(**database, x)) static_cast<void>(!::write(acknowledged, &x, sizeof x));
        }
      });
    }
    for (auto& thread : threads) thread.join();
  }
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

std::set<std::int64_t> acknowledged_before_kill(const DatabaseOptions& options, int millis) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(options, ends[1]);
  }
  ::close(ends[1]);
  std::set<std::int64_t> seen;
  std::int64_t x = 0;
  std::thread killer;
  while (::read(ends[0], &x, sizeof x) == sizeof x) {
    seen.insert(x);
    // The clock starts with the first acknowledgement, however slow the machine is.
    if (!killer.joinable()) {
      killer = std::thread([=] {
        std::this_thread::sleep_for(std::chrono::milliseconds(millis));
        ::kill(child, SIGKILL);
      });
    }
  }
  if (killer.joinable()) killer.join();
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return seen;
}

TEST(Crash, sqlite_keeps_every_acknowledged_write_when_the_process_is_killed) {
  for (int round = 0; round < 20; ++round) {
    auto made = testing::make_database(Dialect::kSqlite, kTable);
    made.database.reset();
    const auto acknowledged = acknowledged_before_kill(made.options, 3 + round * 5);
    const auto reopened = open_database(made.options);
    ASSERT_TRUE(reopened);
    const auto kept = rows(**reopened);
    const std::set<std::int64_t> unique(kept.begin(), kept.end());
    EXPECT_EQ(unique.size(), kept.size()) << "none twice, round " << round;
    EXPECT_TRUE(
        std::includes(unique.begin(), unique.end(), acknowledged.begin(), acknowledged.end()))
        << round;
    EXPECT_FALSE(acknowledged.empty());
    EXPECT_TRUE((*reopened)->check());
  }
}

TEST(Crash, postgres_keeps_every_acknowledged_write_when_the_server_is_killed_and_writers_go_on) {
  if (auto why = testing::PostgresCluster::why_not()) GTEST_SKIP() << *why;
  testing::PostgresCluster cluster;
  ASSERT_EQ(cluster.fault(), "");
  const MigrationModule module{.name = "t",
                               .migrations = {{.number = 1, .name = "t", .sql = kTable}}};
  auto database =
      open_database({.location = cluster.make_database(), .readers = 16, .busy_millis = 20'000});
  ASSERT_TRUE(database) << database.error().message;
  ASSERT_TRUE(migrate(**database, std::span(&module, 1)));
  std::atomic<bool> is_over = false;
  std::mutex mutex;
  std::set<std::int64_t> acknowledged;
  std::set<std::int64_t> unknown;
  std::vector<std::thread> threads;
  for (std::int64_t t = 0; t < kWriters; ++t) {
    threads.emplace_back([&, t] {
      for (std::int64_t x = t; !is_over; x += kWriters) {
        const auto done = insert(**database, x);
        const std::lock_guard lock(mutex);
        if (done) acknowledged.insert(x);
        if (!done && done.error().rule == "D013") unknown.insert(x);
      }
    });
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  cluster.stop(true);
  ASSERT_TRUE(cluster.start());
  const auto count = [&] {
    const std::lock_guard lock(mutex);
    return acknowledged.size();
  };
  const std::size_t before = count();
  for (int i = 0; i < 200 && count() == before; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_GT(count(), before) << "writers find the server again";
  is_over = true;
  for (auto& thread : threads) thread.join();
  const auto kept = rows(**database);
  const std::set<std::int64_t> unique(kept.begin(), kept.end());
  EXPECT_EQ(unique.size(), kept.size()) << "none twice";
  EXPECT_TRUE(
      std::includes(unique.begin(), unique.end(), acknowledged.begin(), acknowledged.end()));
  for (const std::int64_t x : unique)
    EXPECT_TRUE(acknowledged.contains(x) || unknown.contains(x)) << x;
}

}  // namespace
}  // namespace bailiwick::platform::db
