// Goal: only a token that the provider signed for this sign-in is taken.
// Method: one good token, and each claim and the signature made wrong.
#include "platform/identity/oidc/id_token.hpp"

#include <gtest/gtest.h>

#include "platform/crypto/encoding.hpp"
#include "tests/support/identity_provider.hpp"

namespace bailiwick::platform::identity::oidc {
namespace {

using Json = nlohmann::json;

class IdTokenTest : public ::testing::Test {
 protected:
  static Json good() {
    return {{"iss", "https://id.example"},
            {"aud", "bailiwick"},
            {"nonce", "n"},
            {"iat", 1'000'000},
            {"exp", 1'000'300},
            {"sub", "subject-1"},
            {"email", "ada@acme.example"},
            {"email_verified", true}};
  }
  std::string verdict(const std::string& token) {
    const auto claims = verify_id_token(token, provider.jwks(),
                                        {.issuer = "https://id.example",
                                         .client_id = "bailiwick",
                                         .nonce = "n",
                                         .now = Instant(1'000'100'000'000)});
    return claims ? "good" : claims.error().rule;
  }
  std::string with(const char* name, const Json& value) {
    Json claims = good();
    claims[name] = value;
    return verdict(provider.sign(claims));
  }

  bailiwick::testing::IdentityProvider provider;
};

TEST_F(IdTokenTest, AGoodOneTellsWho) {
  const auto claims = verify_id_token(provider.sign(good()), provider.jwks(),
                                      {.issuer = "https://id.example",
                                       .client_id = "bailiwick",
                                       .nonce = "n",
                                       .now = Instant(1'000'100'000'000)});
  ASSERT_TRUE(claims) << claims.error().message;
  EXPECT_EQ(claims->subject, "subject-1");
  EXPECT_EQ(claims->email, "ada@acme.example");
  EXPECT_TRUE(claims->is_email_verified);
}

TEST_F(IdTokenTest, EachClaimIsChecked) {
  EXPECT_EQ(with("iss", "https://evil.example"), "I063");
  EXPECT_EQ(with("aud", "another"), "I063");
  EXPECT_EQ(with("aud", Json::array({"bailiwick", "another"})),
            "I063");  // without azp
  EXPECT_EQ(with("aud", Json::array({"bailiwick"})), "good");
  EXPECT_EQ(with("nonce", "other"), "I063");
  EXPECT_EQ(with("exp", 1'000'040), "I063");
  EXPECT_EQ(with("exp", 1'000'041), "good");  // within the leeway
  EXPECT_EQ(with("iat", 1'000'161), "I063");
  EXPECT_EQ(with("sub", ""), "I063");
  EXPECT_EQ(with("sub", Json::array()), "I063");
  EXPECT_EQ(with("exp", "soon"), "I063");
}

TEST_F(IdTokenTest, TheSignatureMustBeTheProviders) {
  const std::string token = provider.sign(good());
  EXPECT_EQ(verdict(token), "good");
  std::string altered = token;
  altered[altered.size() - 10] = altered[altered.size() - 10] == 'A' ? 'B' : 'A';
  EXPECT_EQ(verdict(altered), "I063");
  bailiwick::testing::IdentityProvider impostor;
  EXPECT_EQ(verdict(impostor.sign(good())), "I063");
  const std::string none =
      crypto::to_base64url(R"({"alg":"none"})") + "." + crypto::to_base64url(good().dump()) + ".";
  EXPECT_EQ(verdict(none), "I063");
  for (const std::string& rubbish : {std::string(), std::string("a.b.c"), std::string("..."),
                                     std::string(kIdTokenBytesMax + 1, 'a')})
    EXPECT_EQ(verdict(rubbish), "I063");
}

}  // namespace
}  // namespace bailiwick::platform::identity::oidc
