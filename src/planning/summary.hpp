// The end of a command in text: what was found and proven, as a table for people. Figures come from check(), never
// from the solver. Pure.
#pragma once

#include <string>

#include "planning/outcome.hpp"

namespace bailiwick::planning {

[[nodiscard]] std::string summary_text(const Outcome& outcome);

}  // namespace bailiwick::planning
