// Goal: operators on what they do not take are refused, and the message says the likely reason. Method: a table.
#include <gtest/gtest.h>

#include <string>

#include "formula/program.hpp"

namespace bailiwick::formula {
namespace {

const Schema kSchema{{{"n", {Kind::kInt, true}},
                      {"name", {Kind::kString, true}},
                      {"day", {Kind::kDate, false}},
                      {"ok", {Kind::kBool, false}}}};

TEST(CheckOperators, operands_that_do_not_go_together_are_refused_with_the_likely_reason) {
  struct Row {
    const char* text;
    const char* rule;
    const char* words;
    const char* replacement;
  };
  const Row rows[] = {
      {"n > '500'", "Q016", "write 500 without quotes", "500"},
      {"n + '5'", "Q014", "write 5 without quotes", "5"},
      {"day > '2026-01-01'", "Q016", "write date('2026-01-01')", "date('2026-01-01')"},
      {"1 < n < 5", "Q016", "write a < b && b < c", ""},
      {"name == 5", "Q016", "name (a string) and 5 (an int) cannot be compared", ""},
      {"name > n", "Q016", "cannot be compared", ""},
      {"n && ok", "Q014", "n (an int) is neither", ""},
      {"ok || name", "Q014", "name (a string) is neither", ""},
      {"!n", "Q014", "! does not go before n (an int)", ""},
      {"-name", "Q014", "does not go before", ""},
      {"name - name", "Q014", "does not go between", ""},
      {"null + 1", "Q014", "null", ""},
      {"n ? 1 : 2", "Q019", "Before the ?", ""},
      {"ok ? 1 : 'x'", "Q019", "1 (an int) and 'x' (a string) do not", ""},
      {"name in '62'", "Q017", "write '62'.contains(x)", "['62']"},
      {"[1] in [1]", "Q017", "after \"in\" only", ""},
      {"1 in [[1]]", "Q017", "does not stand in a list", ""},
      {"n in [1, 'x']", "Q020", "'x' (a string) is of another", ""}};
  for (const Row& row : rows) {
    const auto program = compile(kSchema, {{"f", row.text}});
    ASSERT_FALSE(program) << row.text;
    const Fault& fault = program.error().front();
    EXPECT_EQ(fault.rule, row.rule) << row.text << ": " << fault.message;
    EXPECT_NE(fault.message.find(row.words), std::string::npos)
        << row.text << ": " << fault.message;
    EXPECT_EQ(fault.replacement, row.replacement) << row.text;
  }
}

TEST(CheckOperators, what_goes_together_is_let_pass) {
  for (const char* text :
       {"n == null", "null != n", "null == null", "n in []", "n in [1, null, 2.5]", "ok ? null : n",
        "ok ? null : null", "n in [n + 1, 2]", "(1 < n) == ok", "day - 30 < day"}) {
    EXPECT_TRUE(compile(kSchema, {{"f", text}})) << text;
  }
}

}  // namespace
}  // namespace bailiwick::formula
