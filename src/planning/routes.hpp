// Plans and data sets over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes planning_routes(const PlanService& service);

}  // namespace bailiwick::planning
