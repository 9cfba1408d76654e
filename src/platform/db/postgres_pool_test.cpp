// Goal: no more connections than allowed, waiting that ends, and no broken connection handed out.
#include "platform/db/postgres_pool.hpp"

#include <gtest/gtest.h>

#include "tests/support/postgres_cluster.hpp"

namespace bailiwick::platform::db {
namespace {

class PostgresPoolTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (auto why = testing::PostgresCluster::why_not()) GTEST_SKIP() << *why;
    uri_ = testing::PostgresCluster::shared().uri("postgres");
    ASSERT_EQ(testing::PostgresCluster::shared().fault(), "");
  }
  std::string uri_;
};

TEST_F(PostgresPoolTest, a_connection_returned_is_the_next_one_taken) {
  PostgresPool pool(uri_, 2, 1'000);
  auto first = pool.take();
  ASSERT_TRUE(first) << first.error().message;
  const auto* address = first->get();
  pool.put_back(std::move(*first));
  EXPECT_EQ(pool.take()->get(), address);
}

TEST_F(PostgresPoolTest, beyond_the_limit_taking_waits_and_gives_up) {
  PostgresPool pool(uri_, 1, 50);
  auto first = pool.take();
  ASSERT_TRUE(first);
  const auto second = pool.take();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().rule, "D002");
  pool.put_back(std::move(*first));
  EXPECT_TRUE(pool.take());
}

TEST_F(PostgresPoolTest, discarding_one_makes_room_for_another) {
  PostgresPool pool(uri_, 2, 50);
  auto first = pool.take();
  auto second = pool.take();
  ASSERT_TRUE(first && second);
  pool.put_back(std::move(*first));
  pool.discard(std::move(*second));
  EXPECT_TRUE(pool.take());
  EXPECT_TRUE(pool.take());
}

TEST_F(PostgresPoolTest, a_server_that_is_away_uses_up_no_places) {
  PostgresPool pool("postgresql://postgres@127.0.0.1:1/postgres", 1, 100);
  EXPECT_FALSE(pool.take());
  const auto again = pool.take();
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().message.find("reached"), std::string::npos) << again.error().message;
}

}  // namespace
}  // namespace bailiwick::platform::db
