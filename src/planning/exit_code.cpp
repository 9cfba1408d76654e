#include "planning/exit_code.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::planning {
namespace {

ExitCode exit_code_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::kIo:
    case ErrorCode::kNotFound:
      return ExitCode::kIo;
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
  // Interrupted before I/O before bad input before impossible: what is impossible is only known of sound input.
  for (const ExitCode code : {ExitCode::kInterrupted, ExitCode::kIo, ExitCode::kBadInput}) {
    const bool has = std::any_of(errors.begin(), errors.end(),
                                 [&](const Error& error) { return exit_code_of(error) == code; });
    if (has) return code;
  }
  return ExitCode::kImpossible;
}

}  // namespace bailiwick::planning
