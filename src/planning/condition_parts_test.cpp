// Goal: a condition comes apart at its outermost &&, and a part says with what it compares its field.
#include "planning/condition_parts.hpp"

#include <gtest/gtest.h>

#include "tests/support/assignment_walker.hpp"

namespace bailiwick::planning {
namespace {

using formula::Value;

std::optional<std::vector<ConditionPart>> parts(const std::string& text) {
  const auto program = formula::compile(testing::account_schema(), {{"r", text, {}}});
  return program ? parts_of(*program, 0) : std::nullopt;
}

TEST(ConditionParts, AreWhatStandsBetweenAnds) {
  const auto all = parts("(employees > 500 && country == \"NL\") && (is_key || is_key == null)");
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ((*all)[0].text, "employees > 500");
  EXPECT_EQ((*all)[0].field, 0U);
  EXPECT_EQ((*all)[0].compared, std::vector<Value>{Value(std::int64_t{500})});
  EXPECT_EQ((*all)[1].text, "country == \"NL\"");
  EXPECT_EQ((*all)[2].field, 5U);
}

TEST(ConditionParts, CompareWithWhatConstantsComeTo) {
  const auto all = parts("employees in [1, 2 + 3]");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->front().compared,
            (std::vector<Value>{Value(std::int64_t{1}), Value(std::int64_t{5})}));
}

TEST(ConditionParts, AreNoneWhereAFieldIsReckonedWith) {
  EXPECT_FALSE(parts("employees + 1 > 500"));
  EXPECT_FALSE(parts("employees > 500 && employees > revenue"));
}

}  // namespace
}  // namespace bailiwick::planning
