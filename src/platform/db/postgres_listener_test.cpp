// Goal: a commit of one process is heard by another, once the connection is back too, and a process does not hear itself.
#include "platform/db/postgres_listener.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "platform/db/postgres_connection.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace bailiwick::platform::db {
namespace {

bool soon(const std::function<bool()>& is_true) {
  for (int i = 0; i < 500 && !is_true(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  return is_true();
}

class PostgresListenerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (auto why = testing::PostgresCluster::why_not()) GTEST_SKIP() << *why;
    uri_ = testing::PostgresCluster::shared().make_database();
    ASSERT_EQ(testing::PostgresCluster::shared().fault(), "");
  }
  // How many connections listen now.
  std::int64_t listening() {
    const auto connection = PostgresConnection::open(uri_, 5'000);
    return **query_one(**connection,
                       "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                       "AND query LIKE 'LISTEN%'",
                       {}, [](const Row& row) { return row.int64(0); });
  }

  std::string uri_;
};

TEST_F(PostgresListenerTest, others_hear_and_one_does_not_hear_oneself) {
  std::atomic<int> own = 0;
  std::atomic<int> others = 0;
  PostgresListener first(uri_, 5'000, [&] { ++own; });
  PostgresListener second(uri_, 5'000, [&] { ++others; });
  ASSERT_TRUE(soon([&] { return listening() == 2; }));
  first.notify();
  EXPECT_TRUE(soon([&] { return others > 0; }));
  EXPECT_EQ(own, 0);
}

TEST_F(PostgresListenerTest, many_commits_at_once_are_heard_at_least_once) {
  std::atomic<int> heard = 0;
  PostgresListener listener(uri_, 5'000, [&] { ++heard; });
  ASSERT_TRUE(soon([&] { return listening() == 1; }));
  {
    PostgresListener sender(uri_, 5'000, [] {});
    for (int i = 0; i < 1'000; ++i) sender.notify();
  }
  EXPECT_TRUE(soon([&] { return heard > 0; }))
      << "also what was still to be sent when the sender ended";
}

TEST_F(PostgresListenerTest, after_a_lost_connection_it_listens_again_and_says_so_once) {
  std::atomic<int> heard = 0;
  PostgresListener listener(uri_, 5'000, [&] { ++heard; });
  ASSERT_TRUE(soon([&] { return listening() == 1; }));
  {
    const auto connection = PostgresConnection::open(uri_, 5'000);
    ASSERT_TRUE((*connection)
                    ->execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                              "WHERE datname = current_database() AND query LIKE 'LISTEN%'"));
  }
  PostgresListener sender(uri_, 5'000, [] {});
  ASSERT_TRUE(soon([&] { return listening() == 2; }));
  sender.notify();
  EXPECT_TRUE(soon([&] { return heard > 0; }));
}

TEST_F(PostgresListenerTest, a_server_that_is_away_does_not_keep_it_from_ending) {
  PostgresListener listener("postgresql://postgres@127.0.0.1:1/postgres", 100, [] {});
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

}  // namespace
}  // namespace bailiwick::platform::db
