// Goal: words are read back from what they were written from, and postal codes compare as people mean them.
#include "planning/assignment_model.hpp"

#include <gtest/gtest.h>

namespace bailiwick::planning {
namespace {

TEST(AssignmentModel, WordsAreReadBack) {
  for (const auto kind : {RuleKind::kFormula, RuleKind::kNamed, RuleKind::kUnits})
    EXPECT_EQ(parse_rule_kind(name_of(kind)), kind);
  for (const auto state : {RuleSetState::kDraft, RuleSetState::kActive, RuleSetState::kArchived})
    EXPECT_EQ(parse_rule_set_state(name_of(state)), state);
  EXPECT_FALSE(parse_rule_kind("x"));
  EXPECT_FALSE(parse_rule_set_state(""));
}

TEST(AssignmentModel, ARuleIsOfTheKindOfItsCondition) {
  AssignmentRule rule;
  EXPECT_EQ(rule.kind(), RuleKind::kFormula);
  rule.condition = NamedCondition{};
  EXPECT_EQ(rule.kind(), RuleKind::kNamed);
  rule.condition = UnitsCondition{};
  EXPECT_EQ(rule.kind(), RuleKind::kUnits);
}

TEST(AssignmentModel, BlanksAndCaseOfPostalCodesDoNotCount) {
  EXPECT_EQ(comparable_unit(" 1012 ab\t"), "1012AB");
  EXPECT_EQ(comparable_unit("1012*"), "1012*");
  EXPECT_EQ(comparable_unit(""), "");
}

}  // namespace
}  // namespace bailiwick::planning
