// Does every connected area of the map make up a whole number of territories?
//
// For territories that must be connected. An area (an island, or what barriers cut off) with amount A can be divided
// among j territories only where the j least lower limits sum to at most A and the j largest upper limits to at
// least A, for every rule at once; and the areas' numbers must add up to k. Pure. O(areas * rules * log k).
#pragma once

#include "engine/territory/validate_facts.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Rules: T031 an area too small or too large for any whole number of territories; T032 more areas than territories;
// T033 areas that cannot add up to the number of territories. Precondition: judge_balance(one).
void judge_areas(const Case& one, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
