// Are the demands well-formed: balance rules, hints, locks, links, radius and the existing plan?
//
// The second half of the malformed input (see validate_shape). Pure. O(units + demands).
#pragma once

#include "engine/territory/model.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Rules: T014 balance rule on no measure or on one twice; T015 malformed tolerance, weight or target; T016 malformed
// shares or capacities; T017 malformed hints; T018 unknown unit or territory in a lock, a forbidden pair or a
// must-link group; T019 malformed existing plan; T020 malformed scalar (weights, costs, radius); T021 malformed list
// of allowed centres. Robust against a problem that check_shape() found wanting.
void check_demands(const Problem& problem, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
