// Goal: the flow of RFC 6749 and OpenID Connect with a provider of the test's
// own, and each thing that may go wrong on the way. Method: the browser's part
// is played by the test, on both databases.
#include "platform/identity/oidc/oidc_sign_in.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/identity_provider.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity::oidc {
namespace {

using Json = nlohmann::json;

class OidcSignInTest : public bailiwick::testing::IdentityTest {
 protected:
  void SetUp() override {
    IdentityTest::SetUp();
    if (IsSkipped()) return;
    provider.now_seconds = world->now.micros() / 1'000'000;
    sign_in = std::make_unique<OidcSignIn>(services().environment,
                                           std::vector{provider.configuration()}, provider.port());
    Company company = *services().companies.get(admin);
    company.sign_in_domains = {"acme.example"};
    ASSERT_TRUE(services().companies.update(admin, company));
  }

  Json claims(const std::string& subject, const std::string& email, bool is_verified = true) {
    return {{"sub", subject}, {"email", email}, {"email_verified", is_verified}};
  }
  Result<SignedIn> walk(const Json& who) {
    const auto departure = sign_in->begin("local");
    if (!departure) return tl::unexpected(departure.error());
    const auto back = provider.authorise(departure->url, who);
    return sign_in->finish("local", {.code = back.code,
                                     .state = back.state,
                                     .browser_cookie = departure->cookie,
                                     .previous_cookie = {}});
  }

  bailiwick::testing::IdentityProvider provider;
  std::unique_ptr<OidcSignIn> sign_in;
};

TEST_P(OidcSignInTest, APersonOfAnotherNodeIsSignedInThere) {
  bailiwick::testing::IdentityWorld other(GetParam(), more_modules());
  ASSERT_EQ(other.fault(), "");
  const Principal theirs = other.add_company("far");
  Company company = *other.services().companies.get(theirs);
  company.sign_in_domains = {"far.example"};
  ASSERT_TRUE(other.services().companies.update(theirs, company));
  std::vector<crypto::Digest> asked;
  sign_in->look_for_people_by(
      [&](std::span<const crypto::Digest> names) -> Result<const Environment*> {
        asked.assign(names.begin(), names.end());
        return &other.services().environment;
      });
  const auto signed_in = walk(claims("s9", "admin@far.example"));
  ASSERT_TRUE(signed_in) << signed_in.error().message;
  EXPECT_EQ(signed_in->principal.tenant, theirs.tenant);
  EXPECT_TRUE(other.services().authentication.by_session(signed_in->cookie));
  EXPECT_FALSE(services().authentication.by_session(signed_in->cookie));
  EXPECT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[1], email_name_hash("admin@far.example"));
  // An address that is not verified is not even asked for.
  EXPECT_FALSE(walk(claims("s8", "admin@far.example", false)));
  EXPECT_EQ(asked.size(), 1U);
}

TEST_P(OidcSignInTest, AVerifiedAddressIsLinkedOnceAndThenTheSubjectCounts) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  const auto first = walk(claims("s1", "rep@acme.example"));
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->principal.person, rep.person);
  EXPECT_TRUE(services().authentication.by_session(first->cookie));
  const auto again = walk(claims("s1", "changed@elsewhere.example", false));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->principal.person, rep.person);
  const auto actions = world->actions(admin.tenant);
  EXPECT_EQ(std::count(actions.begin(), actions.end(), "person.linked"), 1);
}

TEST_P(OidcSignInTest, NobodyElseComesIn) {
  (void)world->add_person(admin, Role::kRep, "rep@acme.example");
  (void)world->add_person(admin, Role::kRep, "rep@partner.example");
  EXPECT_EQ(rule_of(walk(claims("s1", "rep@acme.example", false))),
            "I064");  // not verified
  EXPECT_EQ(rule_of(walk(claims("s2", "rep@partner.example"))),
            "I064");  // not a domain of the company
  EXPECT_EQ(rule_of(walk(claims("s3", "stranger@acme.example"))),
            "I064");                                  // nobody's address
  EXPECT_EQ(rule_of(walk({{"sub", "s4"}})), "I064");  // no address
}

TEST_P(OidcSignInTest, WhoIsDeactivatedStaysOut) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  ASSERT_TRUE(walk(claims("s1", "rep@acme.example")));
  ASSERT_TRUE(services().people.deactivate(admin, rep.person));
  EXPECT_EQ(rule_of(walk(claims("s1", "rep@acme.example"))), "I002");
}

TEST_P(OidcSignInTest, AStateIsGoodOnceInOneBrowserForAWhile) {
  (void)world->add_person(admin, Role::kRep, "rep@acme.example");
  const auto departure = sign_in->begin("local");
  ASSERT_TRUE(departure);
  const auto back = provider.authorise(departure->url, claims("s1", "rep@acme.example"));
  const auto finish = [&](const std::string& state, const std::string& cookie) {
    return rule_of(sign_in->finish(
        "local",
        {.code = back.code, .state = state, .browser_cookie = cookie, .previous_cookie = {}}));
  };
  EXPECT_EQ(finish("forged", departure->cookie), "I061");
  EXPECT_EQ(finish(back.state, "another browser"), "I061");
  EXPECT_EQ(finish(back.state, departure->cookie),
            "I061");  // used up by the try before

  const auto late = sign_in->begin("local");
  const auto late_back = provider.authorise(late->url, claims("s1", "rep@acme.example"));
  world->now = world->now.plus_seconds(kFlowSeconds);
  EXPECT_EQ(rule_of(sign_in->finish("local", {.code = late_back.code,
                                              .state = late_back.state,
                                              .browser_cookie = late->cookie,
                                              .previous_cookie = {}})),
            "I061");
  EXPECT_TRUE(sign_in->sweep());
}

TEST_P(OidcSignInTest, ACodeOfAnotherFlowIsRefusedByItsChallenge) {
  (void)world->add_person(admin, Role::kRep, "rep@acme.example");
  const auto theirs = sign_in->begin("local");
  const auto stolen = provider.authorise(theirs->url, claims("s1", "rep@acme.example"));
  const auto mine = sign_in->begin("local");
  const auto back = provider.authorise(mine->url, claims("s2", "x@y.zz"));
  EXPECT_EQ(rule_of(sign_in->finish("local", {.code = stolen.code,
                                              .state = back.state,
                                              .browser_cookie = mine->cookie,
                                              .previous_cookie = {}})),
            "I061");
}

TEST_P(OidcSignInTest, AChangeOfKeysIsFollowed) {
  (void)world->add_person(admin, Role::kRep, "rep@acme.example");
  ASSERT_TRUE(walk(claims("s1", "rep@acme.example")));
  provider.rotate();
  EXPECT_EQ(rule_of(walk(claims("s1", "rep@acme.example"))), "none");
}

TEST_P(OidcSignInTest, AProviderThatIsDownOrAnotherIsNamed) {
  EXPECT_EQ(rule_of(sign_in->begin("nobody")), "I060");
  provider.issuer = "https://evil.example";
  EXPECT_EQ(rule_of(sign_in->begin("local")), "I062");
  provider.issuer = "https://id.example";
  provider.is_down = true;
  EXPECT_EQ(rule_of(sign_in->begin("local")), "I062");
  provider.is_down = false;
  EXPECT_EQ(rule_of(sign_in->begin("local")), "none");
}

TEST_P(OidcSignInTest, DiscoveryIsKeptForAWhile) {
  ASSERT_TRUE(sign_in->begin("local"));
  const int before = provider.fetches;
  ASSERT_TRUE(sign_in->begin("local"));
  EXPECT_EQ(provider.fetches, before);
  world->now = world->now.plus_seconds(kKeepSeconds);
  ASSERT_TRUE(sign_in->begin("local"));
  EXPECT_EQ(provider.fetches, before + 2);
}

INSTANTIATE_TEST_SUITE_P(Both, OidcSignInTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity::oidc
