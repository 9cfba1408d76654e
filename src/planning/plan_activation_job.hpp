// The job that makes a plan active.
#pragma once

#include "planning/plan_activation.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::planning {

// Its result is {"plan", "valid_from", "territories", "accounts", "gaps"}. `activation` outlives it.
[[nodiscard]] platform::jobs::JobKind activate_kind(const PlanActivation& activation);

}  // namespace bailiwick::planning
