// Goal: settings through the API. Method: the routes called without a socket,
// on both databases.
#include "platform/api/company_routes.hpp"

#include <gtest/gtest.h>

#include "tests/support/api_world.hpp"

namespace bailiwick::platform::api {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::header_of;
using bailiwick::testing::json_of;
using http::Method;
using Json = nlohmann::json;

class CompanyRoutesTest : public bailiwick::testing::IdentityTest {};

TEST_P(CompanyRoutesTest, ChangesOnlyWhatIsGivenAtTheVersionRead) {
  const http::Routes routes = company_routes(services());
  const std::string cookie = world->sign_in("admin@acme.example").cookie;
  const auto call = [&](Method method, const Json& body, http::Pairs headers) {
    return ApiCaller(routes, services())
        .call({.cookie = cookie, .token = {}}, {.method = method,
                                                .target = "/api/v1/company",
                                                .body = body,
                                                .headers = std::move(headers)});
  };
  const auto read = call(Method::kGet, nullptr, {});
  const std::string etag = header_of(read, "ETag");
  const auto changed = call(Method::kPatch,
                            {{"fiscal_year_start_month", 4},
                             {"holidays", {{{"date", "2026-12-25"}, {"name", "Christmas"}}}}},
                            {{"if-match", etag}});
  ASSERT_EQ(changed.status, 200) << changed.text();
  Json expected = json_of(read);
  expected["fiscal_year_start_month"] = 4;
  expected["holidays"] = {{{"date", "2026-12-25"}, {"name", "Christmas"}}};
  EXPECT_EQ(json_of(changed), expected);
  EXPECT_EQ(json_of(call(Method::kGet, nullptr, {})), expected);
  EXPECT_EQ(call(Method::kPatch, {{"name", "X"}}, {{"if-match", etag}}).status, 412);
  const auto refused = call(Method::kPatch, {{"time_zone", "Mars"}}, {{"if-match", "*"}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(json_of(refused)["errors"][0]["pointer"], "/time_zone");
}

INSTANTIATE_TEST_SUITE_P(Both, CompanyRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
