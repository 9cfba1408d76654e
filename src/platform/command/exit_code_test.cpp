// Goal: every kind of failure has its exit code. Method: a table, and mixtures.
#include "platform/command/exit_code.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::command {
namespace {

ExitCode of(std::vector<ErrorCode> codes) {
  Errors errors;
  for (const ErrorCode code : codes) errors.push_back({code, "U999", ""});
  return exit_code_of(errors);
}

TEST(ExitCode, EveryKindOfErrorHasOne) {
  EXPECT_EQ(of({ErrorCode::kInvalidInput}), ExitCode::kBadInput);
  EXPECT_EQ(of({ErrorCode::kLimit}), ExitCode::kBadInput);
  EXPECT_EQ(of({ErrorCode::kInfeasible}), ExitCode::kImpossible);
  EXPECT_EQ(of({ErrorCode::kIo}), ExitCode::kIo);
  EXPECT_EQ(of({ErrorCode::kNotFound}), ExitCode::kIo);
  EXPECT_EQ(of({ErrorCode::kTooMany}), ExitCode::kIo);
  EXPECT_EQ(of({ErrorCode::kUnavailable}), ExitCode::kIo);
  EXPECT_EQ(of({ErrorCode::kUnauthenticated}), ExitCode::kRefused);
  EXPECT_EQ(of({ErrorCode::kForbidden}), ExitCode::kRefused);
  EXPECT_EQ(of({ErrorCode::kConflict}), ExitCode::kRefused);
  EXPECT_EQ(of({ErrorCode::kPrecondition}), ExitCode::kRefused);
  EXPECT_EQ(of({ErrorCode::kInternal}), ExitCode::kInternal);
  EXPECT_EQ(of({ErrorCode::kCancelled}), ExitCode::kInterrupted);
}

TEST(ExitCode, TheGravestKindDecides) {
  EXPECT_EQ(of({ErrorCode::kInfeasible, ErrorCode::kInvalidInput}), ExitCode::kBadInput);
  EXPECT_EQ(of({ErrorCode::kInvalidInput, ErrorCode::kIo}), ExitCode::kIo);
}

}  // namespace
}  // namespace bailiwick::platform::command
