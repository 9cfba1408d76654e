// Goal: a condition falls apart into what must be so together, through && || and !, and what of it is compared with constants alone is known. Method:
// tables of conditions with their clauses, their alternatives and the form of the whole.
#include "formula/clauses.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace bailiwick::formula {
namespace {

const Schema kTakenApart{{{"x", {Kind::kInt, true}},
                          {"name", {Kind::kString, true}},
                          {"since", {Kind::kDate, true}},
                          {"is_key", {Kind::kBool, true}}}};

Program compiled_for_clauses(const std::string& text) {
  auto program = compile(kTakenApart, {{"f", text}});
  EXPECT_TRUE(program) << text << ": " << program.error().front().message;
  return std::move(*program);
}

std::vector<std::string> texts(const Tree& tree, const Clauses& clauses) {
  std::vector<std::string> all;
  for (const Clause& clause : clauses) all.push_back(text_of(tree, clause));
  return all;
}

struct Apart {
  const char* text;
  std::vector<std::string> found;
};

TEST(Clauses, a_condition_falls_apart_into_what_must_all_be) {
  const Apart rows[] = {
      {"x > 1", {"x > 1"}},
      {"x > 1 && (x < 5 && is_key) && name == \"a\"",
       {"x > 1", "x < 5", "is_key", "name == \"a\""}},
      {"!(x > 1 || !is_key) && !(x > 7)", {"!(x > 1)", "is_key", "!(x > 7)"}},
      {"!!(x > 1 && is_key)", {"x > 1", "is_key"}},
      {"!(x > 1 && is_key) && (x > 1 || is_key)", {"!(x > 1 && is_key)", "x > 1 || is_key"}}};
  for (const Apart& row : rows) {
    const Program program = compiled_for_clauses(row.text);
    const Tree& tree = program.formulas()[0].tree;
    EXPECT_EQ(texts(tree, clauses_of(tree, {tree.root(), true, tree.root()})), row.found)
        << row.text;
  }
}

TEST(Clauses, a_clause_that_asks_for_one_of_several_has_them_as_alternatives) {
  const Apart rows[] = {
      {"x > 1 || (x < 5 && is_key) || is_key", {"x > 1", "x < 5 && is_key", "is_key"}},
      {"!(x > 1 && is_key)", {"!(x > 1)", "!(is_key)"}},
      {"x > 1 && is_key", {}},
      {"x > 1", {}}};
  for (const Apart& row : rows) {
    const Program program = compiled_for_clauses(row.text);
    const Tree& tree = program.formulas()[0].tree;
    EXPECT_EQ(texts(tree, alternatives_of(tree, {tree.root(), true, tree.root()})), row.found)
        << row.text;
  }
}

TEST(Clauses, parts_that_only_compare_one_subject_with_constants_are_truths_of_it) {
  for (const char* truth :
       {"x > 1", "3 >= x", "x in [1, 2, null]", "!has(x) || x == 4", "x == null",
        "coalesce(x, 0) < 5", "size(name) < 3", "month(since) == 2 && !(month(since) > 7)",
        "(x > 1) == (x < 5)", "x > 1 ? x < 5 : true", "is_key == true", "name != \"a\""}) {
    const Program program = compiled_for_clauses(truth);
    const std::vector<Part> parts = parts_of(program, program.formulas()[0]);
    EXPECT_EQ(parts.back().form, PartForm::kTruth) << truth;
    EXPECT_NE(parts.back().subject, kNoStep) << truth;
  }
  for (const char* other :
       {"x + 1 > 2", "name < \"m\"", "name.startsWith(\"a\")", "x == x", "x > 1 && is_key",
        "size(name) > x", "size(name) > 1 && name == \"a\""}) {
    const Program program = compiled_for_clauses(other);
    EXPECT_EQ(parts_of(program, program.formulas()[0]).back().form, PartForm::kOther) << other;
  }
  const Program same = compiled_for_clauses("1 > 2");
  EXPECT_EQ(parts_of(same, same.formulas()[0]).back().form, PartForm::kConstant);
  const Program field = compiled_for_clauses("is_key");
  EXPECT_EQ(parts_of(field, field.formulas()[0]).back().form, PartForm::kSubject);
}

TEST(Clauses, measures_have_ranges_and_other_functions_none) {
  ASSERT_NE(range_of_measure("size"), nullptr);
  EXPECT_EQ(range_of_measure("size")->least, Decimal());
  EXPECT_EQ(range_of_measure("weekday")->most, Decimal::whole(7));
  EXPECT_EQ(range_of_measure("round"), nullptr);
}

}  // namespace
}  // namespace bailiwick::formula
