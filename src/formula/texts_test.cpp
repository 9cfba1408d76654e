// Goal: characters are counted and cut as Unicode code points. Method: texts of one to four bytes a character.
#include "formula/texts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::formula {
namespace {

TEST(Texts, characters_are_code_points) {
  EXPECT_EQ(character_count(""), 0);
  EXPECT_EQ(character_count("a\u00e9\u65e5\U0001F600"), 4);
  EXPECT_EQ(byte_of_character("a\u00e9\u65e5", 0), 0U);
  EXPECT_EQ(byte_of_character("a\u00e9\u65e5", 2), 3U);
  EXPECT_EQ(byte_of_character("a\u00e9\u65e5", 3), 6U);
  EXPECT_FALSE(byte_of_character("a\u00e9\u65e5", 4));
  EXPECT_FALSE(byte_of_character("a", -1));
  EXPECT_EQ(byte_of_character("", 0), 0U);
  EXPECT_EQ(beginning("a\u00e9\u65e5", 2), "a\u00e9");
  EXPECT_EQ(beginning("a\u00e9\u65e5", 9), "a\u00e9\u65e5");
}

TEST(Texts, white_space_of_unicode_is_trimmed) {
  EXPECT_EQ(trimmed_text(" \t\u3000x y\u2003\r\n"), "x y");
  EXPECT_EQ(trimmed_text(" \u00a0 "), "");
  EXPECT_EQ(trimmed_text(""), "");
}

TEST(Texts, parts_are_found_and_replaced) {
  Arena arena;
  EXPECT_EQ(index_of("\u00e9t\u00e9", "t"), 1);
  EXPECT_EQ(index_of("abc", "d"), -1);
  EXPECT_EQ(with_replaced(arena, "aaa", "aa", "b"), "ba");
  EXPECT_EQ(with_replaced(arena, "abc", "x", "y"), "abc");
  EXPECT_EQ(with_replaced(arena, "\u00e9\u65e5", "", "-"), "-\u00e9-\u65e5-");
  EXPECT_EQ(with_replaced(arena, "", "", "-"), "-");
  EXPECT_FALSE(with_replaced(arena, std::string(kMadeTextLimit, 'a'), "a", "aa"));
}

}  // namespace
}  // namespace bailiwick::formula
