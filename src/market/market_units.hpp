// What the units of a layer hold of the market: the measure market_potential summed over territories. Plain functions.
#pragma once

#include <map>
#include <optional>

#include "base/result.hpp"
#include "market/layer_ports.hpp"
#include "market/market_counter.hpp"

namespace bailiwick::market {

struct UnitMarket {
  Decimal all;                                 // of all units of the layer
  std::map<TerritoryId, Decimal> territories;  // of those that belong to one
};

// Of the potential model's layer; nothing where it has none, or the layer has no such measure or is not there. `territories`: null: no unit belongs to one.
// Errors of the database.
[[nodiscard]] Result<std::optional<UnitMarket>> unit_market(platform::db::Connection& connection,
                                                            TenantId tenant,
                                                            const MarketCounter& counter,
                                                            const PotentialModel& model,
                                                            const UnitTerritories* territories);

}  // namespace bailiwick::market
