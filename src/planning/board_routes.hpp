// Boards and scenarios over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/board_service.hpp"
#include "planning/scenario_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// Both outlive the routes.
[[nodiscard]] platform::http::Routes board_routes(const BoardService& boards);
[[nodiscard]] platform::http::Routes scenario_routes(const ScenarioService& scenarios);

}  // namespace bailiwick::planning
