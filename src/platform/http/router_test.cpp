// Goal: each path and method finds the one route that declares it.
#include "platform/http/router.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::platform::http {
namespace {

Route route(Method method, std::string_view path, std::string_view id) {
  return {.method = method,
          .path = path,
          .id = id,
          .tag = "T",
          .summary = "",
          .description = "",
          .access = anyone(),
          .params = {},
          .body = {},
          .upload_bytes_max = {},
          .upload_types = {},
          .answers = {},
          .handle = [](const Call&) -> Result<Response> { return empty_response(); }};
}

class RouterTest : public ::testing::Test {
 protected:
  std::string id_of(Method method, std::string_view path) const {
    const RouteMatch match = router_.find(method, path);
    return match.route == nullptr ? "" : std::string(match.route->id);
  }

  Routes routes_ = {route(Method::kGet, "/people", "list"),
                    route(Method::kPost, "/people", "add"),
                    route(Method::kGet, "/people/{person}", "get"),
                    route(Method::kPatch, "/people/me", "changeMe"),
                    route(Method::kGet, "/people/me/tokens", "myTokens"),
                    route(Method::kGet, "/people/{person}/roles", "roles"),
                    route(Method::kGet, "/people/{person}/roles/{role}", "role")};
  Router router_{routes_};
};

TEST_F(RouterTest, literal_parts_and_parameters_lead_to_their_route) {
  EXPECT_EQ(id_of(Method::kGet, "/people"), "list");
  EXPECT_EQ(id_of(Method::kPost, "/people"), "add");
  EXPECT_EQ(id_of(Method::kPatch, "/people/me"), "changeMe");
  const RouteMatch match = router_.find(Method::kGet, "/people/person_7/roles/admin");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->id, "role");
  EXPECT_EQ(match.path_params, (Pairs{{"person", "person_7"}, {"role", "admin"}}));
}

TEST_F(RouterTest, a_literal_that_leads_nowhere_gives_way_to_the_parameter) {
  EXPECT_EQ(id_of(Method::kGet, "/people/me/tokens"), "myTokens");
  EXPECT_EQ(id_of(Method::kGet, "/people/me/roles"), "roles");
  EXPECT_EQ(router_.find(Method::kGet, "/people/me/roles").path_params, (Pairs{{"person", "me"}}));
}

TEST_F(RouterTest, head_is_answered_by_get) { EXPECT_EQ(id_of(Method::kHead, "/people"), "list"); }

TEST_F(RouterTest, another_method_is_told_which_are_allowed) {
  const RouteMatch match = router_.find(Method::kDelete, "/people");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_TRUE(match.is_path_known);
  EXPECT_EQ(match.allow, "GET, HEAD, POST");
}

TEST_F(RouterTest, other_paths_are_unknown) {
  for (const std::string_view path :
       {"/", "/people/", "/people//roles", "/peoples", "/people/x/roles/", "/people/x/y", ""})
    EXPECT_FALSE(router_.find(Method::kGet, path).is_path_known) << path;
}

TEST(RouterDeathTest, two_routes_of_one_pattern_and_method_are_a_mistake) {
  const Routes routes = {route(Method::kGet, "/a/{x}", "one"),
                         route(Method::kGet, "/a/{y}", "two")};
  EXPECT_DEATH(Router{routes}, "one route a pattern");
}

}  // namespace
}  // namespace bailiwick::platform::http
