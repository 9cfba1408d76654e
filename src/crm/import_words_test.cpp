// Goal: words that people take for the same are the same, and quotes in messages are short and whole.
#include "crm/import_words.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace bailiwick::crm {
namespace {

TEST(PlainWord, HasLettersAndDigitsAlone) {
  EXPECT_EQ(plain_word("Aantal medewerkers"), "aantalmedewerkers");
  EXPECT_EQ(plain_word("Customer - Direct"), "customerdirect");
  EXPECT_EQ(plain_word("Côte d'Ivoire"), "cotedivoire");
  EXPECT_EQ(plain_word("C\u00f4te d\u2019Ivoire"), "cotedivoire");
  EXPECT_EQ(plain_word("Österreich"), "osterreich");
  EXPECT_EQ(plain_word("Straße"), "strasse");
  EXPECT_EQ(plain_word("ŁÓDŹ"), "lodz");
  EXPECT_EQ(plain_word("België\u00a0"), "belgie");
  EXPECT_EQ(plain_word("Ελλάδα"), "Ελλάδα");
  EXPECT_EQ(plain_word(" _-.,/\t\n"), "");
  EXPECT_EQ(plain_word(""), "");
}

TEST(PlainWord, TakesAnyBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {static_cast<char>(first), static_cast<char>(second)};
      EXPECT_LE(plain_word(text).size(), 4U);
      EXPECT_EQ(plain_word(plain_word(text)), plain_word(text)) << first << " " << second;
    }
  }
}

TEST(InQuotes, IsCutBetweenCharacters) {
  EXPECT_EQ(in_quotes("12x"), "\"12x\"");
  EXPECT_EQ(in_quotes("a\nb"), "\"a b\"");
  EXPECT_EQ(in_quotes(std::string(60, 'a')), '"' + std::string(60, 'a') + '"');
  EXPECT_EQ(in_quotes(std::string(61, 'a')), '"' + std::string(60, 'a') + "…\"");
  std::string wide = "a";
  for (int i = 0; i < 40; ++i) wide += "é";
  EXPECT_TRUE(is_utf8(in_quotes(wide)));
}

}  // namespace
}  // namespace bailiwick::crm
