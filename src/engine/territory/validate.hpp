// Every reason why a problem is malformed or cannot be solved, found before time is spent on it.
//
// Each returned error is a proof: a demand that no plan can meet, in the planner's words, with the figures.
// An empty list promises nothing: a plan may still not exist, or not be found in time; the solver never turns
// 'not found' into 'impossible'. Pure. O(units + edges + rules * k).
#pragma once

#include "base/result.hpp"
#include "engine/territory/model.hpp"

namespace bailiwick::engine::territory {

// All failures, malformed input first (then conditions are not judged), in the order of the fields of Problem.
// Rules: T001 .. T049, each listed in docs/errors/territory.md.
[[nodiscard]] Errors validate(const Problem& problem);

}  // namespace bailiwick::engine::territory
