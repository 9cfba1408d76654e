// Goal: a policy and the reasons of a decision are read as they were written. Method: there and back, with everything set and with nothing.
#include "planning/lead_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::planning {
namespace {

template <class Id>
Id id(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return Id(uuid);
}

TEST(LeadJson, APolicyIsReadAsItWasWritten) {
  LeadPolicy policy = default_policy("Europe/Amsterdam");
  policy.is_on = true;
  policy.method = LeadMethod::kLeastLoaded;
  policy.capacity = 12;
  policy.has_overlays = policy.does_keep_own = policy.is_late_reassigned = false;
  policy.protect = "is_key_account";
  policy.minutes = 45;
  policy.days_off = {*parse_date("2026-12-25")};
  policy.people = {{.person = id<PersonId>(1)},
                   {.person = id<PersonId>(2),
                    .is_away = true,
                    .capacity = 3,
                    .zone = "UTC",
                    .hours = std::vector<WrittenHours>{{6, "08:00", "24:00"}},
                    .days_off = {*parse_date("2026-12-24")}}};
  const nlohmann::json json = to_json(policy);
  EXPECT_EQ(to_json(lead_policy_of(json)), json);
  EXPECT_EQ(lead_policy_of(json).people, policy.people);
  EXPECT_EQ(json["hours"][0]["day"], "monday");
  EXPECT_FALSE(json["people"][0].contains("zone"));
}

TEST(LeadJson, WhatIsAbsentIsAsNobodyWroteItDown) {
  const LeadPolicy policy = lead_policy_of(nlohmann::json::object());
  EXPECT_EQ(to_json(policy), to_json(default_policy("Etc/UTC")));
}

TEST(LeadJson, ReasonsAreReadAsTheyWereWritten) {
  LeadWhy why{.account = id<AccountId>(1),
              .account_by = "domain",
              .is_protected = true,
              .territory_by = TerritoryBy::kAccount,
              .rule = id<RuleId>(2),
              .rule_name = "Large",
              .owner_by = OwnerBy::kPolicy,
              .waits = WaitReason::kNobodyFits,
              .method = LeadMethod::kLeastLoaded,
              .candidates = {{.person = id<PersonId>(3),
                              .fate = CandidateFate::kFull,
                              .open_leads = 4,
                              .capacity = 4,
                              .begins = Instant(1'764'000'000'000'000)},
                             {.person = id<PersonId>(4)}}};
  EXPECT_EQ(lead_why_of(to_json(why)), why);
  EXPECT_EQ(lead_why_of(to_json(LeadWhy())), LeadWhy());
  const auto named = to_json(why, {{id<PersonId>(4), "Noor"}});
  EXPECT_EQ(named["candidates"][1]["name"], "Noor");
  EXPECT_FALSE(named["candidates"][0].contains("name"));
}

}  // namespace
}  // namespace bailiwick::planning
