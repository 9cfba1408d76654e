// Goal: what people type finds what others wrote, whatever the case and the accents.
// Method: a table of names in several languages; cuts at limits; text that is no text.
#include "crm/words.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace bailiwick::crm {
namespace {

using Words = std::vector<std::string>;

TEST(Folded, IsLowerCaseWithoutAccents) {
  const struct {
    const char* text;
    const char* folded;
  } rows[] = {{"Café Zürich", "cafe zurich"},
              {"ŁÓDŹ", "lodz"},
              {"Großmann", "grossmann"},
              {"Ærø", "aero"},
              {"ĲSSEL", "ijssel"},
              {"Œuvre", "oeuvre"},
              {"ΑΘΗΝΑ", "αθηνα"},
              {"МОСКВА Ёж", "москва ёж"},
              {"東京", "東京"},
              {"Citroën", "citroen"},
              {"Þór", "thor"},
              {"", ""}};
  for (const auto& row : rows) EXPECT_EQ(folded(row.text), row.folded);
}

TEST(Words, AreLettersAndDigitsBetweenAnythingElse) {
  EXPECT_EQ(words_of("Van der Berg & Zn. B.V.", 40), (Words{"b", "berg", "der", "v", "van", "zn"}));
  EXPECT_EQ(words_of("jan.jansen@acme.nl", 40), (Words{"acme", "jan", "jansen", "nl"}));
  EXPECT_EQ(words_of("Acme acme ACME", 40), (Words{"acme"}));
  EXPECT_EQ(words_of("“Oranje” – 3×4", 40), (Words{"3", "4", "oranje"}));
  EXPECT_EQ(words_of("東京 支店", 40), (Words{"支店", "東京"}));
  EXPECT_EQ(words_of("a b c d", 2), (Words{"a", "b"}));
  EXPECT_TRUE(words_of(" -.- ", 40).empty());
}

TEST(Words, AreCutAtACharactersEnd) {
  const std::string wide = "x" + std::string(40, 'y') + "東京東京東京東京東京";
  const Words words = words_of(wide, 40);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_LE(words[0].size(), kWordBytesMax);
  EXPECT_TRUE(is_utf8(words[0]));
  std::string title;
  for (int i = 0; i < 100; ++i) title += "東";
  EXPECT_TRUE(is_utf8(title_key(title)));
  EXPECT_EQ(title_key(title).size(), 198U);
}

TEST(Folded, TakesBrokenTextAsItComes) {
  EXPECT_EQ(folded("ab\xC3"), "ab\xC3");
  EXPECT_EQ(folded("\xE6\x9D"), "\xE6\x9D");
}

TEST(Letters, HasLettersAndDigitsAlone) {
  EXPECT_EQ(letters_of("Aantal medewerkers"), "aantalmedewerkers");
  EXPECT_EQ(letters_of("Customer - Direct"), "customerdirect");
  EXPECT_EQ(letters_of("Côte d'Ivoire"), "cotedivoire");
  EXPECT_EQ(letters_of("C\u00f4te d\u2019Ivoire"), "cotedivoire");
  EXPECT_EQ(letters_of("Österreich"), "osterreich");
  EXPECT_EQ(letters_of("Straße"), "strasse");
  EXPECT_EQ(letters_of("ŁÓDŹ"), "lodz");
  EXPECT_EQ(letters_of("België\u00a0"), "belgie");
  EXPECT_EQ(letters_of("Ελλάδα"), "ελλάδα");
  EXPECT_EQ(letters_of(" _-.,/\t\n"), "");
  EXPECT_EQ(letters_of(""), "");
}

TEST(Letters, TakesAnyBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {static_cast<char>(first), static_cast<char>(second)};
      EXPECT_LE(letters_of(text).size(), 4U);
      EXPECT_EQ(letters_of(letters_of(text)), letters_of(text)) << first << " " << second;
    }
  }
}

}  // namespace
}  // namespace bailiwick::crm
