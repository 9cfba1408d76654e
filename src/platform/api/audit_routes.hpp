// Reading the audit log, with the names of those who may still be named, and verifying it.
#pragma once

#include "platform/audit/log.hpp"
#include "platform/http/route.hpp"
#include "platform/identity/services.hpp"

namespace bailiwick::platform::api {

// `services` outlives the routes.
[[nodiscard]] http::Routes audit_routes(const identity::Services& services);

}  // namespace bailiwick::platform::api
