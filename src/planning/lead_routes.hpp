// The routes of leads' routing (docs/spec/lead-routing.md).
#pragma once

#include "planning/lead_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// The service outlives the routes.
[[nodiscard]] platform::http::Routes lead_routes(const LeadService& service);

}  // namespace bailiwick::planning
