// Goal: exactly the tables that hold tenants' rows are found, each after those it refers to, and their rows arrive unchanged.
#include "platform/db/tenant_tables.hpp"

#include <gtest/gtest.h>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTables =
    "CREATE TABLE zebra (tenant_id {id} NOT NULL PRIMARY KEY, name {text}){strict};\n"
    "CREATE TABLE apple (tenant_id {id} NOT NULL REFERENCES zebra (tenant_id), n {int64} NOT NULL, "
    "parent {int64}, data {bytes},\n"
    "  PRIMARY KEY (tenant_id, n), FOREIGN KEY (tenant_id, parent) REFERENCES apple (tenant_id, "
    "n)){strict};\n"
    "CREATE TABLE name_of (name {text} NOT NULL PRIMARY KEY, tenant_id {id} NOT NULL){strict};\n"
    "CREATE TABLE nobody (x {int64} NOT NULL PRIMARY KEY){strict};\n";

TEST(TenantTables, are_found_in_the_order_of_what_they_refer_to_and_their_rows_arrive_unchanged) {
  if (auto why = testing::why_not(Dialect::kPostgres)) GTEST_SKIP() << *why;
  const auto from = testing::make_database(Dialect::kPostgres, kTables);
  const auto to = testing::make_database(Dialect::kPostgres, kTables);
  ASSERT_TRUE(from.database && to.database) << from.fault << to.fault;
  const auto tables = from.database->read(tenant_tables);
  ASSERT_TRUE(tables) << tables.error().message;
  EXPECT_EQ(*tables, (std::vector<std::string>{"name_of", "zebra", "apple"}));

  Uuid one;
  one.bytes[0] = 0xAB;
  const TenantId mine(one);
  ASSERT_TRUE(from.database->write([&](Connection& c) -> Result<void> {
    for (const TenantId& tenant : {mine, TenantId()}) {
      EXPECT_TRUE(c.execute("INSERT INTO zebra VALUES ($1, $2)", {tenant, "tab\t\\N\nline"}));
      EXPECT_TRUE(c.execute("INSERT INTO apple VALUES ($1, 1, NULL, NULL), ($1, 2, 1, $2)",
                            {tenant, Bytes{0, 9, 10, 92}}));
    }
    return {};
  }));
  const auto rows = from.database->read([&](Connection& source) {
    return to.database->write([&](Connection& target) -> Result<std::int64_t> {
      std::int64_t sum = 0;
      for (const auto& table : *tables) {
        const auto copied = copy_rows(source, target, table, mine);
        if (!copied) return copied;
        sum += *copied;
      }
      return sum;
    });
  });
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(*rows, 3);
  const auto read = to.database->read([&](Connection& c) {
    return c.query(
        "SELECT z.tenant_id, z.name, a.data FROM zebra z JOIN apple a ON a.tenant_id = z.tenant_id "
        "AND a.n = 2",
        {}, [&](const Row& row) {
          EXPECT_EQ(row.id<TenantTag>(0), mine);
          EXPECT_EQ(row.text(1), "tab\t\\N\nline");
          EXPECT_EQ(row.bytes(2), (Bytes{0, 9, 10, 92}));
        });
  });
  EXPECT_TRUE(read);
}

TEST(TenantTables, rows_that_the_target_refuses_fail_on_both_sides) {
  if (auto why = testing::why_not(Dialect::kPostgres)) GTEST_SKIP() << *why;
  const auto from = testing::make_database(Dialect::kPostgres, kTables);
  const auto to = testing::make_database(Dialect::kPostgres, kTables);
  for (const auto* made : {&from, &to}) {
    ASSERT_TRUE(made->database->write([](Connection& c) {
      return c.execute("INSERT INTO zebra VALUES ($1, 'x')", {TenantId()});
    }));
  }
  const auto rows = from.database->read([&](Connection& source) {
    return to.database->write(
        [&](Connection& target) { return copy_rows(source, target, "zebra", TenantId()); });
  });
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().rule, "D006");
  EXPECT_TRUE(from.database->check());
  EXPECT_TRUE(to.database->check());
}

}  // namespace
}  // namespace bailiwick::platform::db
