// The routes of workload, potential, market size, white space and a territory's page: docs/spec/potential.md. The services outlive them.
#pragma once

#include "market/market_model_service.hpp"
#include "market/market_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

[[nodiscard]] platform::http::Routes market_model_routes(const MarketModelService& service);
[[nodiscard]] platform::http::Routes market_size_routes(const MarketService& service);

}  // namespace bailiwick::market
