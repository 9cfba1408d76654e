// Goal: letters hold the link, speak the reader's language, and a name cannot bring in markup.
#include "main/letters.hpp"

#include <gtest/gtest.h>

namespace bailiwick {
namespace {

namespace identity = platform::identity;

identity::Letter letter(identity::LinkPurpose purpose, const std::string& locale) {
  return {.tenant = {},
          .purpose = purpose,
          .name = "Kim <b>&",
          .email = "kim@example.com",
          .locale = locale,
          .link = "https://t.example.com/invitation?token=a&b"};
}

TEST(Letters, AnInvitationHoldsItsLinkAndIsAMail) {
  const auto mail = mail_of(letter(identity::LinkPurpose::kInvitation, "en"));
  EXPECT_EQ(mail.to.email, "kim@example.com");
  EXPECT_NE(mail.text.find("https://t.example.com/invitation?token=a&b"), std::string::npos);
  EXPECT_NE(mail.html.find("token=a&amp;b\""), std::string::npos);
  EXPECT_NE(mail.html.find("Kim &lt;b&gt;&amp;"), std::string::npos);
  EXPECT_EQ(mail.html.find("<b>"), std::string::npos);
  EXPECT_TRUE(platform::mail::check_mail(mail));
}

TEST(Letters, TheReadersLanguageIsSpoken) {
  EXPECT_EQ(mail_of(letter(identity::LinkPurpose::kInvitation, "nl-BE")).subject,
            "Je uitnodiging voor Bailiwick");
  EXPECT_EQ(mail_of(letter(identity::LinkPurpose::kPasswordReset, "fr")).subject,
            "A new password for Bailiwick");
  EXPECT_NE(mail_of(letter(identity::LinkPurpose::kPasswordReset, "nl")).text,
            mail_of(letter(identity::LinkPurpose::kInvitation, "nl")).text);
}

}  // namespace
}  // namespace bailiwick
