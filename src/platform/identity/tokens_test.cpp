// Goal: a token is made, shown once, listed and revoked by its owner alone. Method: every rule once, on both databases.
#include "platform/identity/tokens.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class TokensTest : public bailiwick::testing::IdentityTest {
 protected:
  NewToken request() {
    return {.name = "export",
            .scopes = {Permission::kPlansRead},
            .expires_at = world->now.plus_seconds(3'600)};
  }
};

TEST_P(TokensTest, IsMadeListedAndRevoked) {
  const auto made = services().tokens.make(admin, request());
  ASSERT_TRUE(made);
  EXPECT_TRUE(services().authentication.by_token(made->secret));
  const auto listed = services().tokens.list(admin);
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_EQ(listed->at(0).scopes, request().scopes);
  ASSERT_TRUE(services().authentication.flush());
  EXPECT_EQ(services().tokens.list(admin)->at(0).last_used_at, world->now);
  ASSERT_TRUE(services().tokens.revoke(admin, made->token.id));
  EXPECT_EQ(rule_of(services().authentication.by_token(made->secret)), "I004");
  EXPECT_EQ(rule_of(services().tokens.revoke(admin, made->token.id)), "I050");
}

TEST_P(TokensTest, ItsMistakesAreNamed) {
  const auto refused = [&](auto change) {
    NewToken bad = request();
    change(bad);
    return rule_of(services().tokens.make(admin, bad));
  };
  EXPECT_EQ(refused([](NewToken& t) { t.name = ""; }), "I019");
  EXPECT_EQ(refused([](NewToken& t) { t.scopes = {}; }), "I054");
  EXPECT_EQ(refused([&](NewToken& t) { t.expires_at = world->now; }), "I052");
  EXPECT_EQ(
      refused([&](NewToken& t) { t.expires_at = world->now.plus_seconds(kTokenDaysMax * 86'400); }),
      "none");
  EXPECT_EQ(refused([&](NewToken& t) {
              t.expires_at = world->now.plus_seconds(kTokenDaysMax * 86'400 + 1);
            }),
            "I052");
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  NewToken beyond = request();
  beyond.scopes = {Permission::kAuditRead};
  EXPECT_EQ(rule_of(services().tokens.make(rep, beyond)), "I051");
}

TEST_P(TokensTest, ATokenMakesNoToken) {
  NewToken all = request();
  all.scopes = {Permission::kTokensManage};
  const auto made = services().tokens.make(admin, all);
  const auto who = services().authentication.by_token(made->secret);
  all.scopes = {Permission::kTokensManage};
  EXPECT_EQ(rule_of(services().tokens.make(**who, all)), "I035");
}

TEST_P(TokensTest, NobodyRevokesAnothersAndTheOwnersEndEndsIt) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example").principal;
  const auto made = services().tokens.make(rep, request());
  EXPECT_EQ(rule_of(services().tokens.revoke(admin, made->token.id)), "I050");
  ASSERT_TRUE(services().people.deactivate(admin, rep.person));
  EXPECT_EQ(rule_of(services().authentication.by_token(made->secret)), "I004");
}

TEST_P(TokensTest, APersonHasALimitedNumber) {
  for (std::size_t i = 0; i < kTokensAPersonMax; ++i)
    ASSERT_TRUE(services().tokens.make(admin, request()));
  EXPECT_EQ(rule_of(services().tokens.make(admin, request())), "I053");
}

INSTANTIATE_TEST_SUITE_P(Both, TokensTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
