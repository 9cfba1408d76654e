// Plans and data sets over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/board_service.hpp"
#include "planning/service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// Both outlive the routes.
[[nodiscard]] platform::http::Routes planning_routes(const PlanService& service,
                                                     const BoardService& boards);

}  // namespace bailiwick::planning
