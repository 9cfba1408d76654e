// Jobs: the list, one of them, cancel and start again.
#pragma once

#include "platform/http/route.hpp"
#include "platform/jobs/service.hpp"

namespace bailiwick::platform::api {

// `service` outlives the routes.
[[nodiscard]] http::Routes jobs_routes(const jobs::JobService& service);

}  // namespace bailiwick::platform::api
