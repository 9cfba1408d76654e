// The job that puts assignment rules into force: runs them over all accounts and writes the alignment, all or nothing.
// Errors: those of AssignmentService::prepare() and save().
#pragma once

#include "planning/assignment_service.hpp"
#include "platform/jobs/jobs.hpp"

namespace bailiwick::planning {

// `service` outlives the queue it is added to.
[[nodiscard]] platform::jobs::JobKind assign_kind(const AssignmentService& service);

}  // namespace bailiwick::planning
