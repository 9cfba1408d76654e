// Goal: everything is everything only where nothing narrows it. What the SQL finds is tested where it is used (account_sales_test, account_contacts_test).
#include "crm/accounts_asked.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::dialect_name;
using bailiwick::testing::on_both;

class AccountsAskedTest : public bailiwick::testing::CrmTest {};
INSTANTIATE_TEST_SUITE_P(Both, AccountsAskedTest, on_both(), dialect_name);

TEST_P(AccountsAskedTest, AreEveryAccountOnlyWhereNothingNarrowsThem) {
  const Region west = add_region("west");
  AccountsAsked asked{.tenant = admin.tenant, .day = utc_date(world->now)};
  EXPECT_TRUE(asked.is_everything());
  asked.viewer = &admin;
  EXPECT_TRUE(asked.is_everything());
  asked.viewer = &west.rep.principal;
  EXPECT_FALSE(asked.is_everything());
  asked.viewer = nullptr;
  asked.territories = {&west.territory, 1};
  EXPECT_FALSE(asked.is_everything());
  add(admin, ObjectKind::kAccount, {{"name", "One"}, {"territory", west.territory.text()}});
  add(admin, ObjectKind::kAccount, {{"name", "Two"}});
  const auto count = [&](const AccountsAsked& of, std::int64_t most) {
    return *world->database().read(
        [&](db::Connection& connection) { return count_accounts(connection, of, most); });
  };
  EXPECT_EQ(count(asked, 10), 1);
  asked.territories = {};
  EXPECT_EQ(count(asked, 10), 2);
  EXPECT_EQ(count(asked, 1), 2);
  asked.viewer = &west.rep.principal;
  EXPECT_EQ(count(asked, 10), 1);
  const alignment::AccountId some(world->ids().next());
  asked = {.tenant = admin.tenant, .day = asked.day, .accounts = {&some, 1}};
  EXPECT_FALSE(asked.is_everything());
}

}  // namespace
}  // namespace bailiwick::crm
