// What the services of the market answer, as the API shows it (docs/spec/potential.md): money and shares as exact decimals in strings. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "market/market_model_service.hpp"
#include "market/market_service.hpp"

namespace bailiwick::market {

[[nodiscard]] nlohmann::json to_json(const Tried& tried);
[[nodiscard]] nlohmann::json to_json(const MarketSize& size);
[[nodiscard]] nlohmann::json items_json(const WhiteSpacePage& page);
[[nodiscard]] nlohmann::json to_json(const MarketAccount& account);
[[nodiscard]] nlohmann::json to_json(const TerritoryPage& page);

}  // namespace bailiwick::market
