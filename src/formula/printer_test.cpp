// Goal: formulas are written in one way only, with the brackets that they need. Method: texts and what is made of them; random formulas are
// in evaluate_test.cpp.
#include "formula/printer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "formula/parser.hpp"

namespace bailiwick::formula {
namespace {

std::string printed(const std::string& text) {
  const auto tree = parse(text);
  return tree ? format(*tree) : tree.error().message;
}

TEST(Printer, brackets_stand_where_they_are_needed_and_nowhere_else) {
  EXPECT_EQ(printed("(((a)))"), "a");
  EXPECT_EQ(printed("(a*b)+(c/d)"), "a * b + c / d");
  EXPECT_EQ(printed("a*(b+c)"), "a * (b + c)");
  EXPECT_EQ(printed("a-(b+c)"), "a - (b + c)");
  EXPECT_EQ(printed("!(a)&&!(a||b)"), "!a && !(a || b)");
  EXPECT_EQ(printed("(a?b:c)+1"), "(a ? b : c) + 1");
  EXPECT_EQ(printed("a?(b?c:d):(e?f:g)"), "a ? (b ? c : d) : e ? f : g");
  EXPECT_EQ(printed("(-a).f()"), "(-a).f()");
  EXPECT_EQ(printed("-a.f()"), "-a.f()");
  EXPECT_EQ(printed("(-5).f()"), "-5.f()");
  EXPECT_EQ(printed("(a&&b)in[true]"), "(a && b) in [true]");
}

TEST(Printer, what_is_printed_is_printed_the_same_again) {
  for (const char* text : {"a||b&&!c", "x.substring( 1,2 )", "'it\\'s\\t\\x01'", "`a b`.trim()",
                           "1e3 + .5 - -2", "a in [ ]", "- - -1", "!-a"}) {
    const std::string once = printed(text);
    EXPECT_EQ(printed(once), once);
  }
}

TEST(Printer, names_get_backticks_where_they_need_them) {
  EXPECT_EQ(written_name("account.industry"), "account.industry");
  EXPECT_EQ(written_name("Annual revenue"), "`Annual revenue`");
  EXPECT_EQ(written_name("null"), "`null`");
}

}  // namespace
}  // namespace bailiwick::formula
