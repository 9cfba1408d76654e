// Performance over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "crm/performance_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::crm {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes performance_routes(const PerformanceService& service);

}  // namespace bailiwick::crm
