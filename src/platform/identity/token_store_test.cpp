// Goal: scopes are read back from their text, and tokens are found by digest. Method: every permission; rows on both databases.
#include "platform/identity/token_store.hpp"

#include <gtest/gtest.h>

#include "tests/support/identity_world.hpp"

namespace bailiwick::platform::identity {
namespace {

TEST(Scopes, AreReadBackAndUnknownWordsGrantNothing) {
  const std::set<Permission> all(all_permissions().begin(), all_permissions().end());
  EXPECT_EQ(parse_scopes(scopes_text(all)), all);
  EXPECT_EQ(parse_scopes(""), std::set<Permission>{});
  EXPECT_EQ(parse_scopes("plans.read everything  people.read"),
            (std::set{Permission::kPlansRead, Permission::kPeopleRead}));
}

class TokenStoreTest : public bailiwick::testing::IdentityTest {};

TEST_P(TokenStoreTest, RoundTrip) {
  const auto done = world->database().write([&](db::Connection& connection) -> Result<void> {
    const PersonKey key{.tenant = admin.tenant, .person = admin.person};
    const NewCredential secret = make_credential(admin.tenant);
    const ApiToken token{.id = TokenId(world->ids().next()),
                         .person = admin.person,
                         .name = "\"'<>&",
                         .scopes = {Permission::kAuditRead},
                         .created_at = world->now,
                         .expires_at = world->now.plus_seconds(9),
                         .last_used_at = {}};
    EXPECT_TRUE(insert_token(connection, admin.tenant, token, secret.digest));
    EXPECT_TRUE(touch_token(connection, admin.tenant, token.id, world->now.plus_seconds(2)));
    EXPECT_TRUE(touch_token(connection, admin.tenant, token.id, world->now.plus_seconds(1)));
    const auto found = find_token(connection, *parse_credential(secret.text));
    EXPECT_EQ((*found)->name, token.name);
    EXPECT_EQ((*found)->last_used_at, world->now.plus_seconds(2));
    EXPECT_EQ(tokens_of(connection, key)->size(), 1U);
    EXPECT_EQ(*remove_token(connection, {admin.tenant, PersonId()}, token.id), 0);
    EXPECT_EQ(*remove_tokens(connection, key), 1);
    return {};
  });
  EXPECT_TRUE(done) << done.error().message;
}

INSTANTIATE_TEST_SUITE_P(Both, TokenStoreTest, bailiwick::testing::on_both(),
                         bailiwick::testing::dialect_name);

}  // namespace
}  // namespace bailiwick::platform::identity
