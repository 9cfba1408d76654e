// Goal: tokens are unlike each other and are found again by their digest; what has not their form is not even looked up.
#include "platform/crypto/token.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace bailiwick::platform::crypto {
namespace {

TEST(SecretToken, has_its_form_and_its_digest_is_found_from_the_text) {
  const SecretToken token = make_token();
  EXPECT_EQ(token.text.size(), 46U);
  EXPECT_TRUE(token.text.starts_with("bw_"));
  EXPECT_EQ(digest_of_token(token.text), token.digest);
}

TEST(SecretToken, no_two_are_alike) {
  std::set<std::string> texts;
  for (int i = 0; i < 1'000; ++i) texts.insert(make_token().text);
  EXPECT_EQ(texts.size(), 1'000U);
}

TEST(SecretToken, another_form_is_nothing) {
  const std::string text = make_token().text;
  for (const std::string& bad :
       {std::string(), text.substr(3), "bx_" + text.substr(3), text + "A", text.substr(0, 45),
        text.substr(0, 45) + "=", " " + text, text + "\n"}) {
    EXPECT_FALSE(digest_of_token(bad)) << bad;
  }
}

}  // namespace
}  // namespace bailiwick::platform::crypto
