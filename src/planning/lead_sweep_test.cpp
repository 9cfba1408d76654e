// Goal: late leads are seen and sent on once, and waiting ones are given away when somebody can take them. Method: a clock by hand.
#include "planning/lead_service.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

class LeadSweepTest : public bailiwick::testing::LeadTest {};

TEST_P(LeadSweepTest, ALateLeadGoesToAnotherOnce) {
  put_policy([](LeadPolicy& policy) { policy.minutes = 60; });
  const crm::Record lead = arrive();
  const auto first = owner_of(lead);
  EXPECT_EQ(sweep(), world->now.plus_seconds(3'600).plus_millis(1));
  EXPECT_EQ(owner_of(lead), first);
  pass(61);
  sweep();
  const LeadRouting moved = routing_of(lead);
  EXPECT_NE(moved.owner, first);
  EXPECT_EQ(moved.owner, owner_of(lead));
  EXPECT_EQ(moved.moves, 1);
  EXPECT_EQ(moved.why.owner_by, OwnerBy::kLate);
  EXPECT_EQ(moved.due_at, world->now.plus_seconds(3'600));
  pass(61);
  EXPECT_FALSE(sweep());
  EXPECT_EQ(owner_of(lead), moved.owner);
  EXPECT_EQ(routing_of(lead).late_at, world->now);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

TEST_P(LeadSweepTest, WithoutAnybodyElseALateLeadStaysAndIsMarked) {
  put_policy([&](LeadPolicy& policy) {
    policy.minutes = 60;
    policy.has_overlays = false;
  });
  const crm::Record lead = arrive();
  pass(61);
  sweep();
  EXPECT_EQ(owner_of(lead), anna.person);
  EXPECT_EQ(routing_of(lead).late_at, world->now);
  EXPECT_EQ(routing_of(lead).moves, 0);
}

TEST_P(LeadSweepTest, LeadsOfProtectedAccountsAndThoseOfOtherPoliciesStay) {
  put_policy([](LeadPolicy& policy) {
    policy.minutes = 60;
    policy.protect = "is_key_account";
  });
  add_account({{"name", "Globex"}, {"website", "globex.example"}, {"is_key_account", true}}, north);
  const crm::Record lead = arrive({{"email", "ann@globex.example"}});
  pass(61);
  sweep();
  EXPECT_EQ(owner_of(lead), anna.person);
  put_policy([](LeadPolicy& policy) {
    policy.minutes = 60;
    policy.is_late_reassigned = false;
  });
  const crm::Record other = arrive();
  const auto owner = owner_of(other);
  pass(61);
  sweep();
  EXPECT_EQ(owner_of(other), owner);
  EXPECT_EQ(routing_of(other).late_at, world->now);
}

TEST_P(LeadSweepTest, AWaitingLeadIsGivenAwayWhenSomebodyHasRoom) {
  put_policy([](LeadPolicy& policy) {
    policy.capacity = 1;
    policy.has_overlays = false;
  });
  const crm::Record first = arrive();
  const crm::Record second = arrive();
  const crm::Record third = arrive();
  EXPECT_FALSE(owner_of(second));
  EXPECT_EQ(sweep(), world->now.plus_seconds(kWaitingLookSeconds).plus_millis(1));
  EXPECT_FALSE(owner_of(second));
  change(admin, first, {{"status", "disqualified"}});
  sweep();
  EXPECT_EQ(owner_of(second), anna.person);
  EXPECT_FALSE(owner_of(third));
  EXPECT_EQ(routing_of(second).state, LeadState::kRunning);
  EXPECT_EQ(routing_of(third).why.waits, WaitReason::kNobodyFits);
}

TEST_P(LeadSweepTest, ALeadWithoutATerritoryIsTriedWhenTheRulesChange) {
  put_policy();
  const crm::Record lead = arrive({{"country", "BE"}});
  const auto due = routing_of(lead).due_at;
  add(formula(south, "country == \"BE\""));
  ASSERT_EQ(activate(today), "");
  sweep();
  EXPECT_EQ(routing_of(lead).why.waits, WaitReason::kNoPeople);
  EXPECT_EQ(routing_of(lead).territory, south);
  EXPECT_EQ(routing_of(lead).due_at, due);
  const auto dirk = seat("dirk", south, alignment::Part::kOwner);
  sweep();
  EXPECT_EQ(owner_of(lead), dirk.person);
}

TEST_P(LeadSweepTest, WhatIsHiddenIsClosedAndWhereRoutingIsOffNothingIsTried) {
  put_policy([](LeadPolicy& policy) { policy.capacity = 1; });
  std::vector<crm::Record> all;
  for (int i = 0; i < 4; ++i) all.push_back(arrive());
  put_policy([](LeadPolicy& policy) { policy.is_on = false; });
  sweep();
  EXPECT_EQ(routing_of(all[3]).state, LeadState::kWaiting);
  pass(10'000);
  EXPECT_FALSE(sweep());
}

INSTANTIATE_TEST_SUITE_P(Both, LeadSweepTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
