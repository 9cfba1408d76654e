// Goal: closed opportunities are counted an account, won and lost, as far as the asker sees them. Method: a rep's account and another's.
#include "crm/closed_opportunities.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using bailiwick::testing::Role;

class ClosedOpportunitiesTest : public bailiwick::testing::CrmTest {
 protected:
  Json account(const char* name, const Region& region) {
    return add(admin, ObjectKind::kAccount,
               {{"name", name}, {"territory", region.territory.text()}});
  }
  Json deal(const Json& account, const char* stage) {
    return add(admin, ObjectKind::kOpportunity,
               {{"name", "Deal"}, {"account", account["id"]}, {"stage", stage}});
  }
};

INSTANTIATE_TEST_SUITE_P(Both, ClosedOpportunitiesTest, on_both(), dialect_name);

TEST_P(ClosedOpportunitiesTest, AreCountedAnAccountAsFarAsOneSees) {
  const Region west = add_region("west");
  const Region east = add_region("east");
  const Json near = account("Near", west);
  const Json far = account("Far", east);
  for (const char* stage : {"standard.won", "standard.won", "standard.lost", "standard.proposal"})
    deal(near, stage);
  deal(far, "standard.lost");
  const Json hidden = deal(far, "standard.won");
  ASSERT_TRUE(records().hide(admin, id_of(hidden), 1));
  const ClosedOpportunityService service(parts());
  const auto all = service.of_accounts(admin);
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 2U);
  EXPECT_TRUE(all->at(0).account < all->at(1).account);
  for (const ClosedOpportunities& closed : *all) {
    const bool is_near = closed.account == id_of(near).uuid;
    EXPECT_EQ(closed.won, is_near ? 2 : 0);
    EXPECT_EQ(closed.lost, 1);
  }
  const auto seen = service.of_accounts(west.rep.principal);
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->size(), 1U);
  EXPECT_EQ(seen->at(0).account, id_of(near).uuid);
  const auto people = world->add_person(admin, Role::kPeopleOps, "people@acme.example");
  EXPECT_EQ(service.of_accounts(people.principal).error().rule, "I001");
  EXPECT_TRUE(service.of_accounts(world->add_company("other"))->empty());
}

}  // namespace
}  // namespace bailiwick::crm
