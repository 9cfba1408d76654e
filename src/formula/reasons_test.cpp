// Goal: whoever wrote a part without an answer reads why. Method: a table of formulas and the sentences, by way of their compiled constants.
#include "formula/reasons.hpp"

#include <gtest/gtest.h>

#include <string>

#include "formula/advice.hpp"

namespace bailiwick::formula {
namespace {

std::string why(const std::string& text) {
  const Schema schema{
      {{"x", {Kind::kInt, true}}, {"d", {Kind::kDate, true}}, {"s", {Kind::kString, true}}}};
  const auto program = compile(schema, {{"f", text}});
  if (!program) return program.error().front().message;
  const Faults faults = advice_on(*program);
  return faults.empty() ? std::string("none") : faults.front().message;
}

TEST(Reasons, every_kind_of_part_has_its_own) {
  const struct {
    const char* text;
    const char* reason;
  } rows[] = {
      {"x / 0", "Nothing can be divided by 0."},
      {"date('2026-02-30')", "There is no day 2026-02-30."},
      {"date('next week')", "\"next week\" is no day: write date(\"2026-11-25\")."},
      {"date(2026, 2, 30)", "There is no day 2026-02-30."},
      {"date(x, 4, 31)", "The month 4 has no day 31."},
      {"date(x, 13, 1)", "Months run from 1 to 12; 13 is none."},
      {"date(0, x, 1)", "Years run from 1 to 9999; 0 is none."},
      {"date(x, x, 32)", "Days run from 1 to 31; 32 is none."},
      {"timestamp('2026-13-01T00:00:00Z')",
       "\"2026-13-01T00:00:00Z\" is no moment: write timestamp(\"2026-11-25T18:21:42Z\")."},
      {"duration('2 days')", "\"2 days\" is no duration: write \"90m\", \"-1.5h\" or \"1h30m5s\"."},
      {"int('abc')",
       "\"abc\" is no whole number: write digits only, and decimal(...) for a number with "
       "decimals."},
      {"decimal('1,5')", "\"1,5\" is no number: write digits with a point for the decimals."},
      {"bool('maybe')", "\"maybe\" is neither true nor false."},
      {"9223372036854775807 + 1",
       "This is too large: whole numbers end at 9,223,372,036,854,775,807 either way."},
      {"1e20 * 1e10",
       "This is too large: decimals end at 170,141,183,460,469,231,731.687303715884105727 either "
       "way."},
      {"date('9999-12-31') + 1", "This is out of range: years run from 1 to 9999."},
      {"addMonths(d, 200000)", "This is out of range: years run from 1 to 9999."},
      {"round(1.5, 19)", "round takes 0 to 18 decimals, not 19."},
      {"s.substring(-1)", "Characters are counted from 0; there is none at -1."},
      {"s.substring(3, 2)", "The part ends at 2, before it begins at 3."},
      {"'d\u00e9'.substring(3)", "The text has 2 characters, and none at 3."},
      {"1 + (true ? null : 2)",
       "A value is needed here, and null is none; x == null asks whether x has one."},
      {"x / 2", "none"},
      {"s.substring(2, 2)", "none"},
      {"date(x, 2, 29)", "none"}};
  for (const auto& row : rows) EXPECT_EQ(why(row.text), row.reason) << row.text;
}

TEST(Reasons, a_text_that_is_too_long_is_told_with_its_limit) {
  const std::string half(1'500, 'a');
  EXPECT_EQ(why("'" + half + "' + '" + half + "'"),
            "A text that a formula makes has at most 2048 bytes.");
}

TEST(Reasons, a_part_that_differs_by_row_and_one_with_an_answer_have_none) {
  EXPECT_FALSE(no_answer_of({.name = "+", .own = {}, .kind = Kind::kInt, .arguments = {}}));
  EXPECT_FALSE(no_answer_of(
      {.name = "/", .own = Value(std::int64_t{1}), .kind = Kind::kInt, .arguments = {}}));
}

}  // namespace
}  // namespace bailiwick::formula
