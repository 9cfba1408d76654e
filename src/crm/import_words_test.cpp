// Goal: quotes in messages are short and whole.
#include "crm/import_words.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace bailiwick::crm {
namespace {

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
