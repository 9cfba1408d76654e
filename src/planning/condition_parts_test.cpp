// Goal: a condition comes apart at its outermost &&, and a part says with what it compares its field.
#include "planning/condition_parts.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using formula::Value;

ConditionParts parts(const std::string& text) {
  const auto program = formula::compile(bailiwick::testing::account_schema(), {{"r", text, {}}});
  EXPECT_TRUE(program) << text;
  return program ? parts_of(*program, 0) : ConditionParts();
}

TEST(ConditionParts, AreWhatStandsBetweenAnds) {
  const auto all = parts("(employees > 500 && country == \"NL\") && (is_key || is_key == null)");
  ASSERT_EQ(all.plain.size(), 3U);
  EXPECT_TRUE(all.rest.empty());
  EXPECT_EQ(all.plain[0].text, "employees > 500");
  EXPECT_EQ(all.plain[0].field, 0U);
  EXPECT_EQ(all.plain[0].compared, std::vector<Value>{Value(std::int64_t{500})});
  EXPECT_EQ(all.plain[1].text, "country == \"NL\"");
  EXPECT_EQ(all.plain[2].field, 5U);
}

TEST(ConditionParts, CompareWithWhatConstantsComeTo) {
  const auto all = parts("employees in [1, 2 + 3]");
  ASSERT_EQ(all.plain.size(), 1U);
  EXPECT_EQ(all.plain.front().compared,
            (std::vector<Value>{Value(std::int64_t{1}), Value(std::int64_t{5})}));
}

TEST(ConditionParts, LeaveWhatReckonsWithAField) {
  EXPECT_TRUE(parts("employees + 1 > 500").plain.empty());
  const auto all = parts("employees > 500 && (employees > revenue && is_key)");
  EXPECT_EQ(all.plain.size(), 2U);
  EXPECT_EQ(all.rest, std::vector<std::string>{"employees > revenue"});
}

}  // namespace
}  // namespace bailiwick::planning
