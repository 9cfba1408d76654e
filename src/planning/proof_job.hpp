// The job that proves how good a plan is: bounds what any plan with its demands could reach, and keeps the bound and the gap with the plan.
// Queued by the end of a design that meets its demands, so that the map is there before the proof.
// Errors: those of bound_problem(), of PlanService::proof_input(); P057.
#pragma once

#include <cstdint>

#include "planning/plan_job.hpp"
#include "planning/service.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

// Bounds converge slower than plans get good: how long is searched for one, for a design of so many seconds. Small problems
// are done sooner.
[[nodiscard]] double proof_seconds_of(double design_seconds, std::int64_t units);

// `service` outlives the queue it is added to.
[[nodiscard]] platform::jobs::JobKind proof_kind(const PlanService& service,
                                                 const PlanJobSettings& settings);

}  // namespace bailiwick::planning
