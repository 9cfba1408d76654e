// Goal: what the CRM knows of contacts reaches the list of what to do next, a company's own. Method: the demonstration, read through the port and through the service.
#include "main/contact_source.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/two_companies.hpp"

namespace bailiwick {
namespace {

using testing::TwoCompanies;

TEST_F(TwoCompanies, WhatToDoNextKnowsTheContactsOfTheCompany) {
  const auto planner = person_by_email(*application_, "planner@demo.example");
  const auto all = operator_of(planner->tenant);
  const auto now = platform::crypto::system_wall_clock()();
  const CrmAccountSource accounts(application_->database(), platform::crypto::system_wall_clock());
  const CrmContactSource source(accounts);
  const market::AccountReach reach{.tenant = planner->tenant};
  EXPECT_EQ(*source.count(reach, 1'000), 12);
  EXPECT_EQ(*source.count(reach, 5), 6) << "more than five";
  const auto contacts = source.contacts(reach, planner->person.id, now);
  ASSERT_TRUE(contacts) << contacts.error().message;
  EXPECT_FALSE(contacts->contacts.empty());
  EXPECT_TRUE(std::ranges::is_sorted(contacts->contacts, {}, &market::AccountContact::account));
  for (const market::AccountContact& one : contacts->contacts)
    EXPECT_LE(one.contacted.value_or(utc_date(now)), utc_date(now));
  const auto list = application_->next().list(all, {});
  ASSERT_TRUE(list) << list.error().front().message;
  EXPECT_FALSE(list->list.items.empty());
  EXPECT_LE(list->accounts.size(), 12U);
  const auto stranger =
      operator_of(person_by_email(*application_, "admin@another.example")->tenant);
  const auto theirs = application_->next().list(stranger, {});
  ASSERT_TRUE(theirs);
  for (const market::NextAccount& one : theirs->accounts)
    for (const market::NextAccount& own : list->accounts) EXPECT_NE(one.account, own.account);
}

}  // namespace
}  // namespace bailiwick
