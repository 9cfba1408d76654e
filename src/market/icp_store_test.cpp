// Goal: profiles come back as they were kept, and a version that is not the current one changes nothing. Method: on both databases.
#include "market/icp_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/market_world.hpp"

namespace bailiwick::market {
namespace {

class IcpStoreTest : public bailiwick::testing::MarketTest {};

TEST_P(IcpStoreTest, ProfilesComeBack) {
  const auto ran = world->database().write([&](platform::db::Connection& c) -> Result<void> {
    const TenantId tenant = admin.tenant;
    IcpProfile profile{.id = IcpProfileId(world->ids().next()),
                       .name = "Ideal",
                       .criteria = criteria(),
                       .created_at = world->now};
    EXPECT_TRUE(icp_store::insert_profile(c, tenant, profile, admin.person));
    const auto draft = icp_store::find_profile(c, tenant, ProfileState::kDraft);
    EXPECT_EQ((*draft)->criteria, criteria());
    EXPECT_FALSE((*draft)->activated_at);
    EXPECT_FALSE(*icp_store::find_profile(c, tenant, ProfileState::kActive));
    profile.state = ProfileState::kActive;
    profile.activated_at = world->now;
    EXPECT_TRUE(*icp_store::update_profile(c, tenant, profile));
    EXPECT_FALSE(*icp_store::update_profile(c, tenant, profile)) << "it has another version now";
    const auto active = icp_store::find_profile(c, tenant, ProfileState::kActive);
    EXPECT_EQ((*active)->version, 2);
    EXPECT_EQ((*active)->activated_at, world->now);
    profile = **active;
    profile.state = ProfileState::kArchived;
    EXPECT_TRUE(*icp_store::update_profile(c, tenant, profile));
    EXPECT_FALSE(*icp_store::find_profile(c, tenant, ProfileState::kActive));
    EXPECT_EQ(*icp_store::highest_version(c, tenant), 3);
    EXPECT_EQ(*icp_store::highest_version(c, TenantId(world->ids().next())), 0);
    return {};
  });
  EXPECT_TRUE(ran) << ran.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, IcpStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::market
