// Goal: text is cut where CEL cuts it. Method: texts and the kinds of their tokens; the tables of parser_test.cpp have the mistakes.
#include "formula/lexer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bailiwick::formula {
namespace {

// A letter a token: w word, q quoted name, i int, d decimal, t text, s symbol.
std::string kinds_of(std::string_view text) {
  const auto tokens = tokens_of(text);
  if (!tokens) return tokens.error().rule;
  std::string kinds;
  for (const Token& token : *tokens) {
    if (token.kind != TokenKind::kEnd) kinds += "?wqidts"[static_cast<std::size_t>(token.kind)];
  }
  return kinds;
}

TEST(Lexer, tokens_are_cut_as_cel_cuts_them) {
  EXPECT_EQ(kinds_of(""), "");
  EXPECT_EQ(kinds_of("a.b_1 && `c d`"), "wswsq");
  EXPECT_EQ(kinds_of("1 1.5 .5 1e9 0xFF 1.f"), "idddiisw");
  EXPECT_EQ(kinds_of("'a' \"b\" r'\\' R\"\\\" '''a'b\n''' \"\"\"\"\"\""), "tttttt");
  EXPECT_EQ(kinds_of("a<=b<c!=!d"), "wswswssw");
  EXPECT_EQ(kinds_of("x // & \"\n+1"), "wsi");
  EXPECT_EQ(kinds_of("rate + b"), "wsw");
}

TEST(Lexer, a_text_ends_at_its_line_unless_it_has_three_quotes) {
  EXPECT_EQ(kinds_of("'a\nb'"), "Q002");
  EXPECT_EQ(kinds_of("'a\\'"), "Q002");
  EXPECT_EQ(kinds_of("'''a''"), "Q002");
  EXPECT_EQ(kinds_of("\"\\"), "Q002");
  EXPECT_EQ(kinds_of("`a"), "Q002");
  EXPECT_EQ(kinds_of("``"), "Q001");
}

TEST(Lexer, characters_that_mean_nothing_are_refused_whole) {
  const auto tokens = tokens_of("a + \u20ac");
  ASSERT_FALSE(tokens);
  const Fault& fault = tokens.error();
  EXPECT_EQ(fault.rule, "Q001");
  EXPECT_EQ(fault.at, (Span{4, 3}));
  EXPECT_EQ(kinds_of(std::string_view("a\0b", 3)), "Q001");
  EXPECT_EQ(kinds_of("a @ b"), "Q001");
}

}  // namespace
}  // namespace bailiwick::formula
