// The routes of measures: docs/spec/unit-layers.md. The services outlive them.
#pragma once

#include "market/market_model_service.hpp"
#include "market/measure_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::market {

[[nodiscard]] platform::http::Routes measure_routes(const MeasureService& service,
                                                    const MarketModelService& models);

}  // namespace bailiwick::market
