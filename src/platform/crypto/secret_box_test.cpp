// Goal: a secret opens with its key in its place, and in no other way.
#include "platform/crypto/secret_box.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::platform::crypto {
namespace {

std::string rule_of(const Result<std::string>& opened) { return opened ? "" : opened.error().rule; }

TEST(SecretBox, a_secret_opens_with_its_key_in_its_place_only) {
  const auto box = SecretBox::with_key(SecretBox::generate_key());
  const auto other = SecretBox::with_key(SecretBox::generate_key());
  ASSERT_TRUE(box && other);
  const std::string sealed = box->seal("hunter2", "mail.password tenant_1");
  EXPECT_EQ(*box->open(sealed, "mail.password tenant_1"), "hunter2");
  EXPECT_EQ(rule_of(box->open(sealed, "mail.password tenant_2")), "K011");
  EXPECT_EQ(rule_of(other->open(sealed, "mail.password tenant_1")), "K011");
  EXPECT_EQ(sealed.find("hunter2"), std::string::npos);
  EXPECT_NE(sealed, box->seal("hunter2", "mail.password tenant_1"));
}

TEST(SecretBox, empty_secrets_and_any_bytes_survive) {
  const auto box = SecretBox::with_key(SecretBox::generate_key());
  const std::string bytes("\0\xff\n", 3);
  EXPECT_EQ(*box->open(box->seal("", "c"), "c"), "");
  EXPECT_EQ(*box->open(box->seal(bytes, ""), ""), bytes);
}

TEST(SecretBox, a_changed_or_cut_text_does_not_open) {
  const auto box = SecretBox::with_key(SecretBox::generate_key());
  const std::string sealed = box->seal("hunter2", "c");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(rule_of(box->open(changed, "c")), "K011") << i;
    EXPECT_EQ(rule_of(box->open(sealed.substr(0, i), "c")), "K011") << i;
  }
}

TEST(SecretBox, a_key_of_another_length_or_alphabet_is_refused) {
  const std::string key = SecretBox::generate_key();
  EXPECT_EQ(key.size(), 43U);
  for (const std::string& bad :
       {std::string(), key + "A", key.substr(1), key.substr(0, 42) + "!", key + "="}) {
    const auto box = SecretBox::with_key(bad);
    ASSERT_FALSE(box) << bad;
    EXPECT_EQ(box.error().rule, "K010");
  }
}

}  // namespace
}  // namespace bailiwick::platform::crypto
