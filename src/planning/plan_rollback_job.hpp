// The job that takes back what made a plan active.
#pragma once

#include "planning/plan_rollback.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::planning {

// Its result is {"plan"}; what it came to is kept with the activation. `rollback` outlives it.
[[nodiscard]] platform::jobs::JobKind rollback_kind(const PlanRollback& rollback);

}  // namespace bailiwick::planning
