// Is the problem well-formed: units, measures, map and number of territories?
//
// The first half of the malformed input; validate_demands has the other (balance, hints, locks, disruption). Where
// either finds something, no further condition is judged. Pure. O(units log units + edges).
#pragma once

#include "engine/territory/model.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Rules: T001 no units; T002 beyond a named limit; T003 missing ids; T004 doubled ids; T005 bad position;
// T006 malformed measure; T007 negative value; T008 overflowing total; T009 unknown weight measure; T010 map of
// another size; T011 malformed number of territories; T012 more territories than units; T013 a range of
// territories together with a demand that names one.
void check_shape(const Problem& problem, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
