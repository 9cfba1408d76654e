// Goal: the walk to an identity provider and back, as a browser makes it: redirects, cookies, and where a problem leads. Method: the
// routes called without a socket and a provider inside the test, on both databases.
#include "platform/api/oidc_routes.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "platform/crypto/encoding.hpp"
#include "tests/support/api_world.hpp"
#include "tests/support/identity_provider.hpp"

namespace bailiwick::platform::api {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::cookie_of;
using bailiwick::testing::header_of;
using bailiwick::testing::json_of;
using bailiwick::testing::rule_in;
using http::Method;
using Json = nlohmann::json;

class OidcRoutesTest : public bailiwick::testing::IdentityTest {
 protected:
  void SetUp() override {
    IdentityTest::SetUp();
    if (IsSkipped()) return;
    provider.now_seconds = world->now.micros() / 1'000'000;
    sign_in = std::make_unique<identity::oidc::OidcSignIn>(
        services().environment, std::vector{provider.configuration()}, provider.port());
    identity::Company company = *services().companies.get(admin);
    company.sign_in_domains = {"acme.example"};
    ASSERT_TRUE(services().companies.update(admin, company));
  }

  http::Response get(const std::string& target, const std::string& flow_cookie = "") {
    const http::Routes routes = oidc_routes(services(), *sign_in);
    http::Pairs headers;
    if (!flow_cookie.empty()) headers.emplace_back("cookie", "bailiwick_oidc=" + flow_cookie);
    return ApiCaller(routes, services())
        .call({}, {.method = Method::kGet, .target = target, .body = nullptr, .headers = headers});
  }
  static std::string callback(const bailiwick::testing::IdentityProvider::BackAtUs& back) {
    return "/api/v1/session/oidc/local/callback?code=" + back.code + "&state=" + back.state;
  }

  bailiwick::testing::IdentityProvider provider;
  std::unique_ptr<identity::oidc::OidcSignIn> sign_in;
};

TEST_P(OidcRoutesTest, TheSignInPageLearnsWhichProvidersThereAre) {
  const auto listed = get("/api/v1/session/providers");
  ASSERT_EQ(listed.status, 200) << listed.text();
  EXPECT_EQ(json_of(listed)["items"], Json::array({{{"id", "local"}, {"name", "Local"}}}));
  EXPECT_EQ(listed.text().find("s&cret"), std::string::npos);
}

TEST_P(OidcRoutesTest, ABrowserGoesThereAndComesBackSignedIn) {
  const auto rep = world->add_person(admin, identity::Role::kRep, "rep@acme.example").principal;
  const auto away = get("/api/v1/session/oidc/local/start");
  ASSERT_EQ(away.status, 302);
  EXPECT_EQ(header_of(away, "Cache-Control"), "no-store");
  const std::string to = header_of(away, "Location");
  EXPECT_EQ(to.rfind("https://id.example/authorise?response_type=code", 0), 0U) << to;
  EXPECT_NE(to.find("code_challenge_method=S256"), std::string::npos) << to;
  const std::string header = header_of(away, "Set-Cookie");
  for (const auto* part : {"HttpOnly", "SameSite=Lax", "Path=/api/v1/session/oidc", "Max-Age=600"})
    EXPECT_NE(header.find(part), std::string::npos) << header;

  const auto back = provider.authorise(
      to, {{"sub", "s1"}, {"email", "rep@acme.example"}, {"email_verified", true}});
  const auto home = get(callback(back), cookie_of(away));
  ASSERT_EQ(home.status, 302);
  EXPECT_EQ(header_of(home, "Location"), "/");
  std::string session;
  bool is_flow_over = false;
  for (const auto& [name, value] : home.headers) {
    if (name != "Set-Cookie") continue;
    if (value.rfind("bailiwick_oidc=;", 0) == 0) is_flow_over = true;
    const std::string mark = "bailiwick_session=";
    if (value.rfind(mark, 0) == 0)
      session = value.substr(mark.size(), value.find(';') - mark.size());
  }
  EXPECT_TRUE(is_flow_over);
  const auto who = services().authentication.by_session(session);
  ASSERT_TRUE(who);
  EXPECT_EQ((*who)->person, rep.person);
}

TEST_P(OidcRoutesTest, OneEndsWhereOneWasGoing) {
  (void)world->add_person(admin, identity::Role::kRep, "rep@acme.example");
  const Json who = {{"sub", "s1"}, {"email", "rep@acme.example"}, {"email_verified", true}};
  const auto land = [&](const std::string& to, const Json& claims) {
    const auto away = get("/api/v1/session/oidc/local/start?to=" + to);
    const auto back = provider.authorise(header_of(away, "Location"), claims);
    return header_of(get(callback(back), cookie_of(away)), "Location");
  };
  EXPECT_EQ(land("/plans?state=draft", who), "/plans?state=draft");
  for (const std::string elsewhere :
       {"//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nSet-Cookie: x=1"})
    EXPECT_EQ(land(elsewhere, who), "/") << elsewhere;
  const Json stranger = {
      {"sub", "s2"}, {"email", "stranger@acme.example"}, {"email_verified", true}};
  EXPECT_EQ(land("/plans?state=draft", stranger),
            "/sign-in?problem=I064&to=%2Fplans%3Fstate%3Ddraft");
}

TEST_P(OidcRoutesTest, APathThatSomeonePlantedInTheCookieStaysHere) {
  (void)world->add_person(admin, identity::Role::kRep, "rep@acme.example");
  const auto away = get("/api/v1/session/oidc/local/start");
  const auto back =
      provider.authorise(header_of(away, "Location"),
                         {{"sub", "s1"}, {"email", "rep@acme.example"}, {"email_verified", true}});
  const std::string planted = cookie_of(away) + '.' + crypto::to_base64url("//evil.example");
  EXPECT_EQ(header_of(get(callback(back), planted), "Location"), "/");
}

TEST(PathHere, IsAPathOfThisServerOrTheRoot) {
  EXPECT_EQ(path_here("/plans/plan_1?x=%2F#y"), "/plans/plan_1?x=%2F#y");
  for (const std::string_view text :
       {"", "plans", "//x", "/\\x", "/a\\b", "/a b", "/a\nb", "javascript:alert(1)", "/\xC3\xA9"})
    EXPECT_EQ(path_here(text), "/") << text;
  EXPECT_EQ(path_here('/' + std::string(1'999, 'a')).size(), 2'000U);
  EXPECT_EQ(path_here('/' + std::string(2'000, 'a')), "/");
}

TEST_P(OidcRoutesTest, AProblemLeadsBackToTheSignInAndSaysWhich) {
  const auto away = get("/api/v1/session/oidc/local/start");
  const auto stranger = provider.authorise(
      header_of(away, "Location"),
      {{"sub", "s1"}, {"email", "stranger@acme.example"}, {"email_verified", true}});
  const auto refused = get(callback(stranger), cookie_of(away));
  EXPECT_EQ(refused.status, 302);
  EXPECT_EQ(header_of(refused, "Location"), "/sign-in?problem=I064");
  EXPECT_EQ(header_of(get(callback({.code = "c", .state = "forged"})), "Location"),
            "/sign-in?problem=I061");
  // The provider sends the browser back without a code where its owner said no there.
  EXPECT_EQ(
      header_of(get("/api/v1/session/oidc/local/callback?error=access_denied&state=x"), "Location"),
      "/sign-in?problem=I061");
}

TEST_P(OidcRoutesTest, ADepartureToNowhereIsAProblem) {
  const auto nobody = get("/api/v1/session/oidc/nobody/start");
  EXPECT_EQ(nobody.status, 404);
  EXPECT_EQ(rule_in(nobody), "I060");
  provider.is_down = true;
  const auto down = get("/api/v1/session/oidc/local/start");
  EXPECT_EQ(down.status, 503);
  EXPECT_EQ(rule_in(down), "I062");
}

INSTANTIATE_TEST_SUITE_P(Both, OidcRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
