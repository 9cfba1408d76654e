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

TEST_P(LeadDecideTest, WhoseDayBeginsFirstGetsItOutsideOfHours) {
  put_policy([&](LeadPolicy& policy) {
    policy.zone = "Europe/Amsterdam";
    policy.hours = {{1, "09:00", "17:00"}};
    policy.minutes = 30;
    policy.people = {
        {.person = bob.person, .zone = "Asia/Kolkata", .hours = {{{0, "09:00", "17:00"}}}}};
  });
  with_decider([&](LeadDecider& decider) {
    const auto at = *parse_instant("2026-11-28T12:00:00Z");  // a Saturday
    const auto decision = decider.decide(dutch(), {.at = at});
    EXPECT_EQ(decision->owner, bob.person);
    EXPECT_EQ(decision->due_at, parse_instant("2026-11-30T04:00:00Z"));
    // At two in the afternoon of Tuesday he is off, and the others are at work.
    const auto tuesday = *parse_instant("2026-12-01T13:00:00Z");
    EXPECT_NE(decider.decide(dutch(), {.at = tuesday})->owner, bob.person);
  });
}

TEST_P(LeadDecideTest, TurnsHoldOverAWeekendInThreeTimeZones) {
  put_policy([&](LeadPolicy& policy) {
    policy.zone = "Europe/Amsterdam";
    policy.hours = {{0, "09:00", "17:00"}, {4, "09:00", "17:00"}};
    policy.people = {{.person = bob.person, .zone = "Asia/Kolkata"},
                     {.person = cleo.person, .zone = "America/New_York"}};
  });
  with_decider([&](LeadDecider& decider) {
    std::map<PersonId, int> counts;
    auto at = *parse_instant("2026-11-27T23:00:00Z");  // Friday, when New York has gone home
    for (std::int64_t turn = 1; turn <= 12; ++turn, at = at.plus_seconds(4 * 3'600)) {
      const auto decision = decider.decide(dutch(), {.at = at, .turn = turn});
      ASSERT_TRUE(decision && decision->owner);
      ++counts[*decision->owner];
    }
    EXPECT_EQ(counts[anna.person], 4);
    EXPECT_EQ(counts[bob.person], 4);
    EXPECT_EQ(counts[cleo.person], 4);
    // Monday at five in Mumbai: they alone are at work, whosever turn it is.
    for (std::int64_t turn = 13; turn <= 15; ++turn)
      EXPECT_EQ(
          decider.decide(dutch(), {.at = *parse_instant("2026-11-30T05:00:00Z"), .turn = turn})
              ->owner,
          bob.person);
  });
}

INSTANTIATE_TEST_SUITE_P(Both, LeadDecideTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
