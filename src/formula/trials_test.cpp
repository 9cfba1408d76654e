// Goal: the values that are tried are enough: some value of every stretch between constants, all that a clause leaves, and none outside the range. Method: tables
// of conditions with the values that are tried for them.
#include "formula/trials.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::formula {
namespace {

const Schema kTried{{{"x", {Kind::kInt, true}},
                     {"few", {Kind::kInt, false}, {}, Range{Decimal::whole(1), Decimal::whole(3)}},
                     {"share", {Kind::kDecimal, true}, {}, Range{Decimal(), Decimal::whole(1)}},
                     {"name", {Kind::kString, true}},
                     {"is_key", {Kind::kBool, false}}}};

std::vector<std::string> written(const std::vector<Value>& values) {
  std::vector<std::string> all;
  for (const Value& value : values) all.push_back(to_literal(value));
  return all;
}

// Of the whole condition, which reads the field of that place.
std::vector<std::string> tried(const std::string& text, std::size_t field, bool is_all) {
  const auto program = compile(kTried, {{"f", text}});
  EXPECT_TRUE(program) << text;
  const ReadFormula read = read_formula(*program, 0);
  const Tree& tree = read.formula.tree;
  const Asked asked{&read, clauses_of(tree, {tree.root(), true, tree.root()})};
  const Field& subject = kTried.fields[field];
  if (!is_all) return written(*values_of_stretches(subject, std::span(&asked, 1)));
  const auto all = all_values(subject, asked);
  return all ? written(all->values) : std::vector<std::string>{"any"};
}

TEST(Trials, a_clause_that_fixes_a_field_leaves_its_values_alone) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(tried("x > 1 && x in [4, 5, null]", 0, true), (Texts{"4", "5", "null"}));
  EXPECT_EQ(tried("7.0 == x", 0, true), (Texts{"7"}));
  EXPECT_EQ(tried("x == 7.5", 0, true), Texts());
  EXPECT_EQ(tried("!(x != 7)", 0, true), (Texts{"7"}));
  EXPECT_EQ(tried("few in [2, 9]", 1, true), (Texts{"2"}));
  EXPECT_EQ(tried("few > 2", 1, true), (Texts{"1", "2", "3"}));
  EXPECT_EQ(tried("is_key", 4, true), (Texts{"false", "true"}));
  EXPECT_EQ(tried("x != 7 && !(x in [1])", 0, true), (Texts{"any"}));
  EXPECT_EQ(tried("coalesce(name, \"a\") == \"a\"", 3, true), (Texts{"any"}));
}

TEST(Trials, every_stretch_between_constants_has_a_value) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(tried("few > 1.5", 1, false), (Texts{"1", "2", "3"}));
  EXPECT_EQ(tried("x > 5", 0, false),
            (Texts{"-9223372036854775808", "4", "5", "6", "9223372036854775807", "null"}));
  EXPECT_EQ(tried("share > 0.5 || share > 40", 2, false),
            (Texts{"0.0", "0.499999999999999999", "0.5", "0.500000000000000001", "1.0", "null"}));
  EXPECT_EQ(tried("name in [\"a\", \"bc\"]", 3, false),
            (Texts{"\"-bca\"", "\"a\"", "\"bc\"", "null"}));
  EXPECT_EQ(tried("is_key == true", 4, false), (Texts{"false", "true"}));
}

TEST(Trials, too_many_values_are_not_tried) {
  const auto program = compile(kTried, {{"f", "x == 0"}});
  const ReadFormula read = read_formula(*program, 0);
  const Clause clause{read.formula.tree.root(), true, read.formula.tree.root()};
  const Asked asked{&read, Clauses(kTrialsMax, clause)};
  EXPECT_TRUE(values_of_stretches(kTried.fields[0], std::span(&asked, 1)));
  std::string many = "x in [0";
  for (std::size_t i = 1; i < kListLimit; ++i) many += ", " + std::to_string(i * 10);
  many += "]";
  const auto long_one = compile(kTried, {{"f", many}});
  ASSERT_TRUE(long_one);
  const ReadFormula lists = read_formula(*long_one, 0);
  const Asked once{&lists, {{lists.formula.tree.root(), true, lists.formula.tree.root()}}};
  EXPECT_TRUE(values_of_stretches(kTried.fields[0], std::span(&once, 1)));
}

}  // namespace
}  // namespace bailiwick::formula
