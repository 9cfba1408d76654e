// Goal: a newcomer is looked at again exactly when it or what decides changed. Method: looks by hand.
#include "planning/newcomer_memory.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

AccountId numbered_account(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return AccountId(uuid);
}
Newcomer newcomer(std::uint8_t number, std::int64_t changed) {
  return {.account = numbered_account(number), .changed_at = Instant(changed)};
}
using Newcomers = std::vector<Newcomer>;

TEST(NewcomerMemory, KnowsWhoWasLookedAt) {
  const TenantId tenant(Uuid{.bytes = {1}});
  const TenantId other(Uuid{.bytes = {2}});
  NewcomerMemory memory;
  const Newcomers all = {newcomer(1, 5), newcomer(2, 5), newcomer(3, 5)};
  EXPECT_EQ(memory.unlooked(tenant, "rules", all), all);
  memory.remember(tenant, "rules", Newcomers{all[0], all[2]});
  EXPECT_EQ(memory.unlooked(tenant, "rules", all), Newcomers{all[1]});
  EXPECT_EQ(memory.unlooked(other, "rules", all), all) << "another company";
  EXPECT_EQ(memory.unlooked(tenant, "other rules", all), all);
  const Newcomers changed = {newcomer(1, 6), newcomer(3, 5)};
  EXPECT_EQ(memory.unlooked(tenant, "rules", changed), Newcomers{changed[0]});
  memory.remember(tenant, "rules", Newcomers{changed[0], all[1]});
  EXPECT_TRUE(memory.unlooked(tenant, "rules", changed).empty());
  EXPECT_EQ(memory.unlooked(tenant, "rules", all), Newcomers{all[0]}) << "the later look holds";
  memory.remember(tenant, "other rules", Newcomers{all[1]});
  EXPECT_EQ(memory.unlooked(tenant, "rules", all), all) << "the conditions before are forgotten";
}

TEST(NewcomerMemory, HasALimit) {
  const TenantId tenant(Uuid{.bytes = {1}});
  NewcomerMemory memory;
  Newcomers many(kNewcomersKept + 2);
  for (std::size_t i = 0; i < many.size(); ++i) {
    Uuid uuid;
    for (std::size_t b = 0; b < 4; ++b)
      uuid.bytes[15 - b] = static_cast<std::uint8_t>(i >> (8 * b));
    many[i].account = AccountId(uuid);
  }
  memory.remember(tenant, "rules", many);
  EXPECT_EQ(memory.unlooked(tenant, "rules", many).size(), 2U);
}

}  // namespace
}  // namespace bailiwick::planning
