// Goal: a connection tells a server that is away from one that refuses, prepares a text once for each sequence of types, and survives
// what ends a transaction.
#include "platform/db/postgres_connection.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "platform/db/trusted_sql.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace bailiwick::platform::db {
namespace {

class PostgresConnectionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (auto why = testing::PostgresCluster::why_not()) GTEST_SKIP() << *why;
    connection_ = open();
  }
  static std::unique_ptr<PostgresConnection> open() {
    auto opened =
        PostgresConnection::open(testing::PostgresCluster::shared().uri("postgres"), 5'000);
    EXPECT_TRUE(opened) << opened.error().message;
    return opened ? std::move(*opened) : nullptr;
  }
  static std::string rule_of_open(const std::string& uri) {
    const auto opened = PostgresConnection::open(uri, 1'000);
    return opened ? "" : opened.error().rule;
  }
  std::int64_t number(SqlView sql) {
    return **query_one(*connection_, sql, {}, [](const Row& row) { return row.int64(0); });
  }

  std::unique_ptr<PostgresConnection> connection_;
};

TEST_F(PostgresConnectionTest, a_server_that_refuses_is_told_from_one_that_is_away) {
  EXPECT_EQ(rule_of_open(testing::PostgresCluster::shared().uri("no_such_database")), "D001");
  EXPECT_EQ(rule_of_open("postgresql://postgres@127.0.0.1:1/postgres"), "D002");
}

TEST_F(PostgresConnectionTest, of_several_hosts_the_first_that_answers_serves) {
  const std::string port = std::to_string(testing::PostgresCluster::shared().port());
  EXPECT_EQ(rule_of_open("postgresql://postgres@127.0.0.1:1,127.0.0.1:" + port +
                         "/postgres?target_session_attrs=read-write"),
            "");
}

TEST_F(PostgresConnectionTest, a_text_is_prepared_once_for_each_sequence_of_types) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(connection_->execute("SELECT coalesce($1, 0::bigint)", {1}));
    EXPECT_TRUE(connection_->execute("SELECT coalesce($1, 0::bigint)", {nullptr}));
  }
  EXPECT_EQ(
      number("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT coalesce%'"),
      2);
}

TEST_F(PostgresConnectionTest, more_statements_than_are_kept_do_no_harm) {
  for (int i = 0; i < 600; ++i) {
    std::int64_t found = -1;
    ASSERT_TRUE(TrustedSql::query(*connection_, "SELECT " + std::to_string(i), {},
                                  [&](const Row& row) { found = row.int64(0); }));
    ASSERT_EQ(found, i);
  }
  EXPECT_LE(number("SELECT count(*) FROM pg_prepared_statements"), 512);
}

TEST_F(PostgresConnectionTest, rows_that_end_in_an_exception_leave_a_connection_that_works) {
  ASSERT_TRUE(connection_->control("CREATE TEMPORARY TABLE t (x bigint)"));
  const std::vector<Sql> columns = {"x"};
  EXPECT_THROW(
      static_cast<void>(connection_->insert_many(
          "t", columns, [](std::vector<Value>&) -> bool { throw std::runtime_error("no more"); })),
      std::runtime_error);
  EXPECT_EQ(number("SELECT count(*) FROM t"), 0);
}

TEST_F(PostgresConnectionTest, a_connection_that_was_ended_says_that_another_would_help) {
  const std::int64_t own = number("SELECT pg_backend_pid()");
  const auto other = open();
  ASSERT_TRUE(other->execute("SELECT pg_terminate_backend($1::integer)", {own}));
  const auto done = connection_->execute("SELECT pg_sleep(1)");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().rule, "D002");
  EXPECT_EQ(connection_->remedy(), Remedy::kReconnect);
  EXPECT_FALSE(connection_->is_usable());
}

}  // namespace
}  // namespace bailiwick::platform::db
