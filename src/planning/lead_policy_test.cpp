// Goal: a policy that cannot be is refused with every reason at once, and one that can be gives each person their calendar. Method: a table of mistakes.
#include "planning/lead_policy.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

const formula::Schema& accounts() {
  static const formula::Schema schema{.fields = {{"employees", {formula::Kind::kInt, true}}}};
  return schema;
}

PersonId person(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return PersonId(uuid);
}

// "RULE pointer" of each mistake.
std::vector<std::string> told(const LeadPolicy& policy) {
  std::vector<std::string> all;
  for (const Error& error : mistakes_of(policy, accounts()))
    all.push_back(error.rule + " " + error.pointer);
  return all;
}
std::vector<std::string> texts(std::initializer_list<std::string> all) { return all; }

TEST(LeadPolicy, WhatACompanyBeginsWithIsSoundAndOff) {
  const LeadPolicy policy = default_policy("Europe/Amsterdam");
  EXPECT_FALSE(policy.is_on);
  EXPECT_EQ(told(policy), texts({}));
}

TEST(LeadPolicy, EveryMistakeIsToldAtOnce) {
  LeadPolicy policy = default_policy("Europe/Rotterdam");
  policy.hours = {{0, "17:00", "09:00"}, {1, "9:00", "17:00"}};
  policy.capacity = 0;
  policy.minutes = 0;
  policy.protect = "employes > 5";
  policy.people = {{.person = person(1), .capacity = kCapacityMax + 1, .zone = "Nowhere/There"},
                   {.person = person(1), .hours = std::vector<WrittenHours>{}}};
  EXPECT_EQ(told(policy),
            texts({"P081 /zone", "P082 /hours/0", "P082 /hours/1", "P083 /capacity",
                   "P084 /minutes", "P081 /people/0/zone", "P083 /people/0/capacity",
                   "P086 /people/1/person", "P085 /people/1/hours", "Q011 /protect"}));
}

TEST(LeadPolicy, AProtectionThatNeverHasAnAnswerIsAMistake) {
  LeadPolicy policy = default_policy("UTC");
  policy.protect = "employees / 0 > 5";
  EXPECT_EQ(told(policy), texts({"Q060 /protect"}));
}

TEST(LeadPolicy, LimitsHoldAtTheLimit) {
  LeadPolicy policy = default_policy("UTC");
  policy.minutes = kResponseMinutesMax;
  policy.capacity = kCapacityMax;
  policy.hours = {
      {0, "00:00", "06:00"}, {0, "07:00", "08:00"}, {0, "09:00", "10:00"}, {0, "11:00", "24:00"}};
  EXPECT_EQ(told(policy), texts({}));
  ++policy.minutes;
  ++policy.capacity;
  policy.hours.push_back({0, "08:30", "08:40"});
  EXPECT_EQ(told(policy), texts({"P082 /hours", "P083 /capacity", "P084 /minutes"}));
  policy = default_policy("UTC");
  policy.days_off.resize(kDaysOffMax + 1);
  policy.hours = {{2, "09:00", "12:00"}, {2, "12:00", "17:00"}};
  EXPECT_EQ(told(policy), texts({"P082 /hours", "P082 /days_off"}));
  policy = default_policy("UTC");
  policy.hours.clear();
  EXPECT_EQ(told(policy), texts({"P085 /hours"}));
}

TEST(LeadPolicy, AMinuteIsReadInOneFormOnly) {
  EXPECT_EQ(minute_of("00:00"), 0);
  EXPECT_EQ(minute_of("09:30"), 570);
  EXPECT_EQ(minute_of("24:00"), kMinutesADay);
  for (const char* text : {"", "9:30", "09:60", "24:01", "25:00", "09.30", "ab:cd", "09:300"})
    EXPECT_FALSE(minute_of(text)) << text;
}

TEST(LeadPolicy, APersonsCalendarDiffersInWhatIsSaid) {
  LeadPolicy policy = default_policy("Europe/Amsterdam");
  policy.days_off = {*parse_date("2026-12-25")};
  policy.people = {{.person = person(1),
                    .zone = "America/New_York",
                    .hours = std::vector<WrittenHours>{{6, "10:00", "12:00"}},
                    .days_off = {*parse_date("2026-12-27")}}};
  const Calendars calendars(policy);
  EXPECT_EQ(calendars.of(person(2)).week[0], (std::vector<Hours>{{540, 1'020}}));
  const Calendar& own = calendars.of(person(1));
  EXPECT_TRUE(own.week[0].empty());
  EXPECT_EQ(own.week[6], (std::vector<Hours>{{600, 720}}));
  EXPECT_EQ(own.days_off.size(), 2U);
  EXPECT_EQ(calendars.of_company().days_off.size(), 1U);
}

TEST(LeadPolicy, WordsAreReadAsTheyAreWritten) {
  for (const LeadMethod method : {LeadMethod::kRoundRobin, LeadMethod::kLeastLoaded})
    EXPECT_EQ(parse_lead_method(name_of(method)), method);
  EXPECT_FALSE(parse_lead_method("random"));
}

}  // namespace
}  // namespace bailiwick::planning
