// Goal: what can never have an answer or hold is told where a formula is saved, once and at its place, and nothing else is. Method: a table of
// formulas with the places and replacements; the same formulas compile without advice.
#include "formula/advice.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "formula/evaluate.hpp"

namespace bailiwick::formula {
namespace {

const Schema kAdvised{{{"employees", {Kind::kInt, true}},
                       {"revenue", {Kind::kDecimal, true}},
                       {"since", {Kind::kDate, true}},
                       {"name", {Kind::kString, true}},
                       {"kind", {Kind::kString, true}, {"prospect", "customer", "former customer"}},
                       {"country",
                        {Kind::kString, true},
                        {"AD", "BE", "DE", "FR", "GB", "NL", "SA", "UA", "US", "ZW"}},
                       {"Sales stage", {Kind::kString, true}, {"standard.open", "standard.won"}}}};

std::vector<std::string> told(const std::string& text) {
  const auto program = compile(kAdvised, {{"f", text}});
  EXPECT_TRUE(program) << text << ": " << program.error().front().message;
  std::vector<std::string> shown;
  if (!program) return shown;
  for (const Fault& fault : advice_on(*program)) {
    EXPECT_EQ(fault.definition, "f");
    shown.push_back(fault.rule + " " + text.substr(fault.at.offset, fault.at.size) +
                    (fault.replacement.empty() ? "" : " -> " + fault.replacement));
  }
  return shown;
}

struct Advised {
  const char* text;
  std::vector<std::string> told;
};

TEST(Advice, a_part_that_never_has_an_answer_is_told_once_where_it_is) {
  const Advised rows[] = {
      {"since > date(\"2026-02-30\")", {"Q060 \"2026-02-30\""}},
      {"employees / 0 > 1 || employees % (2 - 2) == 1", {"Q060 0", "Q060 2 - 2"}},
      {"revenue / 0.0 > 1", {"Q060 0.0"}},
      {"true || 1 / 0 > 0", {"Q060 0"}},
      {"-(9223372036854775807 + 1) > 5", {"Q060 9223372036854775807 + 1"}},
      {"round(revenue, 19) > 1", {"Q060 19"}},
      {"employees in [1, int(\"abc\")]", {"Q060 \"abc\""}},
      {"coalesce(timestamp(\"2026-13-01T00:00:00Z\"), null) == null",
       {"Q060 \"2026-13-01T00:00:00Z\""}},
      {"name.substring(-1) == \"a\"", {"Q060 -1"}},
      {"date(employees, 2, 30) > since", {"Q060 30"}},
      {"employees > 1 + (true ? null : 2)", {"Q060 1 + (true ? null : 2)"}}};
  for (const Advised& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
}

TEST(Advice, a_text_that_the_field_never_has_is_told_with_what_was_meant) {
  const Advised rows[] = {
      {"kind == \"custommer\"", {"Q061 \"custommer\" -> \"customer\""}},
      {"\"us\" != country", {"Q061 \"us\" -> \"US\""}},
      {"country == \"USA\"", {"Q061 \"USA\""}},
      {"country in [\"NL\", \"be\", \"Spain\"]", {"Q061 \"be\" -> \"BE\"", "Q061 \"Spain\""}},
      {"\"x\" in [kind, name]", {"Q061 \"x\""}},
      {"`Sales stage` == \"Won\"", {"Q061 \"Won\" -> \"standard.won\""}},
      {"coalesce(kind, \"none\") == \"nonne\"", {"Q061 \"nonne\""}},
      {"kind == \"pros\" + \"pct\"", {"Q061 \"pros\" + \"pct\" -> \"prospect\""}}};
  for (const Advised& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
}

TEST(Advice, what_may_have_an_answer_is_left_alone) {
  for (const char* sound :
       {"employees / (employees - 1) > 2", "1 / employees > 0", "round(revenue, 18) > 1.5",
        "kind == \"customer\" && country in [\"NL\", \"US\", null]", "kind == name",
        "name == \"custommer\"", "kind != null", "kind.startsWith(\"cust\")", "kind < \"m\"",
        "coalesce(kind, \"none\") in [\"none\", \"customer\"]", "coalesce(kind, name) == \"any\"",
        "false && 1 > 2", "null == null", "date(2024, 2, 29) > since",
        "name.substring(0, 3) == name"})
    EXPECT_EQ(told(sound), std::vector<std::string>()) << sound;
}

TEST(Advice, messages_say_what_a_field_can_be) {
  const auto first = [](const std::string& text) {
    return advice_on(*compile(kAdvised, {{"f", text}})).at(0).message;
  };
  EXPECT_EQ(first("kind == \"custommer\""),
            "kind can be \"prospect\", \"customer\", \"former customer\"; \"custommer\" is none of "
            "these. Did you mean \"customer\"?");
  EXPECT_EQ(first("country == \"us\""),
            "country can be \"AD\", \"BE\", \"DE\", \"FR\", \"GB\", \"NL\", \"SA\", \"UA\" and 2 "
            "more; \"us\" is none of these. Did you mean \"US\"?");
  EXPECT_EQ(
      first("`Sales stage` == \"\""),
      "`Sales stage` can be \"standard.open\", \"standard.won\"; \"\" is none of these. Write "
      "`Sales stage` == null to ask whether it is empty.");
}

TEST(Advice, a_formula_that_uses_another_is_not_blamed_for_it) {
  const auto program = compile(
      kAdvised, {{"a", "1 / 0"}, {"b", "a + 1"}, {"home", "\"nl\""}, {"c", "country == home"}});
  ASSERT_TRUE(program);
  const Faults faults = advice_on(*program);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].definition, "a");
  EXPECT_EQ(faults[1].definition, "c");
}

TEST(Advice, it_is_bounded_and_asked_for) {
  std::string many = "kind == \"x\"";
  for (std::size_t i = 0; i < 2 * kFaultsLimit; ++i) many += " || kind == \"x\"";
  const auto program = compile(kAdvised, {{"f", many}});
  EXPECT_EQ(advice_on(*program).size(), kFaultsLimit);
  EXPECT_TRUE(compile(kAdvised, {{"f", "true || 1 / 0 > 0"}}, Advice::kNotAsked));
  const auto refused = compile(kAdvised, {{"f", "true || 1 / 0 > 0"}}, Advice::kAsked);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().front().rule, "Q060");
  EXPECT_EQ(compile(kAdvised, {{"f", "employes"}}, Advice::kAsked).error().front().rule, "Q011");
}

}  // namespace
}  // namespace bailiwick::formula
