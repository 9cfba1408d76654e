// Goal: a condition is read back as it was written. Method: each kind there and back.
#include "planning/assignment_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

TEST(AssignmentJson, ConditionsAreReadBack) {
  for (const RuleCondition& condition :
       {RuleCondition{FormulaCondition{"a > \"x\""}},
        RuleCondition{NamedCondition{{bailiwick::testing::account_id(7)}}},
        RuleCondition{UnitsCondition{"NL", {"1*", "2"}}}, RuleCondition{UnitsCondition{"", {"1"}}}})
    EXPECT_EQ(read_condition(static_cast<RuleKind>(condition.index()), condition_text(condition)),
              condition);
}

TEST(AssignmentJson, ANoteSaysHowMuchItNames) {
  RuleNote note{
      .rule = bailiwick::testing::rule_id(1), .kind = RuleNoteKind::kNoUnits, .message = "Odd."};
  EXPECT_FALSE(to_json(note).contains("entry_count"));
  note.entries = {"9999"};
  note.entry_count = 30;
  EXPECT_EQ(to_json(note)["kind"], "no_units");
  EXPECT_EQ(to_json(note)["entries"].size(), 1U);
  EXPECT_EQ(to_json(note)["entry_count"], 30);
}

TEST(AssignmentJson, ASetLeavesOutWhatItHasNot) {
  RuleSet set;
  EXPECT_FALSE(to_json(set).contains("parent"));
  set.valid_from = LocalDate(0);
  EXPECT_EQ(to_json(set)["valid_from"], "1970-01-01");
}

}  // namespace
}  // namespace bailiwick::planning
