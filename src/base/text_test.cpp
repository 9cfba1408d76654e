// Goal: UTF-8 is told from what only looks like it, and Windows-1252 becomes UTF-8.
#include "base/text.hpp"

#include <gtest/gtest.h>

namespace bailiwick {
namespace {

TEST(Text, well_formed_utf8_is_recognised_in_every_length) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("plain text of more than eight bytes"));
  EXPECT_TRUE(is_utf8("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80"));
}

TEST(Text, what_breaks_a_rule_of_utf8_is_refused) {
  EXPECT_FALSE(is_utf8("caf\xE9"));           // Latin-1
  EXPECT_FALSE(is_utf8("\xC3"));              // cut off
  EXPECT_FALSE(is_utf8("\xE2\x82"));          // cut off
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xE0\x80\x80"));      // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_utf8("\x80"));              // a continuation alone
  EXPECT_FALSE(
      is_utf8("12345678\xE9"
              "12345678"));  // after a stretch that was skipped over
}

TEST(Text, windows_1252_becomes_utf8) {
  EXPECT_EQ(utf8_from_windows_1252("caf\xE9 \x80"
                                   "5"),
            "caf\xC3\xA9 \xE2\x82\xAC"
            "5");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_TRUE(is_utf8(utf8_from_windows_1252(all)));
}

TEST(Text, utf_16_becomes_utf8) {
  const auto from = [](std::u16string_view units, ByteOrder order) {
    std::string bytes;
    for (const char16_t unit : units) {
      const auto low = static_cast<char>(unit & 0xFF);
      const auto high = static_cast<char>(unit >> 8);
      bytes += order == ByteOrder::kLittleEndian ? low : high;
      bytes += order == ByteOrder::kLittleEndian ? high : low;
    }
    return utf8_from_utf16(bytes, order);
  };
  for (const ByteOrder order : {ByteOrder::kLittleEndian, ByteOrder::kBigEndian}) {
    EXPECT_EQ(from(u"caf\u00e9 \u20ac\U0001F600", order), "caf\u00e9 \u20ac\U0001F600");
    EXPECT_EQ(from(std::u16string{u'a', char16_t{0xD83D}, u'b'}, order), "a\uFFFDb");
    EXPECT_EQ(from(std::u16string{char16_t{0xDE00}, u'b'}, order), "\uFFFDb");
  }
  EXPECT_EQ(utf8_from_utf16(std::string_view("a\0b", 3), ByteOrder::kLittleEndian), "a\uFFFD");
  EXPECT_EQ(utf8_from_utf16("", ByteOrder::kBigEndian), "");
}

TEST(Text, lower_case_and_trimming_touch_ascii_only) {
  EXPECT_EQ(ascii_lower("ZIP-\xC3\x89"), "zip-\xC3\x89");
  EXPECT_TRUE(is_same_ascii("Content-TYPE", "content-type"));
  EXPECT_FALSE(is_same_ascii("a", "ab"));
  EXPECT_FALSE(is_same_ascii("a-b", "a_b"));
  EXPECT_FALSE(is_same_ascii("\xC3\x89", "\xC3\xA9")) << "other letters stay as they are";
  EXPECT_EQ(trimmed(" \t a b \t"), "a b");
  EXPECT_EQ(trimmed(" \t "), "");
}

TEST(Text, LengthsAreOfCodePoints) {
  EXPECT_EQ(code_points(""), 0U);
  EXPECT_EQ(code_points("Zo\u00eb \u20ac\U0001F600"), 6U);
}

}  // namespace
}  // namespace bailiwick
