// The ideal customer profile over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "market/icp_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

// `service` outlives the routes.
[[nodiscard]] platform::http::Routes icp_routes(const IcpService& service);

}  // namespace bailiwick::market
