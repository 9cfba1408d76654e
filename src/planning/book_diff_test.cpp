// Goal: accounts of units that change hands are counted with what they bought, by territory and by person, and nobody gains from themselves. Method: flows by hand, and
// a plan and its scenario with accounts in memory, on both databases.
#include "planning/book_diff.hpp"

#include <gtest/gtest.h>

#include "tests/support/studio_world.hpp"

namespace bailiwick::planning {
namespace {

namespace support = bailiwick::testing;
using support::rules_in;

class BookDiffTest : public support::StudioTest {
 protected:
  void SetUp() override {
    StudioTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    books_.accounts = {{AccountId(ids_.next()), "NL", "U00", {{1'000, eur_}, {50, usd_}}},
                       {AccountId(ids_.next()), "nl ", "u 01", {{200, eur_}}},
                       {AccountId(ids_.next()), "BE", "u00", {{7, eur_}}},
                       {AccountId(ids_.next()), "NL", "u03", {{9, eur_}}}};
    next_ = studio_->scenarios.branch(planner_, plan_, "Next")->id;
  }
  Currency eur_ = *Currency::parse("EUR");
  Currency usd_ = *Currency::parse("USD");
  PlanId next_;
};
INSTANTIATE_TEST_SUITE_P(Both, BookDiffTest, support::on_both(), support::dialect_name);

TEST_P(BookDiffTest, AccountsOfMovedUnitsAreCountedWithWhatTheyBought) {
  ASSERT_TRUE(move(planner_, next_, at("u03"), {"u00", "u01"}));
  const auto diff = studio_->books.compare(planner_, plan_, next_, "NL");
  ASSERT_TRUE(diff) << diff.error().front().message;
  ASSERT_EQ(diff->flows.size(), 1U);
  EXPECT_EQ(diff->flows[0].from, at("u00"));
  EXPECT_EQ(diff->flows[0].to, at("u03"));
  EXPECT_EQ(diff->moved.accounts, 2);
  EXPECT_EQ(diff->moved.revenue.at(eur_), 1'200);
  EXPECT_EQ(diff->moved.revenue.at(usd_), 50);
  EXPECT_TRUE(diff->people.empty()) << "nobody owns a territory of the plan";
  const auto back = studio_->books.compare(planner_, next_, std::nullopt, "NL");
  ASSERT_TRUE(back) << "the one it was branched from";
  EXPECT_EQ(back->flows[0].from, at("u03"));
}

TEST_P(BookDiffTest, WhatIsWrongIsTold) {
  EXPECT_EQ(rules_in(studio_->books.compare(planner_, plan_, next_, " ").error()), "P116");
  EXPECT_EQ(rules_in(studio_->books.compare(planner_, plan_, std::nullopt, "NL").error()), "P113");
  auto blind = planner_;
  blind.permissions.erase(platform::identity::Permission::kCrmRead);
  EXPECT_EQ(rules_in(studio_->books.compare(blind, plan_, next_, "NL").error()), "I001");
  const auto same = studio_->books.compare(planner_, plan_, next_, "NL");
  ASSERT_TRUE(same);
  EXPECT_EQ(same->moved.accounts, 0);
}

TEST_P(BookDiffTest, PeopleGainAndLoseButNotFromThemselves) {
  std::vector<BoardTerritory> territories(3);
  for (BoardTerritory& territory : territories) territory.id = TerritoryId(ids_.next());
  const PersonId anna(ids_.next());
  const PersonId bob(ids_.next());
  const std::map<TerritoryId, PersonId> owners = {
      {territories[0].id, anna}, {territories[1].id, anna}, {territories[2].id, bob}};
  const auto book = [&](std::int64_t accounts) {
    return Book{.accounts = accounts, .revenue = {{eur_, accounts * 100}}};
  };
  const auto people = books_of_people({{.from = 0, .to = 1, .book = book(50)},
                                       {.from = 0, .to = 2, .book = book(3)},
                                       {.from = 2, .to = 1, .book = book(4)}},
                                      territories, territories, owners);
  ASSERT_EQ(people.size(), 2U);
  for (const PersonBooks& one : people) {
    EXPECT_EQ(one.gained.accounts, one.person == anna ? 4 : 3);
    EXPECT_EQ(one.lost.accounts, one.person == anna ? 3 : 4);
    EXPECT_EQ(one.lost.revenue.at(eur_), one.person == anna ? 300 : 400);
  }
}

}  // namespace
}  // namespace bailiwick::planning
