// Assignment rules over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "planning/assignment_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::planning {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes assignment_routes(const AssignmentService& service);

// The shape of a preview, for the routes that give one.
[[nodiscard]] platform::http::Schema assignment_preview_schema();

}  // namespace bailiwick::planning
