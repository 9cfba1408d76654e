// The stream of events.
#pragma once

#include "platform/events/hub.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::platform::api {

// `hub` outlives the routes and the streams.
[[nodiscard]] http::Routes events_routes(events::Hub& hub);

}  // namespace bailiwick::platform::api
