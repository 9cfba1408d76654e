// Goal: the routes of records call their services with what was asked and answer as docs/spec/crm.md says.
#include "crm/record_routes.hpp"

#include "tests/support/api_world.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::Asked;
using bailiwick::testing::Caller;
using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using platform::http::Method;

class RecordRoutesTest : public bailiwick::testing::CrmTest {
 protected:
  void SetUp() override {
    CrmTest::SetUp();
    if (IsSkipped()) return;
    service_.emplace(parts());
    routes = record_routes(*service_);
    caller = {.cookie = world->sign_in("admin@acme.example").cookie};
  }
  platform::http::Response call(Asked asked) {
    asked.headers.emplace_back("if-match", match);
    return ApiCaller(routes, services()).call(caller, asked);
  }
  Json body(const platform::http::Response& response) { return Json::parse(response.text()); }

  platform::http::Routes routes;
  Caller caller;
  std::string match = "*";

 private:
  std::optional<RecordService> service_;
};

INSTANTIATE_TEST_SUITE_P(Both, RecordRoutesTest, on_both(), dialect_name);

TEST_P(RecordRoutesTest, LeadARecordThroughItsLife) {
  auto response =
      call({Method::kPost, "/api/v1/accounts", {{"name", "Acme"}, {"industry", "Food"}}});
  ASSERT_EQ(response.status, 201) << response.text();
  const std::string id = body(response).at("id");
  response = call({Method::kGet, "/api/v1/accounts?q=ac&sort=-employees&limit=5"});
  ASSERT_EQ(response.status, 200) << response.text();
  EXPECT_EQ(body(response).at("items")[0].at("id"), id);
  EXPECT_EQ(body(call({Method::kGet, "/api/v1/accounts/count"})).at("count"), 1);
  EXPECT_EQ(body(call({Method::kGet, "/api/v1/accounts/groups?by=industry"})).at("items")[0],
            Json({{"value", "Food"}, {"count", 1}}));
  match = "\"1\"";
  response = call({Method::kPatch, "/api/v1/accounts/" + id, {{"industry", "Steel"}}});
  ASSERT_EQ(response.status, 200) << response.text();
  EXPECT_EQ(call({Method::kPatch, "/api/v1/accounts/" + id, {{"industry", "x"}}}).status, 412);
  match = "*";
  EXPECT_EQ(call({Method::kDelete, "/api/v1/accounts/" + id}).status, 204);
  EXPECT_EQ(call({Method::kGet, "/api/v1/accounts/" + id}).status, 404);
  EXPECT_EQ(call({Method::kPost, "/api/v1/accounts/" + id + "/restore"}).status, 200);
}

TEST_P(RecordRoutesTest, AnswerMistakesWithTheirPlaces) {
  const auto response =
      call({Method::kPost,
            "/api/v1/opportunities",
            {{"name", "D"}, {"account", "account_00000000000000000000000001"}, {"stage", "x"}}});
  EXPECT_EQ(response.status, 400);
  EXPECT_NE(response.text().find("/stage"), std::string::npos) << response.text();
  EXPECT_EQ(call({Method::kGet, "/api/v1/accounts?where=[1]"}).status, 400);
  EXPECT_EQ(call({Method::kGet, "/api/v1/accounts/groups?by=nothing"}).status, 400);
}

}  // namespace
}  // namespace bailiwick::crm
