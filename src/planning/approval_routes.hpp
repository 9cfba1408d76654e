// Approving plans over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/plan_approvals.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// It outlives the routes.
[[nodiscard]] platform::http::Routes approval_routes(const PlanApprovals& approvals);

}  // namespace bailiwick::planning
