// Goal: every table is counted on both databases. Method: two tables with known rows.
#include "platform/db/catalogue.hpp"

#include <gtest/gtest.h>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

class CatalogueTest : public ::testing::TestWithParam<Dialect> {};

TEST_P(CatalogueTest, EveryTableIsCounted) {
  if (auto why = bailiwick::testing::why_not(GetParam())) GTEST_SKIP() << *why;
  auto made =
      bailiwick::testing::make_database(GetParam(),
                                        "CREATE TABLE fruit (name {text} NOT NULL PRIMARY "
                                        "KEY){strict};\nCREATE TABLE empty (name {text} NOT "
                                        "NULL PRIMARY KEY){strict};\n");
  ASSERT_TRUE(made.database) << made.fault;
  ASSERT_TRUE(made.database->write([](Connection& c) -> Result<void> {
    for (const char* name : {"apple", "pear"}) {
      const auto added = c.execute("INSERT INTO fruit (name) VALUES ($1)", {name});
      if (!added) return tl::unexpected(added.error());
    }
    return {};
  }));
  const auto counts = made.database->read([](Connection& c) { return row_counts(c); });
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->at("fruit"), 2);
  EXPECT_EQ(counts->at("empty"), 0);
}

INSTANTIATE_TEST_SUITE_P(Both, CatalogueTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::db
