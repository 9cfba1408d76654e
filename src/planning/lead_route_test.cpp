// Goal: a lead goes to whom the policy means, and each candidate knows why they were passed over. Method: small tables, and properties of
// round robin over random turns.
#include "planning/lead_route.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/rng.hpp"

namespace bailiwick::planning {
namespace {

const Instant kNow(1'764'000'000'000'000);

LeadCandidate candidate(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[15] = number;
  return {.person = PersonId(uuid), .capacity = 10, .begins = kNow};
}

std::vector<std::string_view> words(const LeadChoice& choice) {
  std::vector<std::string_view> all;
  for (const CandidateFate fate : choice.fates) all.push_back(name_of(fate));
  return all;
}
std::vector<std::string_view> list(std::initializer_list<std::string_view> all) { return all; }

TEST(LeadRoute, NobodyIsAskedWhoMayNotTakeIt) {
  std::vector<LeadCandidate> all(7, candidate(1));
  all[0].is_active = false;
  all[1].is_away = true;
  all[2].had_it = true;
  all[3].open_leads = 10;
  all[4].begins.reset();
  all[5].open_leads = 11;
  const LeadChoice choice = choose_person({.method = LeadMethod::kRoundRobin, .at = kNow}, all);
  EXPECT_EQ(choice.taken, 6U);
  EXPECT_EQ(words(choice),
            list({"inactive", "away", "had_it", "full", "never_works", "full", "taken"}));
  all.pop_back();
  EXPECT_FALSE(choose_person({.method = LeadMethod::kRoundRobin, .at = kNow}, all).taken);
  EXPECT_FALSE(choose_person({.method = LeadMethod::kRoundRobin, .at = kNow}, {}).taken);
}

TEST(LeadRoute, WhoIsAtWorkGoesBeforeWhoseTurnItIs) {
  std::vector<LeadCandidate> all = {candidate(1), candidate(2), candidate(3)};
  all[0].begins = kNow.plus_seconds(60);
  all[1].last_turn = 9;
  all[2].last_turn = 8;
  EXPECT_EQ(words(choose_person({.method = LeadMethod::kRoundRobin, .at = kNow}, all)),
            list({"begins", "turn", "taken"}));
  for (LeadCandidate& one : all) one.begins = kNow.plus_seconds(3'600);
  all[1].begins = kNow.plus_seconds(60);
  EXPECT_EQ(words(choose_person({.method = LeadMethod::kRoundRobin, .at = kNow}, all)),
            list({"begins", "taken", "begins"}));
}

TEST(LeadRoute, OutsideOfHoursTurnsDecideAmongThoseWhoBeginOnOneDayOrSoonAfterTheFirst) {
  std::vector<LeadCandidate> all = {candidate(1), candidate(2), candidate(3), candidate(4)};
  const auto begin = [&](std::size_t i, std::int64_t minutes, int day) {
    all[i].begins = kNow.plus_seconds(minutes * 60);
    all[i].begins_on = LocalDate(day);
    all[i].last_turn = 9 - static_cast<std::int64_t>(i);
  };
  begin(0, 100, 5);
  begin(1, 700, 5);  // the same day
  begin(2, 159, 6);  // another, an hour after the first
  begin(3, 161, 6);
  const LeadQuestion question{.method = LeadMethod::kRoundRobin, .at = kNow, .minutes = 60};
  EXPECT_EQ(words(choose_person(question, all)), list({"turn", "turn", "taken", "begins"}));
  // Somebody is at work: nobody else is asked, however soon they begin.
  all[0].begins = kNow;
  EXPECT_EQ(words(choose_person(question, all)), list({"taken", "begins", "begins", "begins"}));
}

TEST(LeadRoute, TheLeastLoadedHasTheFewestOpenLeads) {
  std::vector<LeadCandidate> all = {candidate(1), candidate(2), candidate(3)};
  all[0].open_leads = 3;
  all[1].open_leads = all[2].open_leads = 2;
  all[1].last_turn = 5;
  all[2].last_turn = 4;
  EXPECT_EQ(words(choose_person({.method = LeadMethod::kLeastLoaded, .at = kNow}, all)),
            list({"load", "turn", "taken"}));
}

TEST(LeadRoute, EqualsAreToldApartByTheirIdAndNotByTheirPlace) {
  const std::vector<LeadCandidate> all = {candidate(2), candidate(1)};
  EXPECT_EQ(choose_person({.method = LeadMethod::kRoundRobin, .at = kNow}, all).taken, 1U);
  EXPECT_EQ(choose_person({.method = LeadMethod::kLeastLoaded, .at = kNow}, all).taken, 1U);
}

TEST(LeadRoute, TurnsAreFairHoweverManyPeopleThereAre) {
  Rng rng(3);
  for (std::uint8_t people = 1; people <= 9; ++people) {
    std::vector<LeadCandidate> all;
    for (std::uint8_t i = 0; i < people; ++i) all.push_back(candidate(i));
    std::vector<int> counts(people);
    for (std::int64_t turn = 1; turn <= 200; ++turn) {
      for (LeadCandidate& one : all) one.open_leads = static_cast<std::int64_t>(rng.below(10));
      const auto taken = choose_person({.method = LeadMethod::kRoundRobin, .at = kNow}, all).taken;
      ASSERT_TRUE(taken);
      all[*taken].last_turn = turn;
      ++counts[*taken];
      const auto [least, most] = std::ranges::minmax(counts);
      ASSERT_LE(most - least, 1);
    }
  }
}

TEST(LeadRoute, WordsAreReadAsTheyAreWritten) {
  EXPECT_EQ(parse_candidate_fate("never_works"), CandidateFate::kNeverWorks);
  EXPECT_EQ(parse_candidate_fate("taken"), CandidateFate::kTaken);
  EXPECT_FALSE(parse_candidate_fate("lucky"));
}

}  // namespace
}  // namespace bailiwick::planning
