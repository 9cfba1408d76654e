// Objectives over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "market/objective_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes objective_routes(const ObjectiveService& service);

}  // namespace bailiwick::market
