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

// A batch of accounts with their names and territories.
planning::AccountSource::OnBatch with_places(const formula::Schema& schema,
                                             const market::AccountSource::OnBatch& on_batch) {
  const std::size_t name_place = place_of(schema, "name");
  const std::size_t territory_place = place_of(schema, "territory");
  return [=, &on_batch](const planning::AccountBatch& batch) -> Result<void> {
    std::vector<std::string_view> names;
    std::vector<std::optional<market::TerritoryId>> territories;
    for (std::size_t row = 0; row < batch.ids.size(); ++row) {
      names.push_back(
          planning::text_at(batch.rows.columns[name_place], row).value_or(std::string_view()));
      const auto territory = planning::text_at(batch.rows.columns[territory_place], row);
      territories.push_back(territory ? market::TerritoryId::parse(*territory) : std::nullopt);
    }
    return on_batch(
        {.ids = batch.ids, .territories = territories, .names = names, .rows = batch.rows});
  };
}

// A list of the CRM's as the market's.
template <class To, class From, class Map>
Result<std::vector<To>> mapped(const Result<std::vector<From>>& list, Map map) {
  if (!list) return tl::unexpected(list.error());
  std::vector<To> all;
  all.reserve(list->size());
  for (const From& one : *list) all.push_back(map(one));
  return all;
}

}  // namespace

crm::AccountsAsked asked_of(const market::AccountReach& reach) {
  return {.tenant = reach.tenant,
          .day = {},
          .viewer = reach.viewer,
          .territories = reach.territories,
          .accounts = reach.accounts};
}

Result<formula::Schema> CrmMarketSource::schema(TenantId tenant) const {
  return accounts_.schema(tenant);
}

Result<void> CrmMarketSource::each_batch(TenantId tenant, const formula::Schema& schema,
                                         const OnBatch& on_batch) const {
  return accounts_.each_batch(tenant, schema, with_places(schema, on_batch));
}

Result<void> CrmMarketSource::each_batch_of(const market::AccountReach& reach,
                                            const formula::Schema& schema,
                                            const OnBatch& on_batch) const {
  return accounts_.each_batch_of(asked_of(reach), schema, with_places(schema, on_batch));
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

Result<std::vector<market::AccountRevenue>> CrmMarketSource::revenue(
    const market::AccountReach& reach, const market::SalesDays& days) const {
  const auto read =
      accounts_.of_accounts(asked_of(reach), [&](auto& connection, const auto& asked) {
        return crm::account_revenues(connection, asked,
                                     {.before_from = days.before_from,
                                      .recent_from = days.recent_from,
                                      .until = days.until,
                                      .reporting = days.reporting});
      });
  return mapped<market::AccountRevenue>(read, [](const crm::AccountRevenue& one) {
    return market::AccountRevenue{market::AccountId(one.account), one.recent, one.before,
                                  one.day.value_or(LocalDate())};
  });
}

Result<std::vector<market::AccountAmount>> CrmMarketSource::open_pipeline(
    const market::AccountReach& reach) const {
  const auto read = accounts_.of_accounts(asked_of(reach), [](auto& connection, const auto& asked) {
    return crm::open_pipelines(connection, asked);
  });
  return mapped<market::AccountAmount>(read, [](const crm::AccountAmount& one) {
    return market::AccountAmount{market::AccountId(one.account), one.amount};
  });
}

Result<std::vector<market::AccountId>> CrmMarketSource::visited_since(
    const market::AccountReach& reach, Instant since) const {
  const auto read =
      accounts_.of_accounts(asked_of(reach), [&](auto& connection, const auto& asked) {
        return crm::visited_accounts(connection, asked, since);
      });
  return mapped<market::AccountId>(read, [](const Uuid& one) { return market::AccountId(one); });
}

Result<std::vector<market::ClosedDeals>> CrmMarketSource::closed_deals_of(
    const market::AccountReach& reach) const {
  const auto read = accounts_.of_accounts(asked_of(reach), [](auto& connection, const auto& asked) {
    return crm::account_deals(connection, asked);
  });
  return mapped<market::ClosedDeals>(read, [](const crm::AccountDeals& one) {
    return market::ClosedDeals{market::AccountId(one.account), one.won, one.lost};
  });
}

}  // namespace bailiwick
