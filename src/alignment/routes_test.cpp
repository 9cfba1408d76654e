// Goal: on every route, of platform's resources and of alignment: nothing of
// another company is seen or changed, and the service refuses by itself who has
// no permission. Method: the tests walk the table of routes; one without an
// example below fails, so that none is forgotten.
#include "alignment/routes.hpp"

#include <gtest/gtest.h>

#include <map>

#include "platform/api/audit_routes.hpp"
#include "platform/api/company_routes.hpp"
#include "platform/api/people_routes.hpp"
#include "platform/api/session_routes.hpp"
#include "platform/api/token_routes.hpp"
#include "tests/support/alignment_world.hpp"
#include "tests/support/api_world.hpp"

namespace bailiwick::alignment {
namespace {

namespace api = platform::api;
namespace http = platform::http;
using bailiwick::testing::ApiCaller;
using bailiwick::testing::Caller;
using bailiwick::testing::Principal;
using bailiwick::testing::Role;
using bailiwick::testing::rule_in;
using http::AccessKind;
using Json = nlohmann::json;

const std::string kVersion = "1";

class RoutesTest : public bailiwick::testing::AlignmentTest {
 protected:
  void SetUp() override {
    IdentityTest::SetUp();
    if (IsSkipped()) return;
    made = std::make_unique<AlignmentService>(service());
    for (const http::Routes& some :
         {api::session_routes(services(), kVersion), api::people_routes(services()),
          api::token_routes(services()), api::company_routes(services()),
          api::audit_routes(services()), alignment_routes(*made)})
      routes.insert(routes.end(), some.begin(), some.end());
    rep = world->add_person(admin, Role::kRep, "rep@acme.example");
    territory = made->add_territory(admin, "Acme land", std::nullopt, made->today())->id.text();
    position = made->add_position(admin, {.id = {}, .title = "Acme seat"})->id.text();
    token = services()
                .tokens
                .make(admin, {.name = "acme token",
                              .scopes = {platform::identity::Permission::kPlansRead},
                              .expires_at = world->now.plus_seconds(999)})
                ->token.id.text();
  }

  // A body that each route takes, with ids of acme.
  std::optional<Json> body_of(const http::Route& route) {
    const std::string person = rep.principal.person.text();
    const std::map<std::string_view, Json> bodies = {
        {"setUp", {}},
        {"signIn", {}},
        {"requestPasswordReset", {}},
        {"confirmPasswordReset", {}},
        {"acceptInvitation", {}},
        {"invitePerson",
         {{"name", "N"}, {"email", "n@other.example"}, {"roles", {"rep"}}, {"locale", "en"}}},
        {"changePerson", {{"name", "Taken over"}}},
        {"changeProfile", {{"name", "Still me"}}},
        {"changePassword", {{"current", "no"}, {"password", "quiet marmot ladder"}}},
        {"createToken",
         {{"name", "T"},
          {"scopes", {"plans.read"}},
          {"expires_at", to_text(world->now.plus_seconds(9))}}},
        {"changeCompany", {{"name", "Changed"}}},
        {"addTerritory", {{"name", "New"}, {"parent", territory}}},
        {"renameTerritory", {{"name", "Taken over"}}},
        {"placeTerritory", {{"parent", nullptr}}},
        {"addPosition", {{"title", "New"}, {"kind", "rep"}}},
        {"changePosition", {{"title", "Taken over"}, {"kind", "rep"}}},
        {"addAssignment", {{"position", position}, {"person", person}}}};
    if (!route.body) return Json(nullptr);
    const auto at = bodies.find(route.id);
    return at == bodies.end() ? std::nullopt : std::optional(at->second);
  }

  std::string target_of(const http::Route& route) {
    std::string target(route.path);
    const auto put = [&](std::string_view name, const std::string& value) {
      if (const auto at = target.find(name); at != std::string::npos)
        target.replace(at, name.size(), value);
    };
    put("{person}", rep.principal.person.text());
    put("{token}", token);
    put("{territory}", territory);
    put("{position}", position);
    return target;
  }

  std::vector<std::string> acme_actions() { return world->actions(admin.tenant); }

  void expect_nothing_of_acme(const Caller& caller) {
    const auto before = acme_actions();
    for (const http::Route& route : routes) {
      if (route.access.kind == AccessKind::kPublic || route.id == "signOut") continue;
      const auto body = body_of(route);
      ASSERT_TRUE(body) << "no example body for " << route.id;
      const std::string target = target_of(route);
      EXPECT_EQ(target.find('{'), std::string::npos) << "no example id for " << route.path;
      const auto response = ApiCaller(routes, services())
                                .call(caller, {.method = route.method,
                                               .target = target,
                                               .body = *body,
                                               .headers = {{"if-match", "\"1\""}}});
      const std::string text(response.text());
      EXPECT_EQ(text.find("acme"), std::string::npos) << route.id << text;
      EXPECT_EQ(text.find("Acme"), std::string::npos) << route.id << text;
      EXPECT_LT(response.status, 500) << route.id << text;
      if (target != route.path) {
        EXPECT_GE(response.status, 400) << route.id << text;
      }
    }
    EXPECT_EQ(acme_actions(), before);
  }

  http::Routes routes;
  std::unique_ptr<AlignmentService> made;
  platform::identity::SignedIn rep;
  std::string territory;
  std::string position;
  std::string token;
};

TEST_P(RoutesTest, ASessionOfAnotherCompanySeesAndChangesNothing) {
  (void)world->add_company("other");
  expect_nothing_of_acme({.cookie = world->sign_in("admin@other.example").cookie, .token = {}});
}

TEST_P(RoutesTest, ATokenOfAnotherCompanySeesAndChangesNothing) {
  const Principal other = world->add_company("other");
  const auto made = services().tokens.make(
      other,
      {.name = "all", .scopes = other.permissions, .expires_at = world->now.plus_seconds(9)});
  ASSERT_TRUE(made);
  expect_nothing_of_acme({.cookie = {}, .token = made->secret});
}

TEST_P(RoutesTest, NobodyIsRefusedOnEveryRouteThatIsNotPublic) {
  std::set<std::string_view> open;
  for (const http::Route& route : routes) {
    if (route.access.kind == AccessKind::kPublic) {
      open.insert(route.id);
      continue;
    }
    const auto response = ApiCaller(routes, services())
                              .call({}, {.method = route.method,
                                         .target = target_of(route),
                                         .body = nullptr,
                                         .headers = {}});
    EXPECT_EQ(response.status, 401) << route.id;
    EXPECT_EQ(rule_in(response), "I004") << route.id;
  }
  EXPECT_EQ(open, (std::set<std::string_view>{"getSetup", "setUp", "signIn", "requestPasswordReset",
                                              "confirmPasswordReset", "acceptInvitation"}));
}

TEST_P(RoutesTest, EachRoleReachesWhatItsPermissionsAllowAndTheServiceRefusesTheRestItself) {
  for (const Role role : platform::identity::all_roles()) {
    Principal principal = admin;
    principal.roles = {role};
    principal.permissions = platform::identity::permissions_of({role});
    for (const http::Route& route : routes) {
      if (route.access.kind != AccessKind::kPermission) continue;
      ASSERT_TRUE(route.access.permission) << route.id;
      if (principal.may(*route.access.permission)) continue;
      const auto body = body_of(route);
      ASSERT_TRUE(body) << route.id;
      http::Request request = ApiCaller::request_of({}, {.method = route.method,
                                                         .target = target_of(route),
                                                         .body = *body,
                                                         .headers = {{"if-match", "\"1\""}}});
      request.path_params = {{"person", rep.principal.person.text()},
                             {"token", token},
                             {"territory", territory},
                             {"position", position}};
      request.principal = principal;
      EXPECT_EQ(rule_in(ApiCaller::handle(route, request, *body)), "I001")
          << name_of(role) << ' ' << route.id;
    }
  }
}

TEST_P(RoutesTest, ATreeIsBuiltAndSeenThroughTheApi) {
  const Caller caller{.cookie = world->sign_in("admin@acme.example").cookie, .token = {}};
  const auto call = [&](http::Method method, const std::string& target, const Json& body = nullptr,
                        http::Pairs headers = {}) {
    return ApiCaller(routes, services())
        .call(caller,
              {.method = method, .target = target, .body = body, .headers = std::move(headers)});
  };
  const auto made = call(http::Method::kPost, "/api/v1/territories",
                         {{"name", "<b>North</b>"}, {"parent", territory}});
  ASSERT_EQ(made.status, 201) << made.text();
  const std::string north = bailiwick::testing::json_of(made)["id"];
  EXPECT_EQ(call(http::Method::kPatch, "/api/v1/territories/" + north, {{"name", "North"}},
                 {{"if-match", "\"1\""}})
                .status,
            204);
  EXPECT_EQ(call(http::Method::kPatch, "/api/v1/territories/" + north, {{"name", "X"}},
                 {{"if-match", "\"1\""}})
                .status,
            412);
  EXPECT_EQ(call(http::Method::kPost, "/api/v1/assignments",
                 {{"position", position}, {"territory", north}, {"part", "owner"}})
                .status,
            201);
  EXPECT_EQ(call(http::Method::kPost, "/api/v1/assignments",
                 {{"position", position}, {"person", rep.principal.person.text()}})
                .status,
            201);
  EXPECT_EQ(call(http::Method::kPatch, "/api/v1/positions/" + position,
                 {{"title", "Seat"}, {"kind", "manager"}}, {{"if-match", "\"1\""}})
                .status,
            204);
  const auto places = bailiwick::testing::json_of(
      call(http::Method::kGet, "/api/v1/territories/" + north + "/placements"))["items"];
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0]["parent"], territory);
  EXPECT_EQ(places[0]["is_open"], true);
  EXPECT_FALSE(places[0].contains("valid_to"));
  const auto tree =
      bailiwick::testing::json_of(call(http::Method::kGet, "/api/v1/territories"))["items"];
  ASSERT_EQ(tree.size(), 2U);
  EXPECT_EQ(tree[1]["name"], "North");
  EXPECT_EQ(tree[1]["parent"], territory);
  EXPECT_EQ(tree[1]["owner"], position);
  const auto seats =
      bailiwick::testing::json_of(call(http::Method::kGet, "/api/v1/positions"))["items"];
  EXPECT_EQ(seats[0]["person"], rep.principal.person.text());
  EXPECT_EQ(seats[0]["territories"], Json::array({north}));
  EXPECT_EQ(
      bailiwick::testing::json_of(call(http::Method::kGet, "/api/v1/assignments"))["items"].size(),
      2U);
  EXPECT_EQ(call(http::Method::kPost, "/api/v1/territories/" + north + "/placements",
                 {{"is_open", false}})
                .status,
            204);
  EXPECT_EQ(
      bailiwick::testing::json_of(call(http::Method::kGet, "/api/v1/territories"))["items"].size(),
      1U);
  EXPECT_EQ(bailiwick::testing::json_of(
                call(http::Method::kGet, "/api/v1/territories?on=2000-01-01"))["items"]
                .size(),
            0U);
}

INSTANTIATE_TEST_SUITE_P(Both, RoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::alignment
