// Goal: a table that many rows come into has all its indexes afterwards, with every row in them, and they were away meanwhile only where that pays. A
// failure leaves everything as it was. Method: the catalogue, and queries that only an index answers, on both databases.
#include "platform/db/indexes_later.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

constexpr std::int64_t kMany = kIndexesLaterRows;

class IndexesLaterTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (auto why = bailiwick::testing::why_not(GetParam())) GTEST_SKIP() << *why;
    made_ = bailiwick::testing::make_database(
        GetParam(),
        "CREATE TABLE fruit (number INTEGER NOT NULL PRIMARY KEY, name {text} NOT NULL){strict};\n"
        "CREATE INDEX fruit_name ON fruit (name, number);\n"
        "CREATE UNIQUE INDEX fruit_both ON fruit (number, name);\n"
        "CREATE INDEX fruit_number ON fruit (number);\n");
    ASSERT_TRUE(made_.database) << made_.fault;
  }

  static Filling filling(std::int64_t rows) {
    return {"fruit", rows, [](std::string_view index) { return index == "fruit_number"; }};
  }

  static Result<void> add(Connection& connection, std::int64_t first, std::int64_t count) {
    const Sql columns[] = {"number", "name"};
    std::int64_t next = 0;
    const auto added = connection.insert_many("fruit", columns, [&](std::vector<Value>& values) {
      if (next == count) return false;
      values = {first + next, "apple " + std::to_string((first + next) * 7'919 % 100'003)};
      ++next;
      return true;
    });
    if (!added) return tl::unexpected(added.error());
    return {};
  }

  // The indexes of the table by their names; of SQLite, whose own indexes have none.
  static std::vector<std::string> names(Connection& connection) {
    const bool is_sqlite = connection.dialect() == Dialect::kSqlite;
    auto found = query_all(
        connection,
        is_sqlite ? SqlView("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = "
                            "'fruit' AND sql IS NOT NULL ORDER BY name")
                  : SqlView("SELECT indexname::text FROM pg_indexes WHERE tablename = 'fruit' AND "
                            "indexname <> 'fruit_pkey' ORDER BY indexname"),
        {}, [](const Row& row) { return std::string(row.text(0)); });
    return found ? *found : std::vector<std::string>{found.error().message};
  }

  // The names of the indexes while the rows come; after them all of them must be there.
  std::vector<std::string> names_during(std::int64_t first, std::int64_t count) {
    std::vector<std::string> during;
    const auto filled = made_.database->write([&](Connection& connection) {
      return fill_before_indexes(connection, filling(count), [&](Connection& same) {
        during = names(same);
        return add(same, first, count);
      });
    });
    EXPECT_TRUE(filled) << filled.error().message;
    return during;
  }

  std::int64_t count_by_name() {
    std::int64_t count = 0;
    const auto read = made_.database->read([&](Connection& connection) {
      EXPECT_EQ(names(connection), all_);
      return connection.query("SELECT COUNT(*) FROM fruit WHERE name >= 'apple 1' AND name < 'b'",
                              {}, [&](const Row& row) { count = row.int64(0); });
    });
    EXPECT_TRUE(read);
    return count;
  }

  bailiwick::testing::TestDatabase made_;
  const std::vector<std::string> all_ = {"fruit_both", "fruit_name", "fruit_number"};
  const std::vector<std::string> kept_ = {"fruit_both", "fruit_number"};
};

TEST_P(IndexesLaterTest, many_rows_come_without_the_indexes_and_are_in_them_afterwards) {
  const bool is_sqlite = GetParam() == Dialect::kSqlite;
  EXPECT_EQ(names_during(0, kMany), is_sqlite ? kept_ : all_);
  const std::int64_t first = count_by_name();
  EXPECT_GT(first, kMany * 9 / 10);
  // As many again are worth it still, and readers who have been here before see the new indexes.
  EXPECT_EQ(names_during(kMany, kMany), is_sqlite ? kept_ : all_);
  EXPECT_GT(count_by_name(), first + kMany * 9 / 10);
}

TEST_P(IndexesLaterTest, few_rows_or_fewer_than_there_are_come_with_them) {
  EXPECT_EQ(names_during(0, kMany - 1), all_);
  EXPECT_EQ(names_during(kMany, kMany + 5), GetParam() == Dialect::kSqlite ? kept_ : all_);
  EXPECT_EQ(names_during(3 * kMany, kMany), all_);
}

TEST_P(IndexesLaterTest, a_failure_leaves_rows_and_indexes_as_they_were) {
  const auto filled = made_.database->write([&](Connection& connection) {
    return fill_before_indexes(connection, filling(kMany), [&](Connection& same) -> Result<void> {
      if (auto added = add(same, 0, 100); !added) return added;
      return fail(ErrorCode::kCancelled, "T000", "Enough.");
    });
  });
  EXPECT_FALSE(filled);
  EXPECT_EQ(count_by_name(), 0);
}

TEST_P(IndexesLaterTest, who_stops_while_indexes_are_made_leaves_everything_as_it_was) {
  if (GetParam() != Dialect::kSqlite) GTEST_SKIP() << "indexes stay";
  int asked = 0;
  const auto filled = made_.database->write([&](Connection& connection) {
    Filling stopped{"fruit", kMany};
    stopped.may_go_on = [&]() -> Result<void> {
      if (++asked < 2) return {};
      return fail(ErrorCode::kCancelled, "T000", "Enough.");
    };
    return fill_before_indexes(connection, stopped,
                               [&](Connection& same) { return add(same, 0, kMany); });
  });
  ASSERT_FALSE(filled);
  EXPECT_EQ(filled.error().rule, "T000");
  EXPECT_EQ(asked, 2) << "the first of the two was made";
  EXPECT_EQ(count_by_name(), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, IndexesLaterTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::db
