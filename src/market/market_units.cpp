#include "market/market_units.hpp"

#include "market/measure_reader.hpp"

namespace bailiwick::market {

Result<std::optional<UnitMarket>> unit_market(platform::db::Connection& connection, TenantId tenant,
                                              const MarketCounter& counter,
                                              const PotentialModel& model,
                                              const UnitTerritories* territories) {
  if (!model.layer) return std::optional<UnitMarket>();
  const auto loaded = counter.layer(tenant, *model.layer);
  // A layer that is gone, or not loaded, holds nothing.
  if (!loaded) return std::optional<UnitMarket>();
  const auto values =
      kept_values(connection, {tenant, *model.layer}, **loaded, std::string(kMarketPotentialKey));
  if (!values) return tl::unexpected(values.error());
  if (!*values) return std::optional<UnitMarket>();
  UnitMarket market;
  TerritoriesOfUnits of;
  if (territories != nullptr) {
    auto told = territories->of(connection, tenant, (*loaded)->layer, (*loaded)->units);
    if (!told) return tl::unexpected(told.error());
    of = std::move(*told);
  }
  for (std::size_t place = 0; place < (*values)->size(); ++place) {
    const auto& value = (**values)[place];
    if (!value) continue;
    market.all = added(market.all, *value);
    if (place >= of.of.size() || of.of[place] < 0) continue;
    Decimal& sum = market.territories[of.ids[static_cast<std::size_t>(of.of[place])]];
    sum = added(sum, *value);
  }
  return std::optional(std::move(market));
}

}  // namespace bailiwick::market
