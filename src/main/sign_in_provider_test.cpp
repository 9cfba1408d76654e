// Goal: a provider is there when its issuer is set, and the guard of outgoing requests holds for it too.
#include "main/sign_in_provider.hpp"

#include <gtest/gtest.h>

namespace bailiwick {
namespace {

TEST(SignInProvider, IsThereWhenItsIssuerIs) {
  platform::config::Config config;
  EXPECT_TRUE(providers_of(config).empty());
  config.oidc_id = "company";
  config.oidc_issuer = "https://login.example.com";
  config.oidc_client_id = "bailiwick";
  const auto providers = providers_of(config);
  ASSERT_EQ(providers.size(), 1U);
  EXPECT_EQ(providers.front().name, "company") << "the button says something";
}

TEST(SignInProvider, IsNotReachedInANetworkThatIsNotAllowed) {
  const platform::client::Client client({});
  const auto answer =
      fetch_by(client)({.url = "https://127.0.0.1/", .form = {}, .user = {}, .password = {}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().rule, "N004");
}

}  // namespace
}  // namespace bailiwick
