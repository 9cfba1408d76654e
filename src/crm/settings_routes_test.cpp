// Goal: the routes of custom fields and pipelines do what docs/spec/crm.md says.
#include "crm/record_routes.hpp"
#include "tests/support/api_world.hpp"
#include "tests/support/crm_world.hpp"

namespace bailiwick::crm {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::Asked;
using bailiwick::testing::dialect_name;
using bailiwick::testing::Json;
using bailiwick::testing::on_both;
using platform::http::Method;

class SettingsRoutesTest : public bailiwick::testing::CrmTest {
 protected:
  platform::http::Response call(Asked asked) {
    const SettingsService service(parts());
    const auto routes = settings_routes(service);
    asked.headers.emplace_back("if-match", match);
    return ApiCaller(routes, services())
        .call({.cookie = world->sign_in("admin@acme.example").cookie, .token = {}}, asked);
  }
  std::string match = "*";
};

INSTANTIATE_TEST_SUITE_P(Both, SettingsRoutesTest, on_both(), dialect_name);

TEST_P(SettingsRoutesTest, LeadAFieldThroughItsLife) {
  const std::string fields = "/api/v1/crm/objects/account/fields";
  auto response =
      call({Method::kPost, fields, {{"key", "size"}, {"label", "Size"}, {"type", "whole"}}});
  ASSERT_EQ(response.status, 201) << response.text();
  response = call({Method::kPatch, fields + "/size", {{"label", "How big"}}});
  ASSERT_EQ(response.status, 200) << response.text();
  EXPECT_EQ(Json::parse(response.text()).at("label"), "How big");
  const Json objects = Json::parse(call({Method::kGet, "/api/v1/crm/objects"}).text());
  EXPECT_EQ(objects.at("items")[0].at("fields").back().at("name"), "size");
  EXPECT_EQ(Json::parse(call({Method::kDelete, fields + "/size"}).text()).at("is_open"), false);
  const Json after = Json::parse(call({Method::kGet, "/api/v1/crm/objects"}).text());
  EXPECT_EQ(after.at("items")[0].at("hidden")[0].at("name"), "size");
  EXPECT_NE(after.at("items")[0].at("fields").back().at("name"), "size");
  EXPECT_EQ(call({Method::kPatch, fields + "/none", {{"label", "x"}}}).status, 404);
}

TEST_P(SettingsRoutesTest, LeadAPipelineThroughItsLife) {
  Json pipeline = Json::parse(call({Method::kGet, "/api/v1/pipelines"}).text()).at("items")[0];
  EXPECT_EQ(pipeline.at("key"), "standard");
  const Json next = {{"name", "Ours"}, {"stages", pipeline.at("stages")}};
  match = "\"1\"";
  EXPECT_EQ(call({Method::kPut, "/api/v1/pipelines/standard", next}).status, 200);
  EXPECT_EQ(call({Method::kPut, "/api/v1/pipelines/standard", next}).status, 412);
  match = "*";
  EXPECT_EQ(call({Method::kPut, "/api/v1/pipelines/renewal", next}).status, 200);
  EXPECT_EQ(call({Method::kPut, "/api/v1/pipelines/Bad Key", next}).status, 400);
}

}  // namespace
}  // namespace bailiwick::crm
