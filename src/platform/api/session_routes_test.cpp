// Goal: the first screen, signing in and out, and links, as a browser sees
// them. Method: the routes called without a socket, on both databases.
#include "platform/api/session_routes.hpp"

#include <gtest/gtest.h>

#include "tests/support/api_world.hpp"

namespace bailiwick::platform::api {
namespace {

using bailiwick::testing::ApiCaller;
using bailiwick::testing::cookie_of;
using bailiwick::testing::header_of;
using bailiwick::testing::json_of;
using bailiwick::testing::kGoodPassword;
using bailiwick::testing::rule_in;
using http::Method;
using Json = nlohmann::json;

const std::string kVersion = "1.2.3";

class SessionRoutesTest : public bailiwick::testing::IdentityTest {
 protected:
  http::Response call(Method method, const std::string& target, const Json& body = nullptr,
                      const std::string& cookie = "") {
    const http::Routes routes = session_routes(services(), kVersion);
    return ApiCaller(routes, services())
        .call({.cookie = cookie, .token = {}},
              {.method = method, .target = target, .body = body, .headers = {}});
  }
  http::Response sign_in(const std::string& email, const std::string& password,
                         const std::string& cookie = "") {
    return call(Method::kPost, "/api/v1/session", {{"email", email}, {"password", password}},
                cookie);
  }
};

TEST_P(SessionRoutesTest, SignsInShowsWhoAndSignsOut) {
  const auto signed_in = sign_in("admin@acme.example", kGoodPassword);
  ASSERT_EQ(signed_in.status, 200) << signed_in.text();
  const std::string header = header_of(signed_in, "Set-Cookie");
  for (const auto* part : {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=604800"})
    EXPECT_NE(header.find(part), std::string::npos) << header;
  EXPECT_EQ(header.find("Secure"), std::string::npos);
  const std::string cookie = cookie_of(signed_in);
  const auto session = json_of(call(Method::kGet, "/api/v1/session", nullptr, cookie));
  EXPECT_EQ(session, json_of(signed_in));
  EXPECT_EQ(session["company"]["name"], "acme");
  EXPECT_EQ(session["roles"], Json::array({"admin"}));
  EXPECT_EQ(session["permissions"].size(), static_cast<std::size_t>(identity::kPermissionCount));
  EXPECT_EQ(signed_in.text().find(cookie),
            std::string::npos);  // the secret is in the cookie alone
  const auto out = call(Method::kDelete, "/api/v1/session", nullptr, cookie);
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(header_of(out, "Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(call(Method::kGet, "/api/v1/session", nullptr, cookie).status, 401);
}

TEST_P(SessionRoutesTest, UnknownAndWrongAreTheSameBytes) {
  const auto wrong = sign_in("admin@acme.example", "not it");
  const auto unknown = sign_in("nobody@acme.example", "not it");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.text(), unknown.text());
  EXPECT_EQ(rule_in(wrong), "I002");
  for (int i = 0; i < 5; ++i) (void)sign_in("nobody@acme.example", "not it");
  EXPECT_EQ(sign_in("nobody@acme.example", "not it").status, 429);
}

TEST_P(SessionRoutesTest, APlantedCookieIsReplaced) {
  const std::string planted = cookie_of(sign_in("admin@acme.example", kGoodPassword));
  const std::string fresh = cookie_of(sign_in("admin@acme.example", kGoodPassword, planted));
  EXPECT_NE(fresh, planted);
  EXPECT_EQ(call(Method::kGet, "/api/v1/session", nullptr, planted).status, 401);
}

TEST_P(SessionRoutesTest, SetupIsClosedOnceThereIsACompany) {
  const auto state = json_of(call(Method::kGet, "/api/v1/setup"));
  EXPECT_EQ(state, (Json{{"needs_setup", false}, {"version", kVersion}}));
  const auto refused = call(
      Method::kPost, "/api/v1/setup",
      {{"company", {{"name", "X"}, {"time_zone", "UTC"}, {"currency", "EUR"}, {"country", "NL"}}},
       {"admin",
        {{"name", "X"}, {"email", "x@y.zz"}, {"password", kGoodPassword}, {"locale", "en"}}}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(rule_in(refused), "I005");
}

TEST_P(SessionRoutesTest, AResetAnswersTheSameForAll) {
  const auto known =
      call(Method::kPost, "/api/v1/password-reset", {{"email", "admin@acme.example"}});
  const auto unknown =
      call(Method::kPost, "/api/v1/password-reset", {{"email", "nobody@acme.example"}});
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, 202);
  EXPECT_EQ(known.text(), unknown.text());
  ASSERT_EQ(world->letters.size(), 1U);
  const std::string token = world->token_of(world->letters[0].link);
  const auto set = call(Method::kPost, "/api/v1/password-reset/confirm",
                        {{"token", token}, {"password", "quiet marmot ladder"}});
  EXPECT_EQ(set.status, 204) << set.text();
  EXPECT_EQ(sign_in("admin@acme.example", "quiet marmot ladder").status, 200);
}

TEST_P(SessionRoutesTest, AnInvitationIsAccepted) {
  identity::Person person;
  person.name = "New";
  person.email = "new@acme.example";
  person.roles = {identity::Role::kRep};
  const auto invited = services().people.invite(admin, person);
  const Json body = {
      {"token", world->token_of(invited->link)}, {"password", kGoodPassword}, {"locale", "nl"}};
  const auto accepted = call(Method::kPost, "/api/v1/invitation/accept", body);
  ASSERT_EQ(accepted.status, 200) << accepted.text();
  EXPECT_EQ(json_of(accepted)["person"]["locale"], "nl");
  EXPECT_EQ(rule_in(call(Method::kPost, "/api/v1/invitation/accept", body)), "I040");
}

TEST(SessionCookie, IsSecureUnderTls) {
  EXPECT_NE(session_cookie("s", 1, true).find("; Secure"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Both, SessionRoutesTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
