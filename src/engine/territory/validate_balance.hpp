// Can the windows be met at all, wherever the units lie?
//
// Necessary conditions on the sums alone, for one number of territories. Amounts are whole numbers of a smallest step
// (the greatest common divisor of the groups' amounts), and windows are judged as narrowed to it.
// Pure. O(groups * rules) for a fixed k; for a range, O(rules * log groups) where all is well.
#pragma once

#include "engine/territory/validate_facts.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Rules: T025 a unit, T040 a must-link group, heavier than a territory may hold; T026 upper limits sum to less than
// the total; T027 lower limits to more; T028 a window without an attainable amount; T029 fewer places that carry a
// measure than territories that need it; T030 too many heavy units to share the territories. Marks in `one.is_sound`
// the rules whose windows T026, T027 or T028 refuses.
void judge_balance(Case& one, wording::Findings& findings);

// For a fixed k. Rules: T037 locked units heavier than their territory may hold; T038 locks and forbidden pairs leave
// a territory less than it needs.
void judge_reserved(const Case& one, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
