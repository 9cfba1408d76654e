// Goal: every part of a formula is shown with its value, and the clauses that decided are the right ones. Method: small formulas, one row.
#include "formula/explain.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/formula_world.hpp"

namespace bailiwick::formula {
namespace {

const Schema kSchema{{{"employees", {Kind::kInt, true}},
                      {"country", {Kind::kString, true}},
                      {"industry", {Kind::kString, true}}}};

Explanation explained(const std::string& text, const std::vector<Value>& row) {
  const auto program = compile(kSchema, {{"f", text}, {"big", "employees > 500"}});
  EXPECT_TRUE(program) << text;
  return explain(*program, 0, row);
}

std::vector<std::string> deciding(const std::string& text, const std::vector<Value>& row) {
  const Explanation explanation = explained(text, row);
  std::vector<std::string> parts;
  for (const std::size_t part : explanation.deciding) parts.push_back(explanation.parts[part].text);
  return parts;
}

using Parts = std::vector<std::string>;
const std::vector<Value> kSmall = {Value(std::int64_t{100}), Value(std::string("US")),
                                   Value(std::string("62"))};

TEST(Explain, every_part_is_shown_with_its_value) {
  EXPECT_EQ(
      to_text(explained(
          "industry in [\"62\", \"31\"] && (employees + 1 > 500 || country == \"NL\")", kSmall)),
      "  industry in [\"62\", \"31\"] && (employees + 1 > 500 || country == \"NL\") -> false\n"
      "    industry in [\"62\", \"31\"] -> true\n"
      "      industry -> \"62\"\n"
      "    employees + 1 > 500 || country == \"NL\" -> false\n"
      "*     employees + 1 > 500 -> false\n"
      "        employees + 1 -> 101\n"
      "          employees -> 100\n"
      "*     country == \"NL\" -> false\n"
      "        country -> \"US\"\n");
}

TEST(Explain, the_clauses_that_failed_are_named) {
  EXPECT_EQ(deciding("industry == \"62\" && employees > 500 && country == \"NL\"", kSmall),
            (Parts{"employees > 500", "country == \"NL\""}));
  EXPECT_EQ(deciding("industry == \"62\" || employees > 500", kSmall), Parts{"industry == \"62\""});
  EXPECT_EQ(deciding("!(industry == \"62\" || employees > 500)", kSmall),
            Parts{"industry == \"62\""});
  EXPECT_EQ(deciding("industry == \"62\" && country == \"US\"", kSmall),
            (Parts{"industry == \"62\"", "country == \"US\""}));
  EXPECT_EQ(deciding("employees > 500", kSmall), Parts{"employees > 500"});
}

TEST(Explain, a_part_without_an_answer_decides_where_nothing_else_does) {
  const std::vector<Value> unknown = {Value(), Value(std::string("US")), Value(std::string("62"))};
  EXPECT_EQ(deciding("employees > 500 && country == \"US\"", unknown), Parts{"employees > 500"});
  EXPECT_EQ(deciding("employees > 500 && country == \"NL\"", unknown),
            (Parts{"employees > 500", "country == \"NL\""}));
  EXPECT_EQ(deciding("employees > 500 || country == \"US\"", unknown), Parts{"country == \"US\""});
  EXPECT_EQ(explained("employees > 500", unknown).value, Value::failure(Status::kMissing));
}

TEST(Explain, true_and_false_decide_like_any_other_part) {
  EXPECT_EQ(deciding("true && employees > 50", kSmall), (Parts{"true", "employees > 50"}));
  EXPECT_EQ(deciding("!false", kSmall), Parts{"false"});
}

TEST(Explain, a_formula_that_is_named_is_pointed_at) {
  const Explanation explanation = explained("big && true", kSmall);
  EXPECT_EQ(explanation.parts[1].text, "big");
  EXPECT_EQ(explanation.parts[1].definition, 1U);
  EXPECT_EQ(explanation.parts[1].at, (Span{0, 3}));
}

TEST(Explain, parts_without_fields_have_values_too_and_long_ones_are_cut) {
  EXPECT_EQ(to_text(explained("1 + 2 * 3", kSmall)), "* 1 + 2 * 3 -> 7\n    2 * 3 -> 6\n");
  const std::string wide = "\"" + std::string(500, 'x') + "\" == country";
  EXPECT_EQ(explained(wide, kSmall).parts[0].text.size(), kPartTextMax + 3);
}

}  // namespace
}  // namespace bailiwick::formula
