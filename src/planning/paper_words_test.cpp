// Goal: papers write numbers and dates as their language does, and say everything in both. Method: examples; every text of both tables is there.
#include "planning/paper_words.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <span>

namespace bailiwick::planning {
namespace {

TEST(PaperWords, NumbersAndDatesAreWrittenAsTheLanguageDoes) {
  const PaperNumbers english(PaperLanguage::kEnglish);
  const PaperNumbers dutch(PaperLanguage::kDutch);
  EXPECT_EQ(english.number(1234567.26, 1), "1,234,567.3");
  EXPECT_EQ(dutch.number(1234567.26, 1), "1.234.567,3");
  EXPECT_EQ(dutch.count(-32'640), "−32.640");
  EXPECT_EQ(english.amount(12345.678), "12,346");
  EXPECT_EQ(english.amount(123.46), "123.5");
  EXPECT_EQ(dutch.amount(1.234), "1,23");
  EXPECT_EQ(english.amount(7.0), "7");
  EXPECT_EQ(dutch.share(0.1234), "12,3%");
  EXPECT_EQ(english.signed_share(0.05), "+5.0%");
  EXPECT_EQ(english.signed_share(-0.05), "−5.0%");
  EXPECT_EQ(english.signed_share(-0.0001), "0.0%");
  EXPECT_EQ(english.signed_share(0.0001), "0.0%");
  EXPECT_EQ(english.signed_amount(12.0), "+12");
  EXPECT_EQ(english.date(*parse_date("2026-11-27")), "27 November 2026");
  EXPECT_EQ(dutch.date(*parse_date("2026-03-01")), "1 maart 2026");
}

TEST(PaperWords, EveryTextIsThereInBothLanguagesAndTakesTheSame) {
  // The table is of nothing but texts.
  const auto texts = [](const PaperWords& words) {
    return std::span(reinterpret_cast<const std::string_view*>(&words),
                     sizeof(PaperWords) / sizeof(std::string_view));
  };
  const auto holes = [](std::string_view text) {
    int count = 0;
    for (std::size_t at = text.find("{}"); at != std::string_view::npos;
         at = text.find("{}", at + 2))
      ++count;
    return count;
  };
  const auto english = texts(paper_words(PaperLanguage::kEnglish));
  const auto dutch = texts(paper_words(PaperLanguage::kDutch));
  for (std::size_t i = 0; i < english.size(); ++i) {
    EXPECT_FALSE(english[i].empty()) << i;
    EXPECT_FALSE(dutch[i].empty()) << english[i];
    EXPECT_EQ(holes(english[i]), holes(dutch[i])) << english[i];
  }
}

TEST(PaperWords, LanguagesAndStatesHaveTheirNames) {
  for (const PaperLanguage language : {PaperLanguage::kEnglish, PaperLanguage::kDutch})
    EXPECT_EQ(parse_paper_language(name_of(language)), language);
  EXPECT_FALSE(parse_paper_language("de"));
  const PaperWords& words = paper_words(PaperLanguage::kDutch);
  EXPECT_EQ(state_word(words, PlanState::kInReview), "ter beoordeling");
  EXPECT_EQ(state_word(words, PlanState::kArchived), "gearchiveerd");
}

}  // namespace
}  // namespace bailiwick::planning
