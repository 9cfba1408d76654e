// Goal: whoever a routing speaks of has a name, and an account out of sight has none. Method: those that are there and those that are not.
#include "planning/lead_names.hpp"

#include <gtest/gtest.h>

#include "tests/support/lead_world.hpp"

namespace bailiwick::planning {
namespace {

class LeadNamesTest : public bailiwick::testing::LeadTest {};

TEST_P(LeadNamesTest, TerritoriesOwnersAndCandidatesAreNamed) {
  const auto read = world->database().read([&](platform::db::Connection& connection) {
    LeadNames names(connection, admin.tenant);
    LeadWhy why;
    why.candidates = {{.person = bob.person}, {.person = PersonId(world->ids().next())}};
    const auto added = names.add(north, anna.person, why);
    EXPECT_TRUE(added);
    EXPECT_EQ(names.territories().at(north), "North");
    EXPECT_EQ(names.people().size(), 2U);
    EXPECT_EQ(names.people().at(bob.person), "Person bob");
    return added;
  });
  EXPECT_TRUE(read);
}

TEST_P(LeadNamesTest, AnAccountIsShownToWhoeverSeesIt) {
  const AccountId account = add_account({{"name", "Acme"}}, south);
  const auto read = world->database().read([&](platform::db::Connection& connection) {
    LeadWhy why{.account = account};
    EXPECT_TRUE(hide_account(connection, admin, today, why));
    EXPECT_TRUE(why.account);
    const auto hidden = hide_account(connection, bob, today, why);
    EXPECT_FALSE(why.account);
    return hidden;
  });
  EXPECT_TRUE(read);
}

INSTANTIATE_TEST_SUITE_P(Both, LeadNamesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::planning
