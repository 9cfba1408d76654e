// Goal: one database holds every tenant; on a cluster each is found on its node, also after another process changed the directory.
#include "platform/db/directory.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/databases.hpp"

namespace bailiwick::platform::db {
namespace {

TenantId tenant(std::uint8_t last) {
  Uuid uuid;
  uuid.bytes[15] = last;
  return TenantId(uuid);
}

class DirectoryTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (auto why = testing::why_not(GetParam())) GTEST_SKIP() << *why;
    const std::vector<MigrationModule> modules = {db_migrations()};
    made_ = testing::make_database(GetParam(), modules);
    ASSERT_TRUE(made_.database) << made_.fault;
    auto opened = Directory::open(made_.options);
    ASSERT_TRUE(opened) << opened.error().message;
    directory_ = std::move(*opened);
  }
  testing::TestDatabase made_;
  std::unique_ptr<Directory> directory_;
};
INSTANTIATE_TEST_SUITE_P(Both, DirectoryTest, testing::on_both(), testing::dialect_name);

TEST_P(DirectoryTest, one_database_holds_every_tenant) {
  EXPECT_EQ(*directory_->database_of(tenant(1)), &directory_->installation());
  EXPECT_TRUE(directory_->nodes()->empty());
}

TEST_P(DirectoryTest, a_node_that_is_not_there_is_told) {
  const auto found = directory_->database_of_node("nowhere");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().rule, "D031");
}

TEST_P(DirectoryTest, a_place_that_another_process_wrote_is_found) {
  if (GetParam() == Dialect::kSqlite) GTEST_SKIP() << "skipped: a SQLite database has no nodes";
  ASSERT_EQ(*directory_->database_of(tenant(1)), &directory_->installation());
  const auto other = testing::make_database(GetParam());
  ASSERT_TRUE(made_.database->write([&](Connection& c) -> Result<void> {
    auto node =
        c.execute("INSERT INTO cluster_node VALUES ('far', $1, 1)", {other.options.location});
    auto place = c.execute("INSERT INTO cluster_tenant VALUES ($1, 'far', 1)", {tenant(1)});
    EXPECT_TRUE(node && place);
    return {};
  }));
  Database* found = &directory_->installation();
  for (int i = 0; i < 100 && found == &directory_->installation(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    found = *directory_->database_of(tenant(1));
  }
  EXPECT_NE(found, &directory_->installation());
  EXPECT_EQ(*directory_->database_of(tenant(1)), found) << "opened once";
  EXPECT_EQ(*directory_->database_of(tenant(2)), &directory_->installation());
  ASSERT_EQ(directory_->nodes()->size(), 1U);
  EXPECT_EQ(directory_->nodes()->front().tenants, 1);
}

}  // namespace
}  // namespace bailiwick::platform::db
