// The directory of people, oneself, roles, and personal data.
#pragma once

#include "platform/http/route.hpp"
#include "platform/identity/services.hpp"

namespace bailiwick::platform::api {

// `services` outlives the routes.
[[nodiscard]] http::Routes people_routes(const identity::Services& services);

}  // namespace bailiwick::platform::api
