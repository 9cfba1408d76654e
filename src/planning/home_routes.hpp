// Homes over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/home_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// It outlives the routes.
[[nodiscard]] platform::http::Routes home_routes(const HomeService& homes);

}  // namespace bailiwick::planning
