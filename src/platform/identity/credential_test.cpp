// Goal: a credential is found again by its owner's text alone. Method: round trips, and texts that are nearly one.
#include "platform/identity/credential.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::identity {
namespace {

TenantId tenant() {
  Uuid id;
  id.bytes[0] = 1;
  return TenantId(id);
}

TEST(Credential, IsReadBackWithItsCompany) {
  const NewCredential made = make_credential(tenant());
  const auto read = parse_credential(made.text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->tenant, tenant());
  EXPECT_EQ(read->digest, made.digest);
  EXPECT_EQ(made.text.size(), 3U + 26 + 1 + 43);
  EXPECT_NE(make_credential(tenant()).text, made.text);
}

TEST(Credential, RefusesWhatIsNotOne) {
  const std::string good = make_credential(tenant()).text;
  for (const std::string& bad :
       {std::string(), good.substr(1), good.substr(0, good.size() - 1), good + "A",
        "BW" + good.substr(2), good.substr(0, 29) + "." + good.substr(30),
        good.substr(0, 40) + "'" + good.substr(41), "bw_" + std::string(26, 'u') + good.substr(29)})
    EXPECT_FALSE(parse_credential(bad)) << bad;
}

TEST(Credential, ACsrfTokenBelongsToOneCookie) {
  EXPECT_EQ(csrf_token_of("a"), csrf_token_of("a"));
  EXPECT_NE(csrf_token_of("a"), csrf_token_of("b"));
  EXPECT_EQ(csrf_token_of("a").size(), 43U);
}

TEST(Credential, NamesOfTheDirectoryDoNotMix) {
  EXPECT_EQ(email_name_hash(" Ada@Example.com "), email_name_hash("ada@example.com"));
  EXPECT_NE(email_name_hash("a@b.c"), email_name_hash("a@b.d"));
  EXPECT_NE(subject_name_hash("ab", "c"), subject_name_hash("a", "bc"));
  EXPECT_NE(subject_name_hash("a", "b"), email_name_hash("ab"));
}

}  // namespace
}  // namespace bailiwick::platform::identity
