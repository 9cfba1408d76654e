// Exchange rates over HTTP: parse, call the service, answer. No rule here.
#pragma once

#include "platform/http/route.hpp"
#include "platform/identity/exchange_rates.hpp"

namespace bailiwick::platform::api {

inline constexpr std::uint64_t kRateFileBytesMax = 16 << 20;

// `rates` outlives the routes.
[[nodiscard]] http::Routes rate_routes(const identity::ExchangeRates& rates);

}  // namespace bailiwick::platform::api
