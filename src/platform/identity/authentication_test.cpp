// Goal: a credential is good exactly as long as it should be, in this process and in others. Method: on both databases; a second cache over the
// same database stands for another process.
#include "platform/identity/authentication.hpp"

#include <gtest/gtest.h>

#include "platform/identity/session_store.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class AuthenticationTest : public bailiwick::testing::IdentityTest {
 protected:
  std::string token_with(std::set<Permission> scopes) {
    const auto made = services().tokens.make(
        admin,
        {.name = "t", .scopes = std::move(scopes), .expires_at = world->now.plus_seconds(3'600)});
    EXPECT_TRUE(made);
    return made->secret;
  }
};

TEST_P(AuthenticationTest, ASessionEndsWhenIdleAndAtItsEnd) {
  const auto signed_in = world->sign_in("admin@acme.example");
  const Policy policy = services().environment.policy;
  world->now = world->now.plus_seconds(policy.session_idle_seconds - 1);
  EXPECT_EQ(rule_of(services().authentication.by_session(signed_in.cookie)), "none");
  world->now = world->now.plus_seconds(policy.session_idle_seconds);
  EXPECT_EQ(rule_of(services().authentication.by_session(signed_in.cookie)), "I004");

  const auto busy = world->sign_in("admin@acme.example");
  const Instant end = busy.expires_at;
  while (world->now.plus_seconds(3'600) < end) {
    world->now = world->now.plus_seconds(3'600);
    ASSERT_EQ(rule_of(services().authentication.by_session(busy.cookie)), "none");
  }
  world->now = end;
  EXPECT_EQ(rule_of(services().authentication.by_session(busy.cookie)), "I004");
}

TEST_P(AuthenticationTest, UseIsWrittenDownAndKeepsASessionAliveAfterARestart) {
  const auto signed_in = world->sign_in("admin@acme.example");
  const std::int64_t idle = services().environment.policy.session_idle_seconds;
  world->now = world->now.plus_seconds(idle - 10);
  ASSERT_TRUE(services().authentication.by_session(signed_in.cookie));
  ASSERT_TRUE(services().authentication.flush());
  PrincipalCache fresh;
  Environment other{.database = world->database(),
                    .audit = world->log(),
                    .ids = world->ids(),
                    .now = world->clock(),
                    .hasher = services().environment.hasher,
                    .principals = fresh,
                    .policy = {},
                    .send_letter = {},
                    .announce_person = {}};
  world->now = world->now.plus_seconds(idle - 10);
  EXPECT_EQ(rule_of(Authentication(other).by_session(signed_in.cookie)), "none");
  const auto person = services().people.get(admin, admin.person);
  EXPECT_TRUE(person->last_seen_at.has_value());
}

TEST_P(AuthenticationTest, AnotherProcessSeesASignOutWithinTheStaleness) {
  const auto signed_in = world->sign_in("admin@acme.example");
  PrincipalCache elsewhere;
  Environment other{.database = world->database(),
                    .audit = world->log(),
                    .ids = world->ids(),
                    .now = world->clock(),
                    .hasher = services().environment.hasher,
                    .principals = elsewhere,
                    .policy = {},
                    .send_letter = {},
                    .announce_person = {}};
  const Authentication authentication(other);
  ASSERT_TRUE(authentication.by_session(signed_in.cookie));
  ASSERT_TRUE(services().sign_in.sign_out(signed_in.principal));
  EXPECT_EQ(rule_of(services().authentication.by_session(signed_in.cookie)), "I004");
  world->now = world->now.plus_seconds(kStalenessSeconds);
  EXPECT_EQ(rule_of(authentication.by_session(signed_in.cookie)), "I004");
}

TEST_P(AuthenticationTest, AChangeOfRolesTakesEffectAtOnce) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example");
  ASSERT_FALSE((*services().authentication.by_session(rep.cookie))->may(Permission::kPlansManage));
  ASSERT_TRUE(services().people.update(
      admin, rep.principal.person,
      {.name = {}, .email = {}, .roles = std::set{Role::kPlanner}, .locale = {}, .time_zone = {}},
      std::nullopt));
  EXPECT_TRUE((*services().authentication.by_session(rep.cookie))->may(Permission::kPlansManage));
}

TEST_P(AuthenticationTest, ATokenDoesWhatItsScopesAndItsOwnersRolesBothAllow) {
  const std::string secret = token_with({Permission::kPeopleRead, Permission::kPlansManage});
  const auto who = services().authentication.by_token(secret);
  ASSERT_TRUE(who);
  EXPECT_EQ((*who)->channel, Channel::kToken);
  EXPECT_EQ((*who)->permissions, (std::set{Permission::kPeopleRead, Permission::kPlansManage}));
  EXPECT_TRUE((*who)->csrf_token.empty());
  world->now = world->now.plus_seconds(3'600);
  EXPECT_EQ(rule_of(services().authentication.by_token(secret)), "I004");
}

TEST_P(AuthenticationTest, CredentialsOfOneKindAreNoneOfTheOther) {
  const auto signed_in = world->sign_in("admin@acme.example");
  const std::string secret = token_with({Permission::kPeopleRead});
  ASSERT_TRUE(services().authentication.by_session(signed_in.cookie));
  ASSERT_TRUE(services().authentication.by_token(secret));
  EXPECT_EQ(rule_of(services().authentication.by_token(signed_in.cookie)), "I004");
  EXPECT_EQ(rule_of(services().authentication.by_session(secret)), "I004");
}

TEST_P(AuthenticationTest, ACredentialMovedToAnotherCompanyIsWorthNothing) {
  const Principal other = world->add_company("other");
  const auto signed_in = world->sign_in("admin@acme.example");
  std::string forged = signed_in.cookie;
  forged.replace(3, 26, to_base32(other.tenant.uuid()));
  ASSERT_TRUE(services().authentication.by_session(signed_in.cookie));
  EXPECT_EQ(rule_of(services().authentication.by_session(forged)), "I004");
  for (const auto* rubbish : {"", "bw_", "' OR 1=1 --", "bw_00000000000000000000000000_"})
    EXPECT_EQ(rule_of(services().authentication.by_session(rubbish)), "I004");
}

INSTANTIATE_TEST_SUITE_P(Both, AuthenticationTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
