// Can the cap on disruption be kept, given what must change hands anyway?
//
// A unit must leave its territory of today where it is locked elsewhere, forbidden there, or beyond the radius of that
// territory's pinned centre. A territory must give up all but one of the connected areas it lies on. Where the
// disruption measure is also balanced, it must give up what exceeds its upper limit, and gain what it lacks.
// Pure. O(units log units).
#pragma once

#include "engine/territory/validate_facts.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Rule: T049 more must change hands than the cap allows. Precondition: judge_balance(one).
void judge_disruption(const Case& one, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
