// Goal: formulas are read as CEL reads them, and every mistake is told with its place. Method: tables of texts and what the printer
// makes of them, or of rules, places and replacements; limits at the limit and one beyond.
#include "formula/parser.hpp"

#include <gtest/gtest.h>

#include <string>

#include "formula/printer.hpp"

namespace bailiwick::formula {
namespace {

std::string printed(const std::string& text) {
  const auto tree = parse(text);
  return tree ? format(*tree) : tree.error().rule + " " + tree.error().message;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(Parser, operators_bind_as_in_cel) {
  EXPECT_EQ(printed("a||b&&c==d+e*-f"), "a || b && c == d + e * -f");
  EXPECT_EQ(printed("((a||b)&&c)"), "(a || b) && c");
  EXPECT_EQ(printed("a-(b-c)-d"), "a - (b - c) - d");
  EXPECT_EQ(printed("(a-b)-c"), "a - b - c");
  EXPECT_EQ(printed("a?b:c?d:e"), "a ? b : c ? d : e");
  EXPECT_EQ(printed("(a?b:c)?(d?e:f):g"), "(a ? b : c) ? (d ? e : f) : g");
  EXPECT_EQ(printed("!(a in[1,2,])"), "!(a in [1, 2])");
  EXPECT_EQ(printed("!!a == - - b"), "!!a == --b");
  EXPECT_EQ(printed("-(5) - -5 - (-x)"), "-(5) - -5 - -x");
  EXPECT_EQ(printed("(a<b)==(c<d)"), "a < b == (c < d)");
}

TEST(Parser, names_calls_and_literals_are_read) {
  EXPECT_EQ(printed("account . industry"), "account.industry");
  EXPECT_EQ(printed("account.`Annual revenue`>.5"), "`account.Annual revenue` > 0.5");
  EXPECT_EQ(printed("a.in.while"), "a.in.while");
  EXPECT_EQ(printed("`in`"), "`in`");
  EXPECT_EQ(printed("x . trim( ).size()"), "x.trim().size()");
  EXPECT_EQ(printed("(a+b).f(c,(d))"), "(a + b).f(c, d)");
  EXPECT_EQ(printed("0x1F + 1e3 + -9223372036854775808"), "31 + 1000.0 + -9223372036854775808");
  EXPECT_EQ(printed("'it\\'s' + r'a\\n' + \"\"\"x\"y\"\"\" + '\\u00e9\\x41\\101'"),
            "\"it's\" + \"a\\\\n\" + \"x\\\"y\" + \"éAA\"");
  EXPECT_EQ(printed("a // what\n && b"), "a && b");
  EXPECT_EQ(printed("null==true"), "null == true");
}

struct Mistake {
  const char* text;
  const char* rule;
  std::uint32_t offset;
  const char* replacement;
};

TEST(Parser, mistakes_are_told_with_their_place_and_what_to_write_instead) {
  const Mistake mistakes[] = {
      {"a = 1", "Q001", 2, "=="},
      {"a & b", "Q001", 2, "&&"},
      {"a <> b", "Q001", 2, "!="},
      {"a === b", "Q001", 2, "=="},
      {"a \xE2\x89\xA5 5", "Q001", 2, ">="},
      {"a == \xE2\x80\x9Cx\xE2\x80\x9D", "Q001", 5, "\""},
      {"{1: 2}", "Q001", 0, ""},
      {"b'x'", "Q001", 0, ""},
      {"a == \"US", "Q002", 5, ""},
      {"`a b", "Q002", 0, ""},
      {"12abc", "Q003", 0, "\"12abc\""},
      {"1_000", "Q003", 0, "1000"},
      {"5u", "Q003", 0, "5"},
      {"9223372036854775808", "Q003", 0, "9223372036854775808.0"},
      {"1e40", "Q003", 0, ""},
      {"'a\\qb'", "Q004", 2, "\\\\"},
      {"a ==", "Q006", 4, ""},
      {"a b", "Q006", 2, ""},
      {"f(a,)", "Q006", 4, ""},
      {"a ? b", "Q006", 5, ""},
      {"", "Q006", 0, ""},
      {"()", "Q006", 1, ""},
      {"a.5", "Q006", 1, ""},
      {"while == 1", "Q007", 0, "`while`"},
      {"(a && b", "Q008", 0, ""},
      {"a && b)", "Q008", 6, ""},
      {"f(a]", "Q008", 3, ")"},
      {"a and b", "Q009", 2, "&&"},
      {"a OR b", "Q009", 2, "||"},
      {"NOT a", "Q009", 0, "!"},
      {"a LIKE 'x%'", "Q009", 2, ""},
      {"if(a, b, c)", "Q009", 0, ""},
      {"len(a)", "Q009", 0, "size"},
      {"today() > a", "Q009", 0, ""},
      {"a.matches('x.*')", "Q009", 2, ""},
      {"[1, 2].exists(x, x > 1)", "Q009", 7, ""},
      {"type(a) == int", "Q009", 0, ""},
      {"a.length() > 1", "Q009", 2, "size"},
      {"lower(a) == 'x'", "Q009", 0, ""},
      {"NOW() > a", "Q009", 0, ""},
      {"a[0]", "Q009", 1, ""},
      {"a > 1,5", "Q009", 5, "."},
      {"f(x).y", "Q009", 5, ""},
  };
  for (const Mistake& mistake : mistakes) {
    const auto tree = parse(mistake.text);
    ASSERT_FALSE(tree) << mistake.text;
    EXPECT_EQ(tree.error().rule, mistake.rule) << mistake.text << ": " << tree.error().message;
    EXPECT_EQ(tree.error().at.offset, mistake.offset) << mistake.text;
    EXPECT_EQ(tree.error().replacement, mistake.replacement) << mistake.text;
  }
  EXPECT_EQ(parse("\xFF").error().rule, "Q005");
}

TEST(Parser, limits_hold_at_the_limit_and_end_beyond_it) {
  const auto nested = [](std::size_t depth) {
    return repeated("(", depth) + "1" + repeated(")", depth);
  };
  EXPECT_TRUE(parse(nested(kDepthLimit)));
  EXPECT_EQ(parse(nested(kDepthLimit + 1)).error().rule, "Q031");
  EXPECT_EQ(parse(repeated("(", 65'000)).error().rule, "Q031");
  EXPECT_EQ(parse(nested(100'000)).error().rule, "Q030");
  EXPECT_EQ(parse(repeated("f([", 20'000)).error().rule, "Q031");
  EXPECT_TRUE(parse(repeated("!", 9'000) + "a"));
  EXPECT_TRUE(parse(repeated("-", 9'000) + "a"));
  EXPECT_TRUE(parse("a" + repeated("?b:c", 2'000)));
  EXPECT_EQ(parse(repeated("!", 20'000) + "a").error().rule, "Q032");
  EXPECT_EQ(parse("1" + repeated("+1", 5'000)).error().rule, "Q032");
  EXPECT_TRUE(parse("1" + repeated("+1", 4'999)));
  EXPECT_TRUE(parse("a in [1" + repeated(",1", kListLimit - 1) + "]"));
  EXPECT_EQ(parse("a in [1" + repeated(",1", kListLimit) + "]").error().rule, "Q033");
  EXPECT_TRUE(parse("a" + repeated(" ", kTextLimit - 1)));
  const auto long_one = parse("a" + repeated(" ", kTextLimit));
  EXPECT_EQ(long_one.error().rule, "Q030");
  EXPECT_EQ(long_one.error().code, ErrorCode::kLimit);
}

TEST(Parser, a_part_spans_what_it_is_made_of_with_the_brackets_of_its_parts) {
  const std::string text = "!((a)+ b).f(c) ";
  const auto tree = parse(text);
  ASSERT_TRUE(tree);
  std::vector<std::string> parts;
  for (const Node& node : tree->nodes) parts.push_back(text.substr(node.at.offset, node.at.size));
  EXPECT_EQ(parts,
            (std::vector<std::string>{"a", "b", "(a)+ b", "c", "((a)+ b).f(c)", "!((a)+ b).f(c)"}));
}

TEST(Parser, plain_names_need_no_backticks) {
  for (const char* name : {"a", "account.industry", "_x1", "a.in"})
    EXPECT_TRUE(is_plain_name(name)) << name;
  for (const char* name : {"", "a b", "1a", "in", "a.", ".a", "a..b", "a. b", "é", "a-b", "true"})
    EXPECT_FALSE(is_plain_name(name)) << name;
}

}  // namespace
}  // namespace bailiwick::formula
