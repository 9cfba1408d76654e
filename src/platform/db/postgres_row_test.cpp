// Goal: PostgreSQL's binary results are read as what they are. Method: a server of our own; every type that a statement may bring.
#include "platform/db/postgres_row.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "platform/db/postgres_connection.hpp"
#include "tests/support/postgres_cluster.hpp"

namespace bailiwick::platform::db {
namespace {

class PostgresRowTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (auto why = testing::PostgresCluster::why_not()) GTEST_SKIP() << *why;
    auto opened =
        PostgresConnection::open(testing::PostgresCluster::shared().uri("postgres"), 5'000);
    ASSERT_TRUE(opened) << opened.error().message;
    connection_ = std::move(*opened);
  }
  void each(SqlView sql, const Connection::OnRow& on_row) {
    const auto read = connection_->query(sql, {}, on_row);
    EXPECT_TRUE(read) << read.error().message;
  }

  std::unique_ptr<PostgresConnection> connection_;
};

TEST_F(PostgresRowTest, whole_numbers_of_every_width_and_truths) {
  each(
      "SELECT 1::smallint, -2::integer, 9223372036854775807, true, -9223372036854775808::numeric, "
      "120000000::numeric, 0::numeric",
      [](const Row& row) {
        EXPECT_EQ(row.int64(0), 1);
        EXPECT_EQ(row.int64(1), -2);
        EXPECT_EQ(row.int64(2), std::numeric_limits<std::int64_t>::max());
        EXPECT_TRUE(row.truth(3));
        EXPECT_EQ(row.int64(4), std::numeric_limits<std::int64_t>::min());
        EXPECT_EQ(row.int64(5), 120'000'000);
        EXPECT_EQ(row.int64(6), 0);
      });
}

TEST_F(PostgresRowTest, numbers_with_decimals) {
  each(
      "SELECT 0.1::double precision, 0.5::real, -1234567.00125::numeric, 3, avg(x) FROM (VALUES "
      "(1::bigint), (2)) v(x)",
      [](const Row& row) {
        EXPECT_EQ(row.real(0), 0.1);
        EXPECT_EQ(row.real(1), 0.5);
        EXPECT_NEAR(row.real(2), -1'234'567.00125, 1e-9);
        EXPECT_EQ(row.real(3), 3.0);
        EXPECT_EQ(row.real(4), 1.5);
      });
}

TEST_F(PostgresRowTest, texts_dates_bytes_and_ids) {
  each(
      "SELECT 'a'::text, 'b'::varchar, '1999-12-31'::date, '0001-01-01'::date, '\\x00ff'::bytea, "
      "'a0a0a0a0-a0a0-a0a0-a0a0-a0a0a0a0a0a0'::uuid, NULL::text, '{\"k\": 1}'::json",
      [](const Row& row) {
        EXPECT_EQ(row.text(0), "a");
        EXPECT_EQ(row.text(1), "b");
        EXPECT_EQ(row.text(2), "1999-12-31");
        EXPECT_EQ(row.text(3), "0001-01-01");
        EXPECT_EQ(row.text(2), "1999-12-31");
        EXPECT_EQ(row.bytes(4), (Bytes{0, 0xFF}));
        EXPECT_EQ(row.uuid(5).bytes[15], 0xA0);
        EXPECT_EQ(row.bytes(5).size(), 16U);
        EXPECT_TRUE(row.is_null(6));
        EXPECT_EQ(row.text(7), "{\"k\": 1}");
      });
}

}  // namespace
}  // namespace bailiwick::platform::db
