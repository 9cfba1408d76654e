// Goal: a mail is handed over as the protocol wants it, encrypted unless it is said otherwise, and each refusal is told apart.
// Method: a mail server of a few lines on loopback.
#include "platform/mail/smtp.hpp"

#include <gtest/gtest.h>

#include "tests/support/smtp_sink.hpp"

namespace bailiwick::platform::mail {
namespace {

using tests::SmtpSink;

SmtpOptions options_of(const SmtpSink& sink, SmtpSecurity security = SmtpSecurity::kNone) {
  return {
      .host = "127.0.0.1", .port = sink.port(), .security = security, .total_limit = Seconds(5)};
}

Result<void> send(const SmtpOptions& options) {
  return send_by_smtp(options, "from@example.org", "to@example.org",
                      "Subject: Hi\r\n\r\nOne\r\n.Two\r\n");
}

std::string rule_of(const Result<void>& sent) { return sent ? "" : sent.error().rule; }

TEST(Smtp, a_mail_is_handed_over_whole) {
  SmtpSink sink;
  ASSERT_EQ(rule_of(send(options_of(sink))), "");
  const auto mails = sink.mails();
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].from, "<from@example.org>");
  EXPECT_EQ(mails[0].to, "<to@example.org>");
  EXPECT_EQ(mails[0].data, "Subject: Hi\n\nOne\n.Two\n");
}

TEST(Smtp, a_user_signs_in) {
  SmtpSink sink;
  SmtpOptions options = options_of(sink);
  options.user = "mailer";
  options.password = "secret";
  ASSERT_EQ(rule_of(send(options)), "");
  EXPECT_EQ(sink.mails().size(), 1U);
  EXPECT_EQ(sink.credentials(), "AG1haWxlcgBzZWNyZXQ=");  // "\0mailer\0secret"
}

TEST(Smtp, M010_no_server_is_worth_another_try) {
  int port = 0;
  {
    const SmtpSink gone;
    port = gone.port();
  }
  const auto sent = send({.host = "127.0.0.1", .port = port, .security = SmtpSecurity::kNone});
  EXPECT_EQ(rule_of(sent), "M010");
  EXPECT_EQ(sent.error().code, ErrorCode::kUnavailable);
}

TEST(Smtp, M011_nothing_is_said_where_encryption_is_not_to_be_had) {
  SmtpSink sink;
  SmtpOptions options = options_of(sink, SmtpSecurity::kStartTls);
  options.user = "mailer";
  options.password = "secret";
  EXPECT_EQ(rule_of(send(options)), "M011");
  EXPECT_EQ(sink.credentials(), "");
  EXPECT_TRUE(sink.mails().empty());
}

TEST(Smtp, M012_a_wrong_password_is_told_apart) {
  SmtpSink sink({.auth = "535 no"});
  SmtpOptions options = options_of(sink);
  options.user = "mailer";
  options.password = "wrong";
  const auto sent = send(options);
  EXPECT_EQ(rule_of(sent), "M012");
  EXPECT_EQ(sent.error().message.find("wrong"), std::string::npos);
}

TEST(Smtp, M013_a_refusal_for_good_is_not_worth_another_try) {
  SmtpSink sink({.rcpt = "550 unknown"});
  const auto sent = send(options_of(sink));
  EXPECT_EQ(rule_of(sent), "M013");
  EXPECT_EQ(sent.error().code, ErrorCode::kInvalidInput);
  SmtpSink late({.end_of_data = "554 spam"});
  EXPECT_EQ(rule_of(send(options_of(late))), "M013");
}

TEST(Smtp, M014_a_refusal_for_now_is) {
  SmtpSink sink({.rcpt = "450 greylisted"});
  const auto sent = send(options_of(sink));
  EXPECT_EQ(rule_of(sent), "M014");
  EXPECT_EQ(sent.error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace bailiwick::platform::mail
