// Secrets that a command needs: from the environment or from standard input, never from its arguments, which every user of the machine can
// read. Error: X053 (kInvalidInput) there is none.
#pragma once

#include <string>

#include "base/result.hpp"

namespace bailiwick {

// The variable's text, or else the first line of standard input (asked for, and not shown, at a terminal).
[[nodiscard]] Result<std::string> read_secret(const char* variable);

}  // namespace bailiwick
