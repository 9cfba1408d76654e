// Do the locks, forbidden pairs and must-links contradict one another?
//
// Conditions that hold whatever the windows and the map are. Pure. O(units + demands log demands).
#pragma once

#include "engine/territory/validate_facts.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Rules: T034 a unit locked to several territories (or several pinned to it); T035 a unit locked to a territory it is
// forbidden to; T036 a unit forbidden everywhere; T039 a must-link group whose units are locked apart, or forbidden
// everywhere between them, or locked where another is forbidden; T041 a group that lies in areas of the map without a
// connection.
void judge_locks(const Facts& facts, std::int32_t k, wording::Findings& findings);

// Rules: T042 fewer units or groups that are free than territories without a locked unit; T048 fewer units that may be
// a centre than territories that need one.
void judge_counts(const Facts& facts, std::int32_t k, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
