// The end of a command in text: what was found and proven, as a table for people. Figures come from check(), never
// from the solver. Pure.
#pragma once

#include <string>

#include "base/result.hpp"
#include "planning/outcome.hpp"

namespace bailiwick::planning {

[[nodiscard]] std::string summary_text(const Outcome& outcome);

// "error T012: ..." a line an error, wrapped nowhere (terminals do that).
[[nodiscard]] std::string errors_text(const Errors& errors);

}  // namespace bailiwick::planning
