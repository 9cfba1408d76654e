// Goal: a digest says how much waits in which plan, in the reader's language and time, and nothing that people wrote. Method: mails of matters made here, and
// days around a change of clocks.
#include "planning/digest_letter.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

Instant instant(const char* text) { return *parse_instant(text); }

PlanId plan_id(std::uint8_t last) {
  Uuid made;
  made.bytes[15] = last;
  return PlanId(made);
}

Matter matter(MatterKind kind, std::uint8_t plan, const std::string& name) {
  return {.kind = kind,
          .plan = plan_id(plan),
          .plan_name = name,
          .at = instant("2026-11-28T09:00:00Z"),
          .text = "Secret words"};
}

std::vector<Matter> several() {
  std::vector<Matter> matters = {
      matter(MatterKind::kReview, 1, "North <2027>"), matter(MatterKind::kMention, 2, "South"),
      matter(MatterKind::kMention, 2, "South"), matter(MatterKind::kWindow, 1, "North <2027>"),
      matter(MatterKind::kDecision, 2, "South")};
  matters[3].until = instant("2026-11-30T16:05:00Z");
  return matters;
}

DigestReader ines(const char* locale) {
  return {.name = "Ines & co",
          .email = "ines@example.org",
          .locale = locale,
          .zone = *TimeZone::find("Europe/Amsterdam")};
}

TEST(DigestMail, CountsMattersByPlanAndKindInEnglish) {
  const auto mail =
      digest_mail(ines("en-GB"), DigestRhythm::kDaily, several(), "https://b.example");
  EXPECT_EQ(mail.to.email, "ines@example.org");
  EXPECT_EQ(mail.subject, "5 open matters in Bailiwick");
  EXPECT_EQ(
      mail.text,
      "Hello Ines & co,\n\n5 matters wait for you:\n\n"
      "North <2027>\n- the plan is to be reviewed\n- the plan can be challenged until 30 "
      "November 2026, 17:05\n\n"
      "South\n- 2 mentions of you\n- 1 decision about a proposal of yours\n\n"
      "See them in Bailiwick: https://b.example/matters\n\n"
      "You get this mail on working days on which there is something new. Change or end it in "
      "your profile: https://b.example/profile\n");
  EXPECT_NE(mail.html.find("<strong>North &lt;2027&gt;</strong>"), std::string::npos);
  EXPECT_NE(mail.html.find("Hello Ines &amp; co,"), std::string::npos);
  EXPECT_NE(mail.html.find("<a href=\"https://b.example/matters\">"), std::string::npos);
  EXPECT_EQ((mail.text + mail.html).find("Secret"), std::string::npos);
  EXPECT_TRUE(platform::mail::check_mail(mail));
}

TEST(DigestMail, IsInDutchWhereTheReaderIs) {
  const auto mail = digest_mail(ines("nl"), DigestRhythm::kWeekly, several(), "https://b.example");
  EXPECT_EQ(mail.subject, "5 openstaande punten in Bailiwick");
  EXPECT_NE(mail.text.find("bezwaar worden gemaakt tot 30 november 2026, 17:05"), std::string::npos)
      << mail.text;
  EXPECT_NE(mail.text.find("je bent 2 keer genoemd"), std::string::npos);
  EXPECT_NE(mail.text.find("op maandag"), std::string::npos);
}

TEST(DigestMail, OfOneMatterSpeaksOfOne) {
  for (const MatterKind kind : {MatterKind::kMention, MatterKind::kProposal, MatterKind::kAnswer}) {
    const auto mail = digest_mail(ines("en"), DigestRhythm::kDaily,
                                  std::vector<Matter>{matter(kind, 1, "North")}, "http://b");
    EXPECT_EQ(mail.subject, "1 open matter in Bailiwick");
    EXPECT_NE(mail.text.find("1 matter waits for you:\n\nNorth\n- 1 "), std::string::npos)
        << mail.text;
  }
}

TEST(NextDigest, IsAtEightOnTheNextWorkingDayOrMonday) {
  const TimeZone zone = *TimeZone::find("Europe/Amsterdam");
  const auto next = [&](DigestRhythm rhythm, const char* after) {
    return to_text(next_digest_at(rhythm, zone, instant(after)));
  };
  // 27 November 2026 is a Friday; winter time is an hour ahead of UTC.
  EXPECT_EQ(next(DigestRhythm::kDaily, "2026-11-27T06:59:59Z"),
            to_text(instant("2026-11-27T07:00:00Z")));
  EXPECT_EQ(next(DigestRhythm::kDaily, "2026-11-27T07:00:00Z"),
            to_text(instant("2026-11-30T07:00:00Z")));
  EXPECT_EQ(next(DigestRhythm::kWeekly, "2026-11-30T07:00:00Z"),
            to_text(instant("2026-12-07T07:00:00Z")));
  // Clocks go forward on Sunday 28 March 2027.
  EXPECT_EQ(next(DigestRhythm::kWeekly, "2027-03-27T12:00:00Z"),
            to_text(instant("2027-03-29T06:00:00Z")));
}

}  // namespace
}  // namespace bailiwick::planning
