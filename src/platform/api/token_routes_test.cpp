// Goal: tokens through the API: the secret once, never again. Method: the
// routes called without a socket, on both databases.
#include "platform/api/token_routes.hpp"

#include <gtest/gtest.h>

#include "tests/support/api_world.hpp"

namespace bailiwick::platform::api {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::Caller;
using bailiwick::testing::json_of;
using bailiwick::testing::rule_in;
using http::Method;
using Json = nlohmann::json;

class TokenRoutesTest : public bailiwick::testing::IdentityTest {
 protected:
  http::Response call(const Caller& caller, Method method, const std::string& target,
                      const Json& body = nullptr) {
    const http::Routes routes = token_routes(services());
    return ApiCaller(routes, services())
        .call(caller, {.method = method, .target = target, .body = body, .headers = {}});
  }
};

TEST_P(TokenRoutesTest, MakesListsAndRevokes) {
  const Caller session{.cookie = world->sign_in("admin@acme.example").cookie, .token = {}};
  const Json body = {{"name", "export <1>"},
                     {"scopes", {"plans.read", "tokens.manage"}},
                     {"expires_at", to_text(world->now.plus_seconds(60))}};
  const auto made = call(session, Method::kPost, "/api/v1/tokens", body);
  ASSERT_EQ(made.status, 201) << made.text();
  const Caller bearer{.cookie = {}, .token = json_of(made)["secret"]};
  const auto listed = call(bearer, Method::kGet, "/api/v1/tokens");
  EXPECT_EQ(json_of(listed)["items"][0]["name"], "export <1>");
  EXPECT_EQ(listed.text().find(bearer.token), std::string::npos);
  EXPECT_EQ(rule_in(call(bearer, Method::kPost, "/api/v1/tokens", body)), "I035");
  const std::string path = "/api/v1/tokens/" + json_of(made)["token"]["id"].get<std::string>();
  EXPECT_EQ(call(session, Method::kDelete, path).status, 204);
  EXPECT_EQ(call(session, Method::kDelete, path).status, 404);
  EXPECT_EQ(call(bearer, Method::kGet, "/api/v1/tokens").status, 401);
}

INSTANTIATE_TEST_SUITE_P(Both, TokenRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
