// Goal: the whole schema can be made, and from every earlier level. Method: each module's first migrations alone, then all.
#include "main/modules.hpp"

#include <gtest/gtest.h>

#include "tests/support/databases.hpp"

namespace bailiwick {
namespace {

namespace db = platform::db;

class ModulesTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (auto why = testing::why_not(GetParam())) GTEST_SKIP() << *why;
  }
};

TEST_P(ModulesTest, AnEmptyDatabaseGetsAllTables) {
  auto made = testing::make_database(GetParam(), all_migrations());
  ASSERT_TRUE(made.database) << made.fault;
  const auto pending = db::pending_migrations(*made.database, all_migrations());
  ASSERT_TRUE(pending);
  EXPECT_TRUE(pending->empty());
}

TEST_P(ModulesTest, EveryEarlierLevelUpgrades) {
  std::size_t levels = 0;
  for (const auto& module : all_migrations()) levels = std::max(levels, module.migrations.size());
  for (std::size_t level = 0; level < levels; ++level) {
    auto earlier = all_migrations();
    for (auto& module : earlier) {
      if (module.migrations.size() > level) module.migrations.resize(level);
    }
    auto made = testing::make_database(GetParam(), earlier);
    ASSERT_TRUE(made.database) << made.fault;
    const auto applied = db::migrate(*made.database, all_migrations());
    ASSERT_TRUE(applied) << applied.error().message;
    EXPECT_FALSE(applied->empty());
  }
}

TEST_P(ModulesTest, ANewerDatabaseIsRefused) {
  auto newer = all_migrations();
  newer.front().migrations.push_back(
      {.number = static_cast<int>(newer.front().migrations.size()) + 1,
       .name = "later",
       .sql = "SELECT 1;\n"});
  auto made = testing::make_database(GetParam(), newer);
  ASSERT_TRUE(made.database) << made.fault;
  const auto pending = db::pending_migrations(*made.database, all_migrations());
  ASSERT_FALSE(pending);
  EXPECT_EQ(pending.error().rule, "D021");
}

INSTANTIATE_TEST_SUITE_P(Both, ModulesTest, testing::on_both(), testing::dialect_name);

}  // namespace
}  // namespace bailiwick
