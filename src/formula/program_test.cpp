// Goal: definitions may use each other, circles and ambiguous names are refused, limits hold, and what depends on what is known.
// Method: small lists of definitions; the rules and messages that come.
#include "formula/program.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <string>
#include <vector>

#include "formula/catalogue.hpp"
#include "formula/evaluate.hpp"

namespace bailiwick::formula {
namespace {

const Schema kSchema{{{"employees", {Kind::kInt, true}},
                      {"revenue", {Kind::kDecimal, false}},
                      {"country", {Kind::kString, true}},
                      {"account.industry", {Kind::kString, false}},
                      {"contact.industry", {Kind::kString, false}}}};

const std::vector<Value> kRow = {Value(std::int64_t{600}), Value(Decimal::whole(5)),
                                 Value(std::string("US")), Value(std::string("62")),
                                 Value(std::string("31"))};

std::vector<std::string> rules_of(const std::vector<Definition>& definitions) {
  std::vector<std::string> rules;
  const auto program = compile(kSchema, definitions);
  if (program) return rules;
  for (const Fault& fault : program.error()) rules.push_back(fault.rule);
  return rules;
}

using Rules = std::vector<std::string>;

TEST(Program, definitions_use_each_other_in_any_order) {
  const auto program = compile(kSchema, {{"fits", "big && country == \"US\""},
                                         {"big", "employees > floor_of_big"},
                                         {"floor_of_big", "250 * 2"}});
  ASSERT_TRUE(program);
  EXPECT_EQ(evaluate_row(*program, 0, kRow), Value(true));
  EXPECT_EQ(evaluate_row(*program, kRow),
            (std::vector<Value>{Value(true), Value(true), Value(std::int64_t{500})}));
  EXPECT_EQ(program->index_of("big"), 1U);
  EXPECT_FALSE(program->index_of("small"));
  const Meaning& fits = program->formulas()[0].meaning;
  EXPECT_EQ(fits.definitions, (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(fits.fields, (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(program->fields_of(0), (std::vector<std::uint32_t>{0, 2}));
}

TEST(Program, the_same_expression_is_computed_once) {
  const auto program = compile(
      kSchema, {{"a", "employees > 500 && revenue > 1"}, {"b", "employees > 500 || revenue > 1"}});
  ASSERT_TRUE(program);
  std::size_t calls = 0;
  for (const Step& step : program->plan().steps) calls += step.step == StepKind::kCall ? 1 : 0;
  EXPECT_EQ(calls, 4U);  // two comparisons, && and ||
}

TEST(Program, circles_are_refused_with_the_way_round) {
  const auto program =
      compile(kSchema, {{"a", "b + 1"}, {"b", "1 + c"}, {"c", "a"}, {"d", "a * 2"}});
  ASSERT_FALSE(program);
  ASSERT_EQ(program.error().size(), 1U);
  const Fault& fault = program.error().front();
  EXPECT_EQ(fault.rule, "Q044");
  EXPECT_EQ(fault.message, "Formulas use each other in a circle: a -> b -> c -> a.");
  EXPECT_EQ(fault.definition, "c");
  EXPECT_EQ(fault.at, (Span{0, 1}));
  EXPECT_EQ(rules_of({{"self", "self + 1"}}), Rules{"Q044"});
}

TEST(Program, ambiguous_names_are_refused) {
  EXPECT_EQ(rules_of({{"revenue", "1"}}), Rules{"Q043"});
  EXPECT_EQ(rules_of({{"a", "1"}, {"a", "2"}}), Rules{"Q043"});
  const auto program = compile(kSchema, {{"a", "industry == \"62\""}});
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().front().rule, "Q012");
  EXPECT_NE(program.error().front().message.find("account.industry, contact.industry"),
            std::string::npos);
  EXPECT_EQ(compile({{{"x", {Kind::kInt}}, {"x", {Kind::kInt}}}}, {}).error().front().rule, "Q040");
}

TEST(Program, names_that_cannot_be_written_and_too_many_of_them_are_refused) {
  EXPECT_EQ(rules_of({{"", "1"}}), Rules{"Q041"});
  EXPECT_EQ(rules_of({{"a`b", "1"}}), Rules{"Q041"});
  EXPECT_EQ(rules_of({{std::string(kNameLimit + 1, 'a'), "1"}}), Rules{"Q041"});
  EXPECT_EQ(compile({{{"x", {Kind::kNull}}}}, {}).error().front().rule, "Q041");
  Schema wide;
  for (std::size_t i = 0; i <= kFieldsLimit; ++i)
    wide.fields.push_back({"f" + std::to_string(i), {Kind::kInt}});
  EXPECT_EQ(compile(wide, {}).error().front().rule, "Q042");
  wide.fields.pop_back();
  EXPECT_TRUE(compile(wide, {}));
}

TEST(Program, the_wanted_type_is_held_to) {
  EXPECT_EQ(rules_of({{"a", "1 + 1", Kind::kBool}}), Rules{"Q021"});
  EXPECT_EQ(rules_of({{"a", "1 < 2", Kind::kBool}}), Rules{});
  EXPECT_EQ(rules_of({{"a", "1", Kind::kDecimal}}), Rules{});
}

TEST(Program, a_formula_that_costs_too_much_is_refused_also_by_those_that_it_uses) {
  std::vector<Definition> definitions = {{"t0", "country + country"}};
  const std::size_t most = kCostLimit / kCostOfText;
  for (std::size_t i = 1; i < most; ++i)
    definitions.push_back({"t" + std::to_string(i), "t" + std::to_string(i - 1) + " + country"});
  const auto program = compile(kSchema, definitions);
  ASSERT_FALSE(program);
  for (const Fault& fault : program.error()) EXPECT_EQ(fault.rule, "Q034");
  EXPECT_EQ(program.error().size(), 1U);
  definitions.pop_back();
  EXPECT_TRUE(compile(kSchema, definitions));
}

TEST(Program, very_many_mistakes_are_told_up_to_a_limit_and_in_good_time) {
  std::string unknown = "unknown_name";
  for (int i = 0; i < 4'000; ++i) unknown += " + unknown_name";
  const std::vector<Definition> definitions = {{"a", unknown}, {"b", unknown}, {"c", "1 +"}};
  const auto program = compile(kSchema, definitions);
  ASSERT_FALSE(program);
  EXPECT_EQ(program.error().size(), kFaultsLimit);
}

TEST(Program, a_long_chain_of_definitions_needs_no_stack) {
  std::vector<Definition> definitions = {{"d0", "employees"}};
  for (std::size_t i = 1; i < kDefinitionsLimit; ++i)
    definitions.push_back({"d" + std::to_string(i), "d" + std::to_string(i - 1)});
  std::reverse(definitions.begin(), definitions.end());
  const auto program = compile(kSchema, definitions);
  ASSERT_TRUE(program);
  EXPECT_EQ(evaluate_row(*program, 0, kRow), Value(std::int64_t{600}));
}

TEST(Program, mistakes_name_the_formula_and_show_its_line) {
  const std::vector<Definition> definitions = {{"ok", "1"}, {"bad", "1 +\n  employes"}};
  const auto program = compile(kSchema, definitions);
  ASSERT_FALSE(program);
  const Errors errors = to_errors(program.error(), definitions);
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.front().message,
            "bad: line 2, column 3: \"employes\" is not a field here. Did you mean \"employees\"?\n"
            "  2 |   employes\n"
            "    |   ^^^^^^^^");
}

}  // namespace
}  // namespace bailiwick::formula
