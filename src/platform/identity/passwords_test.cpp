// Goal: a password is set only by who holds the right link or the old password, once, in time. Method: every rule once, on both databases.
#include "platform/identity/passwords.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

using bailiwick::testing::kGoodPassword;
constexpr const char* kOther = "quiet marmot ladder";

class PasswordsTest : public bailiwick::testing::IdentityTest {
 protected:
  std::string reset_token(const std::string& email) {
    world->letters.clear();
    EXPECT_TRUE(services().passwords.request_reset(email, "10.0.0.1"));
    return world->letters.empty() ? "" : world->token_of(world->letters[0].link);
  }
};

TEST_P(PasswordsTest, AResetIsGoodOnceAndEndsAllSessions) {
  const auto before = world->sign_in("admin@acme.example");
  const std::string token = reset_token("admin@acme.example");
  ASSERT_NE(token, "");
  EXPECT_EQ(rule_of(services().passwords.confirm_reset(token, "short")), "I030");
  ASSERT_TRUE(services().passwords.confirm_reset(token, kOther));
  EXPECT_EQ(rule_of(services().passwords.confirm_reset(token, kOther)), "I040");
  EXPECT_EQ(rule_of(services().authentication.by_session(before.cookie)), "I004");
  EXPECT_EQ(world->sign_in("admin@acme.example", kOther).principal.person, admin.person);
}

TEST_P(PasswordsTest, ALinkExpires) {
  const std::string token = reset_token("admin@acme.example");
  world->now = world->now.plus_seconds(services().environment.policy.password_reset_seconds);
  EXPECT_EQ(rule_of(services().passwords.confirm_reset(token, kOther)), "I040");
  for (const auto* rubbish : {"", "bw_", "' OR 1=1 --"})
    EXPECT_EQ(rule_of(services().passwords.confirm_reset(rubbish, kOther)), "I040");
}

TEST_P(PasswordsTest, AskingForOneToldNothingAndSendsFew) {
  EXPECT_EQ(reset_token("nobody@acme.example"), "");
  int sent = 0;
  for (int i = 0; i < 8; ++i) sent += reset_token("admin@acme.example").empty() ? 0 : 1;
  EXPECT_EQ(sent, 5);
}

TEST_P(PasswordsTest, ALinkOfOnePurposeIsNotGoodForAnother) {
  EXPECT_EQ(
      rule_of(services().passwords.accept_invitation({.token = reset_token("admin@acme.example"),
                                                      .password = kOther,
                                                      .locale = "en",
                                                      .previous_cookie = {}})),
      "I040");
}

TEST_P(PasswordsTest, AnInvitationIsAcceptedOnceWithAGoodPassword) {
  Person person;
  person.name = "Nina Vermeulen";
  person.email = "nina@acme.example";
  person.roles = {Role::kRep};
  const auto invited = services().people.invite(admin, person);
  const std::string token = world->token_of(invited->link);
  const auto accept = [&](std::string_view password) {
    return services().passwords.accept_invitation(
        {.token = token, .password = password, .locale = "nl", .previous_cookie = {}});
  };
  EXPECT_EQ(rule_of(accept("Vermeulen1234")), "I033");
  const auto accepted = accept(kOther);
  ASSERT_TRUE(accepted);
  EXPECT_EQ(rule_of(accept(kOther)), "I040");
  const auto now = services().people.get(admin, invited->person.id);
  EXPECT_EQ(now->status, PersonStatus::kActive);
  EXPECT_EQ(now->locale, "nl");
  EXPECT_TRUE(services().authentication.by_session(accepted->cookie));
}

TEST_P(PasswordsTest, ChangingItNeedsTheOldOneAndKeepsThisSessionOnly) {
  const auto here = world->sign_in("admin@acme.example");
  const auto there = world->sign_in("admin@acme.example");
  EXPECT_EQ(rule_of(services().passwords.change(here.principal, "wrong", kOther, "p")), "I034");
  EXPECT_EQ(
      rule_of(services().passwords.change(here.principal, kGoodPassword, "password1234", "p")),
      "I032");
  ASSERT_TRUE(services().passwords.change(here.principal, kGoodPassword, kOther, "p"));
  EXPECT_EQ(rule_of(services().authentication.by_session(here.cookie)), "none");
  EXPECT_EQ(rule_of(services().authentication.by_session(there.cookie)), "I004");
  for (int i = 0; i < 5; ++i)
    (void)services().passwords.change(here.principal, "wrong", kOther, "p");
  EXPECT_EQ(rule_of(services().passwords.change(here.principal, kOther, kGoodPassword, "p")),
            "I003");
  Principal token = here.principal;
  token.channel = Channel::kToken;
  EXPECT_EQ(rule_of(services().passwords.change(token, kOther, kGoodPassword, "p")), "I035");
}

TEST_P(PasswordsTest, TheOperatorSetsOneByAddress) {
  EXPECT_EQ(rule_of(services().passwords.set_by_operator("nobody@acme.example", kOther)), "I036");
  ASSERT_TRUE(services().passwords.set_by_operator("admin@acme.example", kOther));
  EXPECT_EQ(world->sign_in("admin@acme.example", kOther).principal.person, admin.person);
  EXPECT_TRUE(world->is_audit_intact(admin.tenant));
}

INSTANTIATE_TEST_SUITE_P(Both, PasswordsTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
