// Goal: letters hold the link, speak the reader's language, and a name cannot bring in markup.
#include "main/letters.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "main/application.hpp"
#include "main/demo.hpp"
#include "main/operator.hpp"
#include "tests/support/installed.hpp"

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

// A mail server that cannot be reached: letters wait.
TEST(Letters, ThoseToSomebodyAreExportedAndGoWithTheirErasure) {
  platform::config::Config config;
  config.mail_host = "127.0.0.1";
  config.mail_port = 1;
  config.mail_from = "bailiwick@example.com";
  const testing::Installed installed(config);
  ASSERT_TRUE(installed) << installed.fault();
  DemoRequest demo;
  demo.password = testing::kDemoPassword;
  ASSERT_TRUE(make_demo(*installed, demo));
  const auto mails_to = [&](std::string_view email) {
    const auto count = installed->database().read([&](platform::db::Connection& connection) {
      return platform::db::query_one(connection, "SELECT COUNT(*) FROM mail WHERE to_email = $1",
                                     {email},
                                     [](const platform::db::Row& row) { return row.int64(0); });
    });
    return count.value().value_or(-1);
  };
  EXPECT_EQ(mails_to("rep@demo.example"), 1) << "the invitation";
  const auto rep = person_by_email(*installed, "rep@demo.example");
  ASSERT_TRUE(rep);
  const auto exported =
      installed->identity().privacy.export_person(operator_of(rep->tenant), rep->person.id);
  ASSERT_TRUE(exported) << exported.error().message;
  const auto mails = nlohmann::json::parse(*exported)["mail"];
  ASSERT_EQ(mails.size(), 1U) << mails.dump();
  EXPECT_EQ(mails[0]["to"], "rep@demo.example");
  EXPECT_EQ(mails[0]["subject"], "Your invitation to Bailiwick");
  EXPECT_EQ(mails[0]["state"], "waiting");
  EXPECT_TRUE(mails[0].contains("created_at"));
  EXPECT_EQ(exported->find("token="), std::string::npos) << "no one-time link";
  ASSERT_TRUE(installed->identity().privacy.erase(operator_of(rep->tenant), rep->person.id));
  EXPECT_EQ(mails_to("rep@demo.example"), 0);
  EXPECT_EQ(mails_to("planner@demo.example"), 1);
}

}  // namespace
}  // namespace bailiwick
