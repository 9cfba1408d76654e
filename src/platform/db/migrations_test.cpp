// Goal: a database goes from nothing, and from every earlier level, to that of the program, once; an edited migration and a newer
// database are refused, and a migration that fails leaves nothing behind.
#include "platform/db/migrations.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

namespace support = bailiwick::testing;

const std::vector<Migration> kFirst = {
    {.number = 1,
     .name = "start",
     .sql = "CREATE TABLE a (tenant_id {id} NOT NULL PRIMARY KEY){strict};\n"},
    {.number = 2,
     .name = "more",
     .sql = "ALTER TABLE a ADD COLUMN name {text};\nCREATE INDEX a_name ON a (tenant_id, name);\n"},
    {.number = 3, .name = "rows", .sql = "UPDATE a SET name = 'x';\n"},
};
const std::vector<Migration> kSecond = {
    {.number = 1,
     .name = "start",
     .sql = "CREATE TABLE b (tenant_id {id} NOT NULL PRIMARY KEY REFERENCES a "
            "(tenant_id)){clustered};\n"},
};

std::vector<MigrationModule> modules(std::size_t first, std::size_t second) {
  return {{.name = "first",
           .migrations = {kFirst.begin(), kFirst.begin() + static_cast<std::ptrdiff_t>(first)}},
          {.name = "second",
           .migrations = {kSecond.begin(), kSecond.begin() + static_cast<std::ptrdiff_t>(second)}}};
}

class Migrations : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (auto why = support::why_not(GetParam())) GTEST_SKIP() << *why;
    made_ = support::make_database(GetParam());
    ASSERT_TRUE(made_.database) << made_.fault;
  }
  Database& database() { return *made_.database; }
  std::string rule_of_migrate(std::vector<MigrationModule> with) {
    const auto done = migrate(database(), with);
    return done ? "" : done.error().rule;
  }

  support::TestDatabase made_;
};
INSTANTIATE_TEST_SUITE_P(Both, Migrations, support::on_both(), support::dialect_name);

TEST_P(Migrations, every_earlier_level_is_brought_to_the_last_and_then_nothing_is_left_to_do) {
  for (std::size_t first = 0; first <= 3; ++first) {
    auto made = support::make_database(GetParam());
    ASSERT_TRUE(made.database);
    ASSERT_EQ(migrate(*made.database, modules(first, 0))->size(), first);
    EXPECT_EQ(pending_migrations(*made.database, modules(3, 1))->size(), 4 - first);
    const auto done = migrate(*made.database, modules(3, 1));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(done->size(), 4 - first);
    EXPECT_EQ(done->back().module, "second");
    EXPECT_TRUE(migrate(*made.database, modules(3, 1))->empty());
    EXPECT_TRUE(made.database->write(
        [](Connection& c) { return c.execute("INSERT INTO a VALUES ($1, 'n')", {Uuid{}}); }));
  }
}

TEST_P(Migrations, an_edited_migration_is_refused) {
  ASSERT_TRUE(migrate(database(), modules(2, 0)));
  auto edited = modules(3, 1);
  edited[0].migrations[1].sql = "ALTER TABLE a ADD COLUMN name {text} ;\n";
  EXPECT_EQ(rule_of_migrate(edited), "D020");
}

TEST_P(Migrations, a_newer_database_is_refused) {
  ASSERT_TRUE(migrate(database(), modules(3, 1)));
  EXPECT_EQ(rule_of_migrate(modules(2, 1)), "D021");
  EXPECT_EQ(rule_of_migrate({modules(3, 1)[0]}), "D021") << "a whole module is not known";
  EXPECT_EQ(rule_of_migrate(modules(3, 1)), "");
}

TEST_P(Migrations, one_that_fails_leaves_nothing_behind_and_those_before_it_stay) {
  auto broken = modules(2, 0);
  broken[0].migrations.push_back(
      {.number = 3,
       .name = "broken",
       .sql = "CREATE TABLE c (x {int64}){strict};\nCREATE TABLE c (x {int64}){strict};\n"});
  EXPECT_EQ(rule_of_migrate(broken), "D022");
  EXPECT_EQ(pending_migrations(database(), broken)->size(), 1U);
  const auto found = database().read([](Connection& c) { return c.execute("SELECT * FROM c"); });
  EXPECT_FALSE(found) << "table c is gone with its migration";
  EXPECT_EQ(rule_of_migrate(modules(3, 1)), "");
}

TEST_P(Migrations, a_part_for_one_database_is_left_out_of_the_other) {
  const std::vector<MigrationModule> both = {
      {.name = "m",
       .migrations = {{.number = 1,
                       .name = "parts",
                       .sql = "CREATE TABLE m (x {int64}){strict};\n"
                              "-- {sqlite}\nINSERT INTO m VALUES (1);\n"
                              "-- {postgres}\nINSERT INTO m VALUES (2);\n"
                              "-- {both}\nINSERT INTO m VALUES (10);\n"}}}};
  ASSERT_EQ(rule_of_migrate(both), "");
  const auto sum = database().read([](Connection& c) {
    return query_one(c, "SELECT sum(x) FROM m", {}, [](const Row& row) { return row.int64(0); });
  });
  EXPECT_EQ(**sum, GetParam() == Dialect::kSqlite ? 11 : 12);
}

TEST_P(Migrations, two_programs_at_once_apply_each_migration_once) {
  std::vector<std::size_t> applied(4, 99);
  std::vector<std::thread> threads;
  for (auto& count : applied) {
    threads.emplace_back([&] {
      const auto own = open_database(made_.options);
      const auto done = own ? migrate(**own, modules(3, 1)) : tl::unexpected(own.error());
      if (done) count = done->size();
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(applied[0] + applied[1] + applied[2] + applied[3], 4U);
}

}  // namespace
}  // namespace bailiwick::platform::db
