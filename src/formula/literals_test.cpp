// Goal: literals have the values that CEL gives them. Method: every escape, every form of number, their ends.
#include "formula/literals.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::formula {
namespace {

std::string literal(std::string_view text, bool is_negative = false) {
  const auto tokens = tokens_of(text);
  if (!tokens) return tokens.error().rule;
  const auto value = literal_of(text, tokens->front(), is_negative);
  return value ? to_plain_text(*value) : value.error().rule;
}

TEST(Literals, numbers_have_their_value_and_their_ends) {
  EXPECT_EQ(literal("0"), "0");
  EXPECT_EQ(literal("0x7FFFFFFFFFFFFFFF"), "9223372036854775807");
  EXPECT_EQ(literal("0x8000000000000000"), "Q003");
  EXPECT_EQ(literal("9223372036854775808"), "Q003");
  EXPECT_EQ(literal("9223372036854775808", true), "-9223372036854775808");
  EXPECT_EQ(literal("1.5e-3", true), "-0.0015");
  EXPECT_EQ(literal("0.0000000000000000001"), "Q003");
}

TEST(Literals, escapes_mean_what_cel_says) {
  EXPECT_EQ(literal(R"("\a\b\f\n\r\t\v\\\?\"\'\`")"), "\a\b\f\n\r\t\v\\?\"'`");
  EXPECT_EQ(literal(R"('\x41\X42\103\u00e9\U0001F600')"), "ABC\u00e9\U0001F600");
  EXPECT_EQ(literal(R"(r'\x41')"), "\\x41");
  EXPECT_EQ(literal("'''a\n'b'''"), "a\n'b");
  EXPECT_EQ(literal("''"), "");
  EXPECT_EQ(literal("''''''"), "");
  for (const char* text : {R"('\q')", R"('\x4')", R"('\u12')", R"('\ud800')", R"('\U00110000')",
                           R"('\400')", R"('\18')", R"('\x+1')"})
    EXPECT_EQ(literal(text), "Q004") << text;
}

}  // namespace
}  // namespace bailiwick::formula
