// Goal: an account tells its past to whoever sees it, as docs/spec/crm.md says. Method: accounts that were moved, asked for through the routes.
#include "tests/support/api_world.hpp"
#include "tests/support/crm_world.hpp"

#include "crm/record_routes.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using platform::http::Method;

class AccountRoutesTest : public bailiwick::testing::CrmTest {
 protected:
  void SetUp() override {
    CrmTest::SetUp();
    if (IsSkipped()) return;
    service_.emplace(parts());
    routes = account_routes(*service_);
  }
  platform::http::Response get(const std::string& person, const std::string& target) {
    return ApiCaller(routes, services())
        .call({.cookie = world->sign_in(person + "@acme.example").cookie},
              {Method::kGet, "/api/v1/accounts/" + target});
  }

  platform::http::Routes routes;

 private:
  std::optional<TimelineService> service_;
};

INSTANTIATE_TEST_SUITE_P(Both, AccountRoutesTest, on_both(), dialect_name);

TEST_P(AccountRoutesTest, TellWhereAnAccountBelongedToWhoeverSeesIt) {
  const Region north = add_region("north");
  const Region south = add_region("south");
  const Json account =
      add(admin, ObjectKind::kAccount, {{"name", "Acme"}, {"territory", north.territory.text()}});
  const std::string target = account.at("id").get<std::string>() + "/alignment";
  const auto today = parts().alignment.today();
  const alignment::AccountMove move{.account = alignment::AccountId(id_of(account).uuid),
                                    .territory = south.territory};
  ASSERT_TRUE(parts().alignment.align_accounts(admin, std::span(&move, 1),
                                               {.period = {.from = today.plus_days(10)}}));
  const auto response = get("north", target);
  ASSERT_EQ(response.status, 200) << response.text();
  const Json items = Json::parse(response.text()).at("items");
  ASSERT_EQ(items.size(), 3U) << items.dump();
  EXPECT_TRUE(items[0].contains("superseded_at"));
  EXPECT_FALSE(items[0].contains("valid_to"));
  Json held = items[1].at("territory_name") == "north" ? items[1] : items[2];
  Json next = items[1].at("territory_name") == "north" ? items[2] : items[1];
  EXPECT_EQ(held.at("valid_to"), to_text(today.plus_days(10)));
  EXPECT_EQ(held.at("territory"), north.territory.text());
  EXPECT_EQ(next.at("territory_name"), "south");
  EXPECT_EQ(next.at("valid_from"), to_text(today.plus_days(10)));
  EXPECT_EQ(next.at("reason"), "manual");
  EXPECT_EQ(next.at("is_overlay"), false);
  EXPECT_EQ(get("south", target).status, 404);
  EXPECT_EQ(get("admin", RecordId{ObjectKind::kAccount, {}}.text() + "/alignment").status, 404);
}

TEST_P(AccountRoutesTest, TellWhatBelongsToAnAccount) {
  const Json account = add(admin, ObjectKind::kAccount, {{"name", "Acme"}});
  const std::string target = account.at("id").get<std::string>() + "/timeline";
  EXPECT_EQ(Json::parse(get("admin", target).text()).at("items"), Json::array());
  add(admin, ObjectKind::kNote, {{"account", account.at("id")}, {"subject", "Met at the fair"}});
  const Json items = Json::parse(get("admin", target).text()).at("items");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].at("object"), "note");
  EXPECT_EQ(items[0].at("record").at("subject"), "Met at the fair");
}

}  // namespace
}  // namespace bailiwick::crm
