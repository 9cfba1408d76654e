// What a command tells the shell. Documented in docs/guide/exit-codes.md.
#pragma once

#include "base/result.hpp"

namespace bailiwick::platform::command {

enum class ExitCode : int {
  kOk = 0,
  kDemandsNotMet = 1,  // a plan was made or judged, but it does not meet every demand
  kUsage = 2,          // the command line is wrong
  kBadInput = 3,       // a file or a value in it is wrong
  kImpossible = 4,     // no plan can meet the demands: proven
  kIo = 5,             // the operating system refused: a missing file, a full disk
  kRefused = 6,        // not allowed, or in conflict with what is there
  kInternal = 70,      // a mistake of the program itself (EX_SOFTWARE of sysexits.h)
  kInterrupted = 130,  // Ctrl-C; the best plan so far was written where there was one
};

// The exit code of a list of errors that is not empty: the gravest kind decides.
[[nodiscard]] ExitCode exit_code_of(const Errors& errors);

}  // namespace bailiwick::platform::command
