// The job that puts assignment rules into force: runs them over all accounts and writes the alignment, all or nothing.
// Beside it the one that
// looks for newcomers. Errors: those of AssignmentService::prepare(), save() and place_newcomers().
#pragma once

#include "planning/assignment_service.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

// `service` outlives the queue it is added to.
[[nodiscard]] platform::jobs::JobKind assign_kind(const AssignmentService& service);

// Gives accounts that came after the rules their territories, and is queued again as long as rules are active. What came since kNewcomersOverlapSeconds
// before it was to run is looked at: with a run_at at the beginning of time, everything.
[[nodiscard]] platform::jobs::JobKind newcomers_kind(const AssignmentService& service);

}  // namespace bailiwick::planning
