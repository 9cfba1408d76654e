// Goal: each account with a postal code is told once, to whoever sees it. Method: two territories with a rep each, on both databases.
#include "crm/account_places.hpp"

#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::Json;

class AccountPlacesTest : public bailiwick::testing::CrmTest {
 protected:
  std::set<std::string> places(const platform::identity::Principal* viewer) {
    std::set<std::string> told;
    const auto read = world->database().read([&](db::Connection& connection) {
      return each_account_place(
          connection, {.tenant = admin.tenant, .day = utc_date(world->now), .viewer = viewer},
          [&](const AccountPlace& place) {
            told.insert(std::string(place.country) + " " + std::string(place.postal_code));
          });
    });
    EXPECT_TRUE(read);
    return told;
  }
};

TEST_P(AccountPlacesTest, EachIsToldToWhoeverSeesIt) {
  const Region west = add_region("west");
  const Region east = add_region("east");
  const auto account = [&](const Region& region, const Json& more) {
    Json body = {{"name", "A"}, {"territory", region.territory.text()}};
    body.update(more);
    return id_of(add(admin, ObjectKind::kAccount, body));
  };
  account(west, {{"country", "NL"}, {"postal_code", "1012 AB"}});
  account(east, {{"postal_code", "9000"}});
  account(east, {{"country", "BE"}});
  const RecordId gone = account(west, {{"country", "NL"}, {"postal_code", "9999 ZZ"}});
  ASSERT_TRUE(records().hide(admin, gone, std::nullopt));
  EXPECT_EQ(places(nullptr), (std::set<std::string>{"NL 1012 AB", " 9000"}));
  EXPECT_EQ(places(&west.rep.principal), (std::set<std::string>{"NL 1012 AB"}));
}

INSTANTIATE_TEST_SUITE_P(Both, AccountPlacesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::crm
