// Goal: people came and went in the demonstration's organisation, and its accounts changed hands, each from a day on. Method: the seats of every day of two years.
#include "main/demo_organisation.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, PeopleLeftAndWereReplaced) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  const auto all = operator_of(planner->tenant);
  const LocalDate today = application_->alignment().today();
  std::map<std::string, std::set<PersonId>> sat;
  std::map<std::string, std::optional<PersonId>> sits;
  for (std::int32_t ago = kDemoDays; ago >= 0; ago -= 10) {
    const auto positions = application_->alignment().positions(all, {.day = today.plus_days(-ago)});
    ASSERT_TRUE(positions) << positions.error().message;
    for (const auto& seat : *positions) {
      if (seat.person) sat[seat.position.title].insert(*seat.person);
      sits[seat.position.title] = seat.person;
    }
  }
  EXPECT_EQ(sat["Head of sales"].size(), 1U);
  EXPECT_EQ(sat["Account manager West"].size(), 2U) << "one who left, and who came after";
  EXPECT_EQ(sat["Account manager Midwest"].size(), 2U);
  EXPECT_EQ(sat["Account manager South"].size(), 1U);
  EXPECT_TRUE(sits["Account manager West"]);
  EXPECT_FALSE(sits["Account manager Midwest"]) << "vacant, again";
  EXPECT_TRUE(sits["Inside sales 1"]);
  EXPECT_TRUE(sits["Inside sales 2"]);
  const auto people = application_->identity().people.list(all, {});
  ASSERT_TRUE(people);
  const auto gone = std::ranges::count_if(*people, [](const auto& person) {
    return person.status == platform::identity::PersonStatus::kDeactivated;
  });
  EXPECT_EQ(gone, 5);
}

TEST_F(TwoCompanies, WhatWasSoldBelongsToWhoeverHeldTheSeatThen) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  const auto all = operator_of(planner->tenant);
  const auto deals =
      application_->crm().records.groups(all, {.object = crm::ObjectKind::kOpportunity}, "owner");
  ASSERT_TRUE(deals) << deals.error().front().message;
  // All accounts of this world lie in the Northeast, whose seat one person held who left.
  std::int64_t owned = 0;
  for (const auto& item : deals->items) owned += item.label.empty() ? 0 : item.group.count;
  EXPECT_GT(owned, 0);
  const auto accounts = application_->crm().records.list(all, {.limit = 200});
  ASSERT_TRUE(accounts);
  std::size_t moved = 0;
  for (const auto& item : accounts->items) {
    const auto history =
        application_->alignment().account_history(all, alignment::AccountId(item.record.id.uuid));
    ASSERT_TRUE(history);
    std::set<alignment::TerritoryId> territories;
    for (const auto& term : *history)
      if (term.territory && !term.superseded_revision) territories.insert(*term.territory);
    EXPECT_FALSE(territories.empty());
    moved += territories.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(moved, 0U) << "some came from another territory";
  EXPECT_LT(moved, accounts->items.size());
}

}  // namespace
}  // namespace bailiwick
