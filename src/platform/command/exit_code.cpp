#include "platform/command/exit_code.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::platform::command {
namespace {

ExitCode exit_code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::kIo:
    case ErrorCode::kNotFound:
    case ErrorCode::kTooMany:
    case ErrorCode::kUnavailable:
      return ExitCode::kIo;
    case ErrorCode::kUnauthenticated:
    case ErrorCode::kForbidden:
    case ErrorCode::kConflict:
    case ErrorCode::kPrecondition:
      return ExitCode::kRefused;
    case ErrorCode::kInternal:
      return ExitCode::kInternal;
    case ErrorCode::kInfeasible:
      return ExitCode::kImpossible;
    case ErrorCode::kCancelled:
      return ExitCode::kInterrupted;
    case ErrorCode::kInvalidInput:
    case ErrorCode::kLimit:
      return ExitCode::kBadInput;
  }
  assert(false && "every ErrorCode has an exit code");
  return ExitCode::kBadInput;
}

}  // namespace

ExitCode exit_code_of(const Errors& errors) {
  assert(!errors.empty());
  // A mistake of ours before interrupted before I/O before refused before bad input before impossible: what is
  // impossible is only known of sound input.
  for (const ExitCode code : {ExitCode::kInternal, ExitCode::kInterrupted, ExitCode::kIo,
                              ExitCode::kRefused, ExitCode::kBadInput}) {
    const bool has = std::any_of(errors.begin(), errors.end(),
                                 [&](const Error& error) { return exit_code_of(error) == code; });
    if (has) return code;
  }
  return ExitCode::kImpossible;
}

}  // namespace bailiwick::platform::command
