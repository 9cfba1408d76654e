// Goal: a mail reads the same in every program, and nothing in it can forge a header, a recipient or an end.
// Method: whole messages compared; every field tried with what breaks headers; limits at the limit and one beyond.
#include "platform/mail/message.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::mail {
namespace {

const Envelope kEnvelope = {
    {"Bailiwick", "no-reply@example.org"}, Instant(1'795'630'902'000'000), "mail_01"};

std::string rule_of(const Mail& mail) {
  const auto text = to_rfc5322(mail, kEnvelope);
  return text ? "" : text.error().rule;
}

TEST(Message, TextIsNoMarkupInHtml) {
  EXPECT_EQ(html_text(R"(Ann & <b>"Bob"</b>)"), "Ann &amp; &lt;b&gt;&quot;Bob&quot;&lt;/b&gt;");
  EXPECT_EQ(html_text(""), "");
}

TEST(Message, a_mail_of_plain_text_is_written_whole) {
  const auto text =
      to_rfc5322({{"", "ines@example.org"}, "Hello", "One.\nTwo = 2.\n.\nEnd ", ""}, kEnvelope);
  ASSERT_TRUE(text);
  EXPECT_EQ(*text,
            "Date: Wed, 25 Nov 2026 18:21:42 +0000\r\n"
            "From: \"Bailiwick\"\r\n <no-reply@example.org>\r\n"
            "To: ines@example.org\r\n"
            "Message-ID: <mail_01@example.org>\r\n"
            "Subject: Hello\r\n"
            "Auto-Submitted: auto-generated\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "One.\r\nTwo =3D 2.\r\n=2E\r\nEnd=20\r\n");
}

TEST(Message, text_and_html_stand_side_by_side) {
  const auto text =
      to_rfc5322({{"Ines \"I\" Mora", "ines@example.org"}, "Hello", "Hi", "<p>Hi</p>"}, kEnvelope);
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("To: \"Ines \\\"I\\\" Mora\"\r\n <ines@example.org>\r\n"),
            std::string::npos);
  EXPECT_NE(text->find("multipart/alternative;\r\n "
                       "boundary=\"=_mail_01\"\r\n\r\n--=_mail_01\r\nContent-Type: text/plain"),
            std::string::npos);
  EXPECT_NE(text->find("Hi\r\n\r\n--=_mail_01\r\nContent-Type: text/html"), std::string::npos);
  EXPECT_TRUE(text->ends_with("<p>Hi</p>\r\n\r\n--=_mail_01--\r\n")) << *text;
}

TEST(Message, names_and_subjects_beyond_ascii_are_encoded_words_of_whole_characters) {
  const auto text = to_rfc5322({{"Zoë", "zoe@example.org"},
                                "Grüße an alle, die das hier über mehrere Zeilen hinweg lesen",
                                "x",
                                ""},
                               kEnvelope);
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("To: =?UTF-8?B?Wm/Dqw==?=\r\n <zoe@example.org>\r\n"), std::string::npos);
  EXPECT_NE(text->find("Subject: =?UTF-8?B?"), std::string::npos);
  EXPECT_NE(text->find("?=\r\n =?UTF-8?B?"), std::string::npos);
  const auto forged =
      to_rfc5322({{"", "zoe@example.org"}, "=?UTF-8?Q?forged?=", "x", ""}, kEnvelope);
  EXPECT_NE(forged->find("Subject: =?UTF-8?B?PT9VVEY"), std::string::npos);
}

TEST(Message, no_line_is_longer_than_78_bytes) {
  const auto text = to_rfc5322({{std::string(150, 'n'), "zoe@example.org"},
                                std::string(299, 's'),
                                std::string(5'000, 'x') + "\xc3\xab",
                                std::string(300, ' ')},
                               kEnvelope);
  ASSERT_TRUE(text);
  std::size_t start = 0;
  for (std::size_t end = text->find("\r\n"); end != std::string::npos;
       end = text->find("\r\n", start)) {
    EXPECT_LE(end - start, 78U) << text->substr(start, end - start);
    start = end + 2;
  }
  EXPECT_EQ(start, text->size());
}

TEST(Message, no_bare_line_end_is_left_in_a_body) {
  const auto text = to_rfc5322(
      {{"", "a@b.c"}, "s", "a\rb\nc\r\nd\r\r\n.\r\nMAIL FROM:<x@y.z>\r\n", ""}, kEnvelope);
  ASSERT_TRUE(text);
  for (std::size_t i = 0; i < text->size(); ++i) {
    if ((*text)[i] == '\n') {
      EXPECT_EQ((*text)[i - 1], '\r') << i;
    }
    if ((*text)[i] == '\r') {
      EXPECT_EQ((*text)[i + 1], '\n') << i;
    }
  }
  EXPECT_EQ(text->find("\r\n.\r\n"), std::string::npos);
}

TEST(Message, M001_only_an_address_is_one) {
  for (const char* good :
       {"a@b.c", "first.last+tag@sub.example.org", "o'neil@example.org", "x@localhost"}) {
    EXPECT_TRUE(check_address(good)) << good;
  }
  for (const char* bad : {"",
                          "a",
                          "@b",
                          "a@",
                          "a b@c.d",
                          "a@b c",
                          "a@b\r\nRCPT TO:<x@y.z>",
                          "a@b.c>",
                          "<a@b.c",
                          "a@b@c",
                          "a..b@c.d",
                          ".a@b.c",
                          "a.@b.c",
                          "a@.b",
                          "a@b.",
                          "a@b..c",
                          "a,b@c.d",
                          "\"a b\"@c.d",
                          "a@[127.0.0.1]",
                          "zo\xc3\xab@b.c",
                          "a@b_c.d"}) {
    EXPECT_EQ(rule_of({{"", bad}, "s", "t", ""}), "M001") << bad;
  }
  EXPECT_TRUE(check_address(std::string(64, 'a') + "@b.c"));
  EXPECT_FALSE(check_address(std::string(65, 'a') + "@b.c"));
}

TEST(Message, M002_a_line_break_in_a_header_is_refused) {
  EXPECT_EQ(rule_of({{"", "a@b.c"}, "Hello\r\nBcc: x@y.z", "t", ""}), "M002");
  EXPECT_EQ(rule_of({{"", "a@b.c"}, "Hello\nBcc: x@y.z", "t", ""}), "M002");
  EXPECT_EQ(rule_of({{"Ines\r\nBcc: x@y.z", "a@b.c"}, "s", "t", ""}), "M002");
  EXPECT_EQ(rule_of({{"Ines", "a@b.c"}, std::string("a\0b", 3), "t", ""}), "M002");
  EXPECT_EQ(rule_of({{"Ines", "a@b.c"}, "bad \xff", "t", ""}), "M002");
  EXPECT_EQ(rule_of({{"Ines", "a@b.c"}, "s", "bad \xff", ""}), "M002");
  EXPECT_EQ(
      to_rfc5322({{"", "a@b.c"}, "s", "t", ""}, {{"x\ny", "a@b.c"}, Instant(0), "1"}).error().rule,
      "M002");
}

TEST(Message, M003_texts_have_limits) {
  EXPECT_EQ(rule_of({{"", "a@b.c"}, std::string(kHeaderBytesMax, 's'), "t", ""}), "");
  EXPECT_EQ(rule_of({{"", "a@b.c"}, std::string(kHeaderBytesMax + 1, 's'), "t", ""}), "M003");
  EXPECT_EQ(rule_of({{"", "a@b.c"}, "s", std::string(kBodyBytesMax, 't'), ""}), "");
  EXPECT_EQ(rule_of({{"", "a@b.c"}, "s", std::string(kBodyBytesMax + 1, 't'), ""}), "M003");
  EXPECT_EQ(rule_of({{"", "a@b.c"}, "s", "t", std::string(kBodyBytesMax + 1, 't')}), "M003");
}

}  // namespace
}  // namespace bailiwick::platform::mail
