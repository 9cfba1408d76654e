// Goal: what is written is read again, versions guard it, and turns are counted once. Method: each statement, on both databases.
#include "planning/lead_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

class LeadStoreTest : public bailiwick::testing::LeadTest {
 protected:
  template <class Work>
  auto in(Work&& work) {
    auto done = world->database().write(
        [&](platform::db::Connection& connection) { return work(connection); });
    EXPECT_TRUE(done) << done.error().message;
    return *done;
  }
};

TEST_P(LeadStoreTest, ARoutingIsReadAsItWasWritten) {
  LeadRouting routing{.lead = LeadId(world->ids().next()),
                      .state = LeadState::kRunning,
                      .territory = north,
                      .owner = bob.person,
                      .arrived_at = world->now,
                      .assigned_at = world->now,
                      .due_at = world->now.plus_seconds(60)};
  routing.why.owner_by = OwnerBy::kPolicy;
  using lead_store::update_routing;
  const TenantId tenant = admin.tenant;
  const auto read = [&] {
    return in([&](auto& c) { return lead_store::routing(c, tenant, routing.lead); });
  };
  EXPECT_FALSE(read());
  ASSERT_TRUE(world->database().write(
      [&](auto& c) { return lead_store::insert_routing(c, tenant, routing); }));
  EXPECT_EQ(read()->why, routing.why);
  EXPECT_EQ(read()->due_at, routing.due_at);
  EXPECT_EQ(read()->owner, bob.person);
  routing.late_at = world->now;
  routing.moves = 1;
  EXPECT_TRUE(in([&](auto& c) { return update_routing(c, tenant, routing); }));
  EXPECT_FALSE(in([&](auto& c) { return update_routing(c, tenant, routing); }));
  EXPECT_EQ(read()->version, 2);
  EXPECT_EQ(read()->moves, 1);
  EXPECT_FALSE(in([&](auto& c) { return lead_store::next_due(c, tenant); }));
  EXPECT_FALSE(in([&](auto& c) { return lead_store::is_any_waiting(c, tenant); }));
}

TEST_P(LeadStoreTest, TurnsAreTakenOnlyWhereRoutingIsOn) {
  const TenantId tenant = admin.tenant;
  const auto take = [&] {
    return in([&](auto& c) { return lead_store::take_turns(c, tenant, 3); });
  };
  EXPECT_FALSE(take());
  put_policy();
  EXPECT_EQ(take(), 3);
  EXPECT_EQ(take(), 6);
  put_policy([](LeadPolicy& policy) { policy.is_on = false; });
  EXPECT_FALSE(take());
  using lead_store::set_turn;
  for (const std::int64_t turn : {4, 7})
    ASSERT_TRUE(world->database().write([&](auto& c) {
      return set_turn(c, tenant, {north, anna.person, turn});
    }));
  const auto turns = in([&](auto& c) { return lead_store::turns(c, tenant, north); });
  EXPECT_EQ(turns, (lead_store::Turns{{anna.person, 7}}));
}

INSTANTIATE_TEST_SUITE_P(Both, LeadStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
