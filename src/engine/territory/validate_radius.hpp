// Can every unit lie within the maximum radius of a centre?
//
// Two units of one territory lie within twice the radius of each other, whatever its centre; a pinned centre and the
// units that may be one are known beforehand. Distances are compared with a slack above what rounding to metres can
// cause, so that a unit exactly at the radius is never refused. Pure. O(units log units) and, for T023, at most
// kVisitsLimit distances.
#pragma once

#include "engine/territory/validate_facts.hpp"
#include "engine/territory/validate_text.hpp"

namespace bailiwick::engine::territory::validation {

// Distances that T023 computes at most; beyond them it is silent.
inline constexpr std::int64_t kVisitsLimit = 50'000'000;

// Rules: T022 more units far from one another than territories; T023 too little within reach of a unit or of a pinned
// centre; T045 a unit without a possible centre within the radius; T046 a locked unit beyond the radius of its
// territory's pinned centre; T047 two units that must be together and are too far apart.
// For a range of territories, judge the largest number: then smaller ones, which need more a territory, fail too.
void judge_radius(const Case& one, wording::Findings& findings);

}  // namespace bailiwick::engine::territory::validation
