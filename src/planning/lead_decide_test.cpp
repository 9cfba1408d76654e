// Goal: decisions count in those that follow them, and whoever was late is passed over. Method: several leads in one transaction.
#include "planning/lead_decide.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

class LeadDecideTest : public bailiwick::testing::LeadTest {
 protected:
  template <class Work>
  void with_decider(Work&& work) {
    const auto done = world->database().read([&](platform::db::Connection& connection) {
      const auto scene = desk->scene(connection, admin.tenant);
      EXPECT_TRUE(scene);
      LeadDecider decider(connection, {admin.tenant, *scene});
      work(decider);
      return Result<void>();
    });
    EXPECT_TRUE(done);
  }
  static crm::Record dutch() {
    crm::Record lead = crm::blank_record(crm::ObjectKind::kLead);
    lead.values[lead.object().at("company")] = std::string("Some company");
    lead.values[lead.object().at("country")] = std::string("NL");
    return lead;
  }
};

TEST_P(LeadDecideTest, WhatWasDecidedCounts) {
  put_policy([](LeadPolicy& policy) { policy.capacity = 2; });
  with_decider([&](LeadDecider& decider) {
    std::map<PersonId, int> counts;
    for (std::int64_t turn = 1; turn <= 6; ++turn) {
      const auto decision = decider.decide(dutch(), {.at = world->now, .turn = turn});
      ASSERT_TRUE(decision && decision->owner);
      ++counts[*decision->owner];
      EXPECT_EQ(decider.turn_taken()->turn, turn);
    }
    EXPECT_EQ(counts.size(), 3U);
    const auto full = decider.decide(dutch(), {.at = world->now, .turn = 7});
    EXPECT_FALSE(full->owner);
    EXPECT_FALSE(decider.turn_taken());
    EXPECT_EQ(full->why.waits, WaitReason::kNobodyFits);
  });
}

TEST_P(LeadDecideTest, WhoWasLateIsPassedOver) {
  put_policy();
  with_decider([&](LeadDecider& decider) {
    for (const PersonId late : {anna.person, bob.person, cleo.person}) {
      const auto decision = decider.decide(dutch(), {.at = world->now, .late = late});
      EXPECT_NE(decision->owner, late);
      EXPECT_EQ(decision->why.owner_by, OwnerBy::kLate);
    }
  });
}

TEST_P(LeadDecideTest, WhoseHoursBeginFirstGetsItOutsideOfHours) {
  put_policy([&](LeadPolicy& policy) {
    policy.zone = "Europe/Amsterdam";
    policy.hours = {{0, "09:00", "17:00"}, {1, "09:00", "17:00"}};
    policy.minutes = 30;
    policy.people = {{.person = bob.person, .zone = "Asia/Kolkata"}};
  });
  with_decider([&](LeadDecider& decider) {
    const auto at = *parse_instant("2026-11-28T12:00:00Z");  // a Saturday
    const auto decision = decider.decide(dutch(), {.at = at});
    EXPECT_EQ(decision->owner, bob.person);
    EXPECT_EQ(decision->due_at, parse_instant("2026-11-30T04:00:00Z"));
    // At two in the afternoon of Monday in the Netherlands it is evening in India.
    const auto monday = *parse_instant("2026-11-30T13:00:00Z");
    EXPECT_NE(decider.decide(dutch(), {.at = monday})->owner, bob.person);
  });
}

INSTANTIATE_TEST_SUITE_P(Both, LeadDecideTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
