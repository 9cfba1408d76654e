// Do locks wall in territories or open land?
//
// For territories that must be connected and some of which have locked units. Take the locked units away: what stays
// of the map falls into open lands. A territory with locked units reaches only the lands that touch them, so its
// locked units must hang together through them; a land can be taken only by the territories that touch it and by
// those that have no locked unit at all. Pure. O(units + edges + locks log locks).
#pragma once

#include "engine/territory/validate_facts.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Rules: T041 a must-link group that no territory can join through the locks; T043 locked units of one territory that
// cannot be connected; T044 a territory that is walled in with too little, or a land walled in with too much.
// Precondition: judge_balance(one).
void judge_enclosure(const Case& one, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
