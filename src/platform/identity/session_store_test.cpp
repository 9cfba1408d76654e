// Goal: sessions and links are found by their digest, end when they should, and a link is taken once. Method: on both databases.
#include "platform/identity/session_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

class SessionStoreTest : public bailiwick::testing::IdentityTest {
 protected:
  template <class F>
  void write(F&& work) {
    const auto done = world->database().write([&](db::Connection& connection) -> Result<void> {
      work(connection);
      return {};
    });
    ASSERT_TRUE(done) << done.error().message;
  }
};

TEST_P(SessionStoreTest, SessionsAreFoundTouchedAndRemoved) {
  write([&](db::Connection& connection) {
    const NewCredential secret = make_credential(admin.tenant);
    const Session session{.id = world->ids().next(),
                          .person = admin.person,
                          .created_at = world->now,
                          .last_seen_at = world->now,
                          .expires_at = world->now.plus_seconds(100)};
    EXPECT_TRUE(insert_session(connection, admin.tenant, session, secret.digest));
    const Credential credential = *parse_credential(secret.text);
    EXPECT_EQ((*find_session(connection, credential))->id, session.id);
    EXPECT_TRUE(touch_session(connection, admin.tenant, session.id, world->now.plus_seconds(5)));
    EXPECT_TRUE(touch_session(connection, admin.tenant, session.id, world->now.plus_seconds(3)));
    EXPECT_EQ((*find_session(connection, credential))->last_seen_at, world->now.plus_seconds(5));
    EXPECT_EQ(
        *remove_expired_sessions(connection, admin.tenant, world->now.plus_seconds(99), Instant(0)),
        0);
    EXPECT_EQ(*remove_expired_sessions(connection, admin.tenant, world->now.plus_seconds(100),
                                       Instant(0)),
              1);
    EXPECT_FALSE(find_session(connection, credential)->has_value());
    EXPECT_EQ(*remove_session(connection, admin.tenant, session.id), 0);
  });
}

TEST_P(SessionStoreTest, AllButOneAreRemoved) {
  const auto kept = world->sign_in("admin@acme.example");
  write([&](db::Connection& connection) {
    const PersonKey key{.tenant = admin.tenant, .person = admin.person};
    EXPECT_EQ(*remove_sessions(connection, key, kept.principal.credential), 1);
    EXPECT_EQ(sessions_of(connection, key)->size(), 1U);
    EXPECT_EQ(*remove_sessions(connection, key, std::nullopt), 1);
  });
}

TEST_P(SessionStoreTest, ALinkIsTakenOnceForItsPurposeInItsTime) {
  write([&](db::Connection& connection) {
    const PersonKey key{.tenant = admin.tenant, .person = admin.person};
    const NewCredential link = make_credential(admin.tenant);
    const Credential credential = *parse_credential(link.text);
    const Instant end = world->now.plus_seconds(10);
    EXPECT_TRUE(insert_link(connection, key, LinkPurpose::kPasswordReset, link, end));
    EXPECT_FALSE(
        take_link(connection, credential, LinkPurpose::kInvitation, world->now)->has_value());
    EXPECT_FALSE(take_link(connection, credential, LinkPurpose::kPasswordReset, end)->has_value());
    EXPECT_EQ(**find_link(connection, credential, LinkPurpose::kPasswordReset, world->now),
              admin.person);
    EXPECT_EQ(**take_link(connection, credential, LinkPurpose::kPasswordReset, world->now),
              admin.person);
    EXPECT_FALSE(
        take_link(connection, credential, LinkPurpose::kPasswordReset, world->now)->has_value());
    EXPECT_TRUE(insert_link(connection, key, LinkPurpose::kPasswordReset, link, end));
    EXPECT_TRUE(remove_expired_links(connection, admin.tenant, end));
    EXPECT_FALSE(
        find_link(connection, credential, LinkPurpose::kPasswordReset, world->now)->has_value());
  });
}

INSTANTIATE_TEST_SUITE_P(Both, SessionStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
