// What of a design is kept with its plan: figures, territories, assignment and map. Pure.
#pragma once

#include "planning/outcome.hpp"
#include "planning/plan.hpp"

namespace bailiwick::planning {

// The summary is JSON: {is_feasible, is_partial, worst_deviation, deviations: {measure: share}, fragments, rms_km, mean_km, radius_km,
// bound_km?, gap?, bound_scope, iterations, seconds, violations: [{rule, text, values}]}.
[[nodiscard]] DesignedPlan designed_plan_of(const Outcome& outcome);

}  // namespace bailiwick::planning
