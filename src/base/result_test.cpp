// Goal: a failure carries its code, rule and message, one or all of them.
#include "base/result.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace bailiwick {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(ErrorCode::kInvalidInput, "X001", "odd");
  return n / 2;
}

Checked<int> all_or_nothing(bool is_good) {
  if (!is_good)
    return fail(Errors{{ErrorCode::kIo, "X002", "a"}, {ErrorCode::kLimit, "X003", "b"}});
  return 7;
}

TEST(Result, holds_the_value_or_the_reason) {
  EXPECT_EQ(half(4).value(), 2);
  EXPECT_EQ(half(3).error(), (Error{ErrorCode::kInvalidInput, "X001", "odd"}));
}

TEST(Result, a_checked_value_fails_with_every_reason) {
  EXPECT_EQ(all_or_nothing(true).value(), 7);
  ASSERT_EQ(all_or_nothing(false).error().size(), 2U);
  EXPECT_EQ(all_or_nothing(false).error()[1].rule, "X003");
}

TEST(Result, every_code_has_a_name_of_its_own) {
  std::set<std::string_view> names;
  for (const ErrorCode code :
       {ErrorCode::kInvalidInput, ErrorCode::kInfeasible, ErrorCode::kNotFound, ErrorCode::kLimit,
        ErrorCode::kIo, ErrorCode::kCancelled, ErrorCode::kUnauthenticated, ErrorCode::kForbidden,
        ErrorCode::kConflict, ErrorCode::kPrecondition, ErrorCode::kTooMany,
        ErrorCode::kUnavailable, ErrorCode::kInternal}) {
    names.insert(name_of(code));
  }
  EXPECT_EQ(names.size(), 13U);
}

}  // namespace
}  // namespace bailiwick
