// Goal: the weights come back as they were put, a company's own. Method: put and read, on both databases.
#include "market/next_store.hpp"

#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

namespace db = platform::db;

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;

class NextStoreTest : public bailiwick::testing::MarketTest {};
INSTANTIATE_TEST_SUITE_P(Both, NextStoreTest, on_both(), dialect_name);

TEST_P(NextStoreTest, GivesBackWhatWasPut) {
  const auto read = [&](TenantId tenant) {
    return *world->database().read(
        [&](db::Connection& connection) { return next_store::policy(connection, tenant); });
  };
  EXPECT_EQ(read(admin.tenant).version, 0);
  EXPECT_EQ(read(admin.tenant).weights[0], 40);
  NextPolicy policy;
  for (const std::int64_t version : {1, 2}) {
    policy.version = version;
    policy.weights[3] = 10 * version;
    policy.new_share = 1'234 * version;
    ASSERT_TRUE(world->database().write([&](db::Connection& connection) {
      return next_store::put_policy(connection, {admin.tenant, world->now, admin.person}, policy);
    }));
    EXPECT_EQ(read(admin.tenant).weights[3], 10 * version);
    EXPECT_EQ(read(admin.tenant).new_share, 1'234 * version);
    EXPECT_EQ(read(admin.tenant).version, version);
  }
  EXPECT_EQ(read(TenantId(world->ids().next())).version, 0);
}

}  // namespace
}  // namespace bailiwick::market
