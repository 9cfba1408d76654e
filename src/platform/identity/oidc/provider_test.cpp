// Goal: what goes to a provider is encoded as the RFCs say. Method: their own
// examples.
#include "platform/identity/oidc/provider.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::identity::oidc {
namespace {

TEST(Provider, TheChallengeIsThatOfRfc7636AppendixB) {
  EXPECT_EQ(code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(Provider, FormsAreEncoded) {
  EXPECT_EQ(url_encoded("a-._~Z9 &=é"), "a-._~Z9%20%26%3D%C3%A9");
  EXPECT_EQ(form_of({{"code", "a&b"}, {"x", ""}}), "code=a%26b&x=");
}

}  // namespace
}  // namespace bailiwick::platform::identity::oidc
