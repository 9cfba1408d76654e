// Goal: who has the password comes in, nobody else does, and nothing tells which of the two was wrong. Method: on both databases, every way to be
// refused; what a planted session is worth; what is left behind.
#include "platform/identity/sign_in.hpp"

#include <gtest/gtest.h>

#include "platform/identity/attempts.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

using bailiwick::testing::kGoodPassword;

class SignInTest : public bailiwick::testing::IdentityTest {
 protected:
  Result<SignedIn> attempt(std::string_view email, std::string_view password,
                           std::string_view peer = "10.0.0.1",
                           std::optional<std::string_view> cookie = std::nullopt) {
    return services().sign_in.with_password(
        {.email = email, .password = password, .peer = peer, .previous_cookie = cookie});
  }
};

TEST_P(SignInTest, ThePasswordOpensASession) {
  const auto signed_in = attempt(" ADMIN@acme.example", kGoodPassword);
  ASSERT_TRUE(signed_in) << signed_in.error().message;
  const auto who = services().authentication.by_session(signed_in->cookie);
  ASSERT_TRUE(who);
  EXPECT_EQ((*who)->person, admin.person);
  EXPECT_EQ((*who)->tenant, admin.tenant);
  EXPECT_EQ((*who)->csrf_token, signed_in->principal.csrf_token);
  EXPECT_TRUE((*who)->may(Permission::kAuditRead));
  EXPECT_EQ(world->actions(admin.tenant).back(), "session.started");
}

TEST_P(SignInTest, UnknownAndWrongAreOneAnswer) {
  const auto wrong = attempt("admin@acme.example", "not the password");
  const auto unknown = attempt("nobody@acme.example", "not the password", "10.0.0.2");
  ASSERT_FALSE(wrong);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(wrong.error(), unknown.error());
  EXPECT_EQ(wrong.error().rule, "I002");
  EXPECT_EQ(wrong.error().code, ErrorCode::kUnauthenticated);
}

TEST_P(SignInTest, UnknownAndWrongAreLockedAlike) {
  for (const auto* email : {"admin@acme.example", "nobody@acme.example"}) {
    for (int i = 0; i < kAccountFailuresFree; ++i) {
      const auto refused = attempt(email, "not the password", "10.1.0." + std::to_string(i));
      EXPECT_EQ(rule_of(refused), "I002") << email << i;
    }
    EXPECT_EQ(rule_of(attempt(email, kGoodPassword, "10.1.0.9")), "I003") << email;
  }
  world->now = world->now.plus_seconds(2);
  EXPECT_EQ(rule_of(attempt("admin@acme.example", kGoodPassword, "10.1.0.9")), "none");
}

TEST_P(SignInTest, SqlAndMarkupAreOnlyTextHere) {
  for (const auto* text : {"' OR '1'='1", "admin@acme.example'--", "%", "<script>", "\\", "$1"}) {
    EXPECT_EQ(rule_of(attempt(text, kGoodPassword, text)), "I002") << text;
    EXPECT_EQ(
        rule_of(attempt("admin@acme.example", text, "10.9.9." + std::string(text).substr(0, 1))),
        "I002");
    world->now = world->now.plus_seconds(3600);
  }
}

TEST_P(SignInTest, ASessionPlantedBeforehandIsWorthNothing) {
  const auto planted = world->sign_in("admin@acme.example");
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example");
  const auto signed_in = attempt("rep@acme.example", kGoodPassword, "10.0.0.1", planted.cookie);
  ASSERT_TRUE(signed_in);
  EXPECT_NE(signed_in->cookie, planted.cookie);
  EXPECT_EQ(rule_of(services().authentication.by_session(planted.cookie)), "I004");
  EXPECT_EQ((*services().authentication.by_session(signed_in->cookie))->person,
            rep.principal.person);
  // What the browser brings need not be a session at all.
  EXPECT_TRUE(attempt("rep@acme.example", kGoodPassword, "10.0.0.1", "rubbish"));
}

TEST_P(SignInTest, SigningOutEndsTheSessionAtOnce) {
  const auto signed_in = world->sign_in("admin@acme.example");
  ASSERT_TRUE(services().authentication.by_session(signed_in.cookie));
  ASSERT_TRUE(services().sign_in.sign_out(signed_in.principal));
  EXPECT_EQ(rule_of(services().authentication.by_session(signed_in.cookie)), "I004");
  EXPECT_TRUE(services().sign_in.sign_out(signed_in.principal));  // again: nothing to do
  EXPECT_EQ(world->actions(admin.tenant).back(), "session.ended");
}

TEST_P(SignInTest, WhoIsDeactivatedOrInvitedDoesNotComeIn) {
  const auto rep = world->add_person(admin, Role::kRep, "rep@acme.example");
  ASSERT_TRUE(services().people.deactivate(admin, rep.principal.person));
  EXPECT_EQ(rule_of(attempt("rep@acme.example", kGoodPassword)), "I002");
  EXPECT_EQ(rule_of(services().authentication.by_session(rep.cookie)), "I004");
}

TEST_P(SignInTest, APasswordHashedAtOldCostsIsHashedAgain) {
  crypto::PasswordHasher old({.costs = {.memory_kib = 16, .passes = 1}});
  const std::string hash = *old.hash(kGoodPassword);
  const PersonKey key{.tenant = admin.tenant, .person = admin.person};
  ASSERT_TRUE(world->database().write([&](db::Connection& connection) {
    return set_password_hash(connection, key, hash, world->now);
  }));
  ASSERT_TRUE(attempt("admin@acme.example", kGoodPassword));
  const auto now = world->database().read(
      [&](db::Connection& connection) { return find_password_hash(connection, key); });
  EXPECT_NE(**now, hash);
  EXPECT_TRUE(attempt("admin@acme.example", kGoodPassword));
}

INSTANTIATE_TEST_SUITE_P(Both, SignInTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
