// The routes of what to do next: docs/spec/next.md. The service outlives them.
#pragma once

#include "market/next_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

[[nodiscard]] platform::http::Routes next_routes(const NextService& service);

}  // namespace bailiwick::market
