// Goal: names and calls that lead nowhere are refused with what was probably meant, and types are known. Method: tables of formulas,
// rules and replacements.
#include "formula/check.hpp"

#include <gtest/gtest.h>

#include <string>

#include "formula/program.hpp"

namespace bailiwick::formula {
namespace {

const Schema kSchema{{{"employees", {Kind::kInt, true}},
                      {"revenue", {Kind::kDecimal, false}},
                      {"country", {Kind::kString, true}},
                      {"renewal", {Kind::kDate, false}},
                      {"account.industry", {Kind::kString, false}}}};

Fault fault_of(const std::string& text) {
  const auto program = compile(kSchema, {{"f", text}});
  return program ? Fault{"none", "", {}, ""} : program.error().front();
}

TEST(Check, mistakes_with_names_and_calls_say_what_was_meant) {
  struct Row {
    const char* text;
    const char* rule;
    std::uint32_t offset;
    const char* replacement;
  };
  const Row rows[] = {{"employes > 5", "Q011", 0, "employees"},
                      {"industry == '62'", "Q011", 0, "account.industry"},
                      {"country == US", "Q011", 11, "\"US\""},
                      {"TRUE", "Q011", 0, "true"},
                      {"country.startWith('U')", "Q013", 8, "startsWith"},
                      {"nonsense(1)", "Q013", 0, ""},
                      {"startsWith(country)", "Q015", 0, ""},
                      {"country.startsWith(5)", "Q015", 0, ""},
                      {"revenue.abs()", "Q015", 8, ""},
                      {"round()", "Q015", 0, ""},
                      {"coalesce()", "Q015", 0, ""},
                      {"coalesce(employees, 'x')", "Q019", 20, ""},
                      {"has(1)", "Q018", 0, ""},
                      {"has(employees, revenue)", "Q018", 0, ""},
                      {"[1, 2]", "Q017", 0, ""},
                      {"size([1, 2])", "Q017", 5, ""}};
  for (const Row& row : rows) {
    const Fault fault = fault_of(row.text);
    EXPECT_EQ(fault.rule, row.rule) << row.text << ": " << fault.message;
    EXPECT_EQ(fault.at.offset, row.offset) << row.text;
    EXPECT_EQ(fault.replacement, row.replacement) << row.text << ": " << fault.message;
  }
}

TEST(Check, every_mistake_is_told_and_not_what_follows_from_it) {
  const auto program = compile(kSchema, {{"f", "employes > 5 && revenu > 1 && country == 5"}});
  ASSERT_FALSE(program);
  ASSERT_EQ(program.error().size(), 3U);
  std::string many = "a1";
  for (std::size_t i = 0; i < 2 * kFaultsLimit; ++i) many += " + a1";
  EXPECT_EQ(compile(kSchema, {{"f", many}}).error().size(), kFaultsLimit);
}

TEST(Check, types_and_whether_a_value_can_be_null_are_known) {
  const auto type_of = [](const std::string& text) {
    const auto program = compile(kSchema, {{"f", text}});
    return program ? name_of(program->formulas()[0].meaning.type) : program.error().front().message;
  };
  EXPECT_EQ(type_of("employees"), "int?");
  EXPECT_EQ(type_of("employees + 1"), "int");
  EXPECT_EQ(type_of("employees + revenue"), "decimal");
  EXPECT_EQ(type_of("true ? employees : 1.5"), "decimal?");
  EXPECT_EQ(type_of("revenue > 1 ? country : null"), "string?");
  EXPECT_EQ(type_of("coalesce(employees, 0)"), "int");
  EXPECT_EQ(type_of("coalesce(employees, null)"), "int?");
  EXPECT_EQ(type_of("renewal + 30"), "date");
  EXPECT_EQ(type_of("null"), "null");
}

TEST(Check, what_a_formula_reads_and_calls_is_listed) {
  const auto program = compile(
      kSchema, {{"f", "has(employees) && round(revenue, 0) > 1 && country.trim().size() > 2"}});
  ASSERT_TRUE(program);
  const Meaning& meaning = program->formulas()[0].meaning;
  EXPECT_EQ(meaning.fields, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(meaning.functions, (std::vector<std::string>{"has", "round", "size", "trim"}));
}

}  // namespace
}  // namespace bailiwick::formula
