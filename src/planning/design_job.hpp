// The job that designs a plan: reads its data set, searches with progress for people, and keeps what came of it with the
// job's end. Cancelled, or when the worker stops, it keeps the best plan so far where there is one, marked as partial.
// Errors: those of design(), of PlanService::design_input(); P057.
#pragma once

#include "planning/plan_job.hpp"
#include "planning/service.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

// `service` outlives the queue it is added to.
[[nodiscard]] platform::jobs::JobKind design_kind(const PlanService& service,
                                                  const PlanJobSettings& settings);

}  // namespace bailiwick::planning
