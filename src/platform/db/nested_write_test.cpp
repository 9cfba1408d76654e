// Goal: a write inside a write of the same database is a part of it: kept with it, undone alone, and never a transaction of its own.
// Method: the contract of database.hpp on both databases; a collision and a lost connection on PostgreSQL, a full disk on SQLite.
#include <gtest/gtest.h>

#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/db/trusted_sql.hpp"
#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE t (x {int64} NOT NULL PRIMARY KEY, amount {int64} NOT NULL, filler "
    "{bytes}){strict};\n";

class NestedWrite : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (auto why = testing::why_not(GetParam())) GTEST_SKIP() << *why;
    made_ = testing::make_database(GetParam(), kTable);
    ASSERT_TRUE(made_.database) << made_.fault;
  }
  Database& database() { return *made_.database; }
  Result<std::int64_t> insert(std::int64_t x) {
    return database().write(
        [&](Connection& c) { return c.execute("INSERT INTO t (x, amount) VALUES ($1, 0)", {x}); });
  }
  std::vector<std::int64_t> rows() {
    const auto found = database().read([](Connection& c) {
      return query_all(c, "SELECT x FROM t ORDER BY x", {},
                       [](const Row& row) { return row.int64(0); });
    });
    return found ? *found : std::vector<std::int64_t>{-1};
  }

  testing::TestDatabase made_;
};
INSTANTIATE_TEST_SUITE_P(Both, NestedWrite, testing::on_both(), testing::dialect_name);

template <class T>
std::string rule_of(const Result<T>& result) {
  return result ? "" : result.error().rule;
}

TEST_P(NestedWrite, all_of_it_is_kept_together) {
  const auto done = database().write([&](Connection&) -> Result<int> {
    EXPECT_TRUE(insert(1));
    EXPECT_EQ(rows(), (std::vector<std::int64_t>{1})) << "what was written is seen inside";
    EXPECT_TRUE(insert(2));
    return 7;
  });
  EXPECT_EQ(*done, 7);
  EXPECT_EQ(rows(), (std::vector<std::int64_t>{1, 2}));
}

TEST_P(NestedWrite, nothing_of_it_is_kept_where_the_outer_one_fails) {
  const auto done = database().write([&](Connection&) -> Result<int> {
    EXPECT_TRUE(insert(1));
    return fail(ErrorCode::kForbidden, "X001", "No.");
  });
  EXPECT_EQ(rule_of(done), "X001");
  EXPECT_TRUE(rows().empty());
}

// SQLite may find that it needs savepoints and run the function again: what counts is the last run.
TEST_P(NestedWrite, an_inner_one_that_fails_is_undone_alone) {
  std::vector<std::string> rules;
  const auto done = database().write([&](Connection& c) -> Result<int> {
    rules = {rule_of(insert(1))};
    rules.push_back(rule_of(database().write([&](Connection&) -> Result<int> {
      EXPECT_TRUE(insert(2));
      return fail(ErrorCode::kForbidden, "X001", "No.");
    })));
    rules.push_back(rule_of(insert(1)));
    rules.push_back(rule_of(c.execute("INSERT INTO t (x, amount) VALUES (3, 0)")));
    return 1;
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(rules, (std::vector<std::string>{"", "X001", "D006", ""})) << "the outer one goes on";
  EXPECT_EQ(rows(), (std::vector<std::int64_t>{1, 3}));
}

TEST_P(NestedWrite, an_exception_undoes_the_inner_one_and_may_be_caught) {
  std::string rule;
  const auto done = database().write([&](Connection&) -> Result<int> {
    EXPECT_TRUE(insert(1));
    EXPECT_THROW(static_cast<void>(database().write([&](Connection&) -> Result<int> {
                   EXPECT_TRUE(insert(2));
                   throw std::runtime_error("unexpected");
                 })),
                 std::runtime_error);
    rule = rule_of(insert(3));
    return 1;
  });
  EXPECT_TRUE(done) << done.error().message;
  EXPECT_EQ(rule, "");
  EXPECT_EQ(rows(), (std::vector<std::int64_t>{1, 3}));
}

TEST_P(NestedWrite, a_statement_that_failed_outside_of_it_ends_it_too) {
  ASSERT_TRUE(insert(1));
  const auto done = database().write([&](Connection& c) -> Result<int> {
    EXPECT_FALSE(c.execute("INSERT INTO t (x, amount) VALUES (1, 0)"));
    EXPECT_EQ(rule_of(insert(2)), "D006");
    return 1;
  });
  EXPECT_EQ(rule_of(done), "D006");
  EXPECT_EQ(rows(), (std::vector<std::int64_t>{1}));
}

TEST_P(NestedWrite, what_is_to_follow_a_write_waits_for_the_outermost) {
  std::string order;
  database().after_write([&] { order += 'a'; });
  const auto write = [&](bool is_good) {
    return database().write([&](Connection&) -> Result<int> {
      EXPECT_TRUE(database().is_writing());
      EXPECT_TRUE(database().write([&](Connection&) -> Result<int> {
        database().after_write([&] { order += 'c'; });
        return 1;
      }));
      order += 'b';
      if (is_good) return 1;
      return fail(ErrorCode::kForbidden, "X001", "No.");
    });
  };
  EXPECT_TRUE(write(true));
  EXPECT_EQ(order, "abc");
  EXPECT_FALSE(write(false));
  EXPECT_EQ(order, "abcbc") << "however it ended";
  EXPECT_FALSE(database().is_writing());
}

TEST_P(NestedWrite, a_write_that_is_not_waited_for_tells_its_outcome) {
  std::promise<std::string> told;
  const auto later = [&](auto work) {
    told = {};
    database().write_later(work, [&](const Result<std::int64_t>& done) {
      told.set_value(done ? std::to_string(*done) : done.error().rule);
    });
    return told.get_future().get();
  };
  std::string order;
  EXPECT_EQ(later([&](Connection&) {
              database().after_write([&] { order += 'a'; });
              return insert(1);
            }),
            "1");
  EXPECT_EQ(order, "a");
  EXPECT_EQ(
      later([](Connection& c) { return c.execute("INSERT INTO t (x, amount) VALUES (1, 0)"); }),
      "D006");
  EXPECT_EQ(rows(), (std::vector<std::int64_t>{1}));
}

TEST_P(NestedWrite, another_database_is_not_joined) {
  const auto other = testing::make_database(GetParam(), kTable);
  ASSERT_TRUE(other.database);
  const auto done = database().write([&](Connection&) -> Result<int> {
    EXPECT_FALSE(other.database->is_writing());
    EXPECT_TRUE(other.database->write(
        [](Connection& c) { return c.execute("INSERT INTO t (x, amount) VALUES (1, 0)"); }));
    return fail(ErrorCode::kForbidden, "X001", "No.");
  });
  EXPECT_FALSE(done);
  EXPECT_TRUE(rows().empty());
  EXPECT_TRUE(other.database->read([](Connection& c) -> Result<void> {
    int count = 0;
    auto read = c.query("SELECT x FROM t", {}, [&](const Row&) { ++count; });
    EXPECT_EQ(count, 1);
    return read;
  }));
}

TEST(NestedWriteOnPostgres, a_collision_inside_makes_the_whole_run_again) {
  if (auto why = testing::why_not(Dialect::kPostgres)) GTEST_SKIP() << *why;
  const auto made = testing::make_database(Dialect::kPostgres, kTable);
  ASSERT_TRUE(made.database) << made.fault;
  Database& database = *made.database;
  const auto add = [&](std::int64_t amount) {
    return database.write([&](Connection& c) {
      return c.execute("UPDATE t SET amount = amount + $1 WHERE x = 1", {amount});
    });
  };
  ASSERT_TRUE(database.write(
      [](Connection& c) { return c.execute("INSERT INTO t (x, amount) VALUES (1, 0)"); }));
  int tries = 0;
  const auto done = database.write([&](Connection& c) -> Result<int> {
    const auto seen = query_one(c, "SELECT amount FROM t WHERE x = 1", {},
                                [](const Row& row) { return row.int64(0); });
    if (!seen) return tl::unexpected(seen.error());
    if (++tries == 1) std::thread([&] { EXPECT_TRUE(add(10)); }).join();
    // What goes wrong is hidden, as a handler might that makes an answer of every error.
    return add(1) ? 1 : 0;
  });
  EXPECT_EQ(*done, 1);
  EXPECT_EQ(tries, 2);
  const auto amount = database.read([](Connection& c) {
    return query_one(c, "SELECT amount FROM t WHERE x = 1", {},
                     [](const Row& row) { return row.int64(0); });
  });
  EXPECT_EQ(**amount, 11);
}

TEST(NestedWriteOnSqlite, a_full_disk_inside_is_the_error_of_the_whole) {
  const auto made = testing::make_database(Dialect::kSqlite, kTable);
  Database& database = *made.database;
  ASSERT_TRUE(database.write(
      [](Connection& c) { return TrustedSql::execute(c, "PRAGMA max_page_count = 12"); }));
  const auto done = database.write([&](Connection& c) -> Result<int> {
    EXPECT_TRUE(c.execute("INSERT INTO t (x, amount) VALUES (1, 0)"));
    static_cast<void>(database.write([](Connection& d) {
      return d.execute("INSERT INTO t (x, amount, filler) VALUES (2, 0, $1)", {Bytes(1'000'000)});
    }));
    return 1;
  });
  if (done) {
    // SQLite undid the statement alone: then the savepoint was enough.
    const auto count = database.read([](Connection& c) {
      return query_one(c, "SELECT count(*) FROM t", {},
                       [](const Row& row) { return row.int64(0); });
    });
    EXPECT_EQ(**count, 1);
  } else {
    EXPECT_EQ(rule_of(done), "D004");
  }
}

}  // namespace
}  // namespace bailiwick::platform::db
