// Goal: a request's credential is found wherever it stands, and a wrong one is
// told from none. Method: requests by hand, on both databases.
#include "platform/api/authenticator.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::api {
namespace {

class AuthenticatorTest : public bailiwick::testing::IdentityTest {
 protected:
  std::string verdict(const http::Pairs& headers) {
    http::Request request;
    request.headers = headers;
    const auto who = authenticator(services().authentication)(request);
    if (!who) return who.error().rule;
    return *who ? std::string((*who)->channel == identity::Channel::kToken ? "token" : "session")
                : "nobody";
  }
};

TEST_P(AuthenticatorTest, FindsCookieAndToken) {
  const std::string cookie =
      "a=b; bailiwick_session=" + world->sign_in("admin@acme.example").cookie;
  const auto made = services().tokens.make(admin, {.name = "t",
                                                   .scopes = {identity::Permission::kPlansRead},
                                                   .expires_at = world->now.plus_seconds(9)});
  EXPECT_EQ(verdict({}), "nobody");
  EXPECT_EQ(verdict({{"cookie", cookie}}), "session");
  EXPECT_EQ(verdict({{"authorization", "Bearer " + made->secret}}), "token");
  EXPECT_EQ(verdict({{"authorization", "bearer " + made->secret}, {"cookie", cookie}}), "token");
  EXPECT_EQ(verdict({{"authorization", "Basic YTpi"}, {"cookie", cookie}}), "I004");
  EXPECT_EQ(verdict({{"cookie", "bailiwick_session=rubbish"}}), "I004");
}

INSTANTIATE_TEST_SUITE_P(Both, AuthenticatorTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::api
