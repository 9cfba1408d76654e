// Goal: a home is read as it was put last, and only in its company. Method: round trips on both databases.
#include "planning/home_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/approval_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;

using HomeStoreTest = support::ApprovalWorldTest;
INSTANTIATE_TEST_SUITE_P(Both, HomeStoreTest, support::on_both(), support::dialect_name);

TEST_P(HomeStoreTest, TheLastOneStands) {
  const Home first{
      .person = head_.person, .at = {.lon_deg = 5.125, .lat_deg = 52.5}, .set_at = Instant(0)};
  Home second = first;
  second.at = {.lon_deg = -179.9999, .lat_deg = -90.0};
  second.set_at = clock_.wall()();
  const auto done = write([&](platform::db::Connection& connection) -> Result<void> {
    for (const Home& one : {first, second})
      if (const auto put = home_store::put(connection, tenant_, one); !put) return put;
    const auto own = home_store::of(connection, {tenant_, head_.person});
    EXPECT_EQ((*own)->at.lon_deg, -179.9999);
    EXPECT_EQ((*own)->at.lat_deg, -90.0);
    EXPECT_EQ((*own)->set_at, second.set_at);
    EXPECT_EQ(home_store::all(connection, tenant_)->size(), 1U);
    EXPECT_TRUE(home_store::all(connection, TenantId(ids_.next()))->empty());
    EXPECT_TRUE(*home_store::remove(connection, {tenant_, head_.person}));
    EXPECT_FALSE(*home_store::remove(connection, {tenant_, head_.person}));
    EXPECT_FALSE(*home_store::of(connection, {tenant_, head_.person}));
    return {};
  });
  ASSERT_TRUE(done) << done.error().message;
}

}  // namespace
}  // namespace bailiwick::planning
