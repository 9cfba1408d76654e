// One's own company and its settings.
#pragma once

#include "platform/http/route.hpp"
#include "platform/identity/services.hpp"

namespace bailiwick::platform::api {

// `services` outlives the routes.
[[nodiscard]] http::Routes company_routes(const identity::Services& services);

}  // namespace bailiwick::platform::api
