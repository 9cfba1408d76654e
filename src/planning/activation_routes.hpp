// Plans that become active, and what takes it back, over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/plan_rollback.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// They outlive the routes.
[[nodiscard]] platform::http::Routes activation_routes(const PlanActivation& activation,
                                                       const PlanRollback& rollback);

}  // namespace bailiwick::planning
