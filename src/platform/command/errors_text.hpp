// Errors as a command shows them: lines for people, one JSON object for machines. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace bailiwick::platform::command {

// "error T012: ..." a line an error, wrapped nowhere (terminals do that).
[[nodiscard]] std::string errors_text(const Errors& errors);

// How long the phases took of a command that ended without a result, in their order.
using PhaseSeconds = std::vector<std::pair<std::string, double>>;

// {"errors":[{"code","rule","message"}]}, one line, with "seconds":{phase:...} where there are any; bytes that are not
// UTF-8 are replaced.
[[nodiscard]] std::string errors_json(const Errors& errors, const PhaseSeconds& seconds = {});

}  // namespace bailiwick::platform::command
