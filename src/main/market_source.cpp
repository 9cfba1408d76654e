#include "main/market_source.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick {
namespace {

// Of a field that every company's accounts have.
std::size_t place_of(const formula::Schema& schema, std::string_view field) {
  const auto found = std::ranges::find(schema.fields, field, &formula::Field::name);
  assert(found != schema.fields.end());
  return static_cast<std::size_t>(found - schema.fields.begin());
}

}  // namespace

Result<formula::Schema> CrmMarketSource::schema(TenantId tenant) const {
  return accounts_.schema(tenant);
}

Result<void> CrmMarketSource::each_batch(TenantId tenant, const formula::Schema& schema,
                                         const OnBatch& on_batch) const {
  const std::size_t name_place = place_of(schema, "name");
  const std::size_t territory_place = place_of(schema, "territory");
  std::vector<std::string_view> names;
  std::vector<std::optional<market::TerritoryId>> territories;
  return accounts_.each_batch(
      tenant, schema, [&](const planning::AccountBatch& batch) -> Result<void> {
        names.clear();
        territories.clear();
        for (std::size_t row = 0; row < batch.ids.size(); ++row) {
          names.push_back(
              planning::text_at(batch.rows.columns[name_place], row).value_or(std::string_view()));
          const auto territory = planning::text_at(batch.rows.columns[territory_place], row);
          territories.push_back(territory ? market::TerritoryId::parse(*territory) : std::nullopt);
        }
        return on_batch(
            {.ids = batch.ids, .territories = territories, .names = names, .rows = batch.rows});
      });
}

Result<std::optional<std::vector<formula::Value>>> CrmMarketSource::row(
    const Principal& principal, const formula::Schema& schema, market::AccountId account) const {
  return accounts_.row(principal, schema, account);
}

Result<std::vector<market::ClosedDeals>> CrmMarketSource::closed_deals(
    const Principal& principal) const {
  const auto closed = closed_.of_accounts(principal);
  if (!closed) return tl::unexpected(closed.error());
  std::vector<market::ClosedDeals> deals;
  deals.reserve(closed->size());
  for (const crm::ClosedOpportunities& some : *closed)
    deals.push_back({market::AccountId(some.account), some.won, some.lost});
  return deals;
}

}  // namespace bailiwick
