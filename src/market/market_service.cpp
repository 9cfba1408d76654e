#include "market/market_service.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "alignment/scope.hpp"
#include "formula/explain.hpp"
#include "market/market_pages.hpp"
#include "market/market_units.hpp"

namespace bailiwick::market {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;
using identity::Permission;
using identity::Principal;
using market_store::Grouping;
using market_store::GroupSum;

constexpr std::size_t kPartsMax = 20;

Result<void> may_read(const Principal& principal) {
  const auto may = identity::require(principal, Permission::kMarketRead);
  return may ? identity::require(principal, Permission::kCrmRead) : may;
}

bool sees_everything(const Principal& principal) {
  return alignment::reach_of(principal) == alignment::Reach::kEverything;
}

MarketNumbers numbers_of(Figures figures, Decimal obtainable) {
  MarketNumbers numbers{.figures = std::move(figures)};
  numbers.tam = numbers.figures.potential;
  numbers.sam = numbers.figures.serviceable_potential;
  numbers.som = product(numbers.sam, obtainable).value_or(Decimal());
  numbers.penetration = share_of(numbers.figures.revenue, numbers.sam, kSharePlaces);
  return numbers;
}

void take_units(MarketNumbers& numbers, Decimal tam, Decimal sam, Decimal obtainable) {
  numbers.tam = tam;
  numbers.sam = sam;
  numbers.som = product(sam, obtainable).value_or(Decimal());
  numbers.penetration = share_of(numbers.figures.revenue, sam, kSharePlaces);
}

// The sums that the last count left of the whole company.
struct Counted {
  std::vector<GroupSum> all;
  std::vector<GroupSum> groups;
  Instant at;
};
Result<Counted> read_counted(db::Connection& connection, TenantId tenant, Grouping grouping) {
  const auto count = market_store::count(connection, tenant);
  if (!count) return tl::unexpected(count.error());
  if (!*count)
    return fail(ErrorCode::kConflict, "M097",
                "The market was not counted yet: ask for a count, and look again when it is done.");
  auto all = market_store::sums(connection, tenant, Grouping::kAll);
  if (!all) return tl::unexpected(all.error());
  auto groups = market_store::sums(connection, tenant, grouping);
  if (!groups) return tl::unexpected(groups.error());
  return Counted{.all = std::move(*all), .groups = std::move(*groups), .at = (*count)->counted_at};
}

std::string group_key(const ReckonedAccount& account, Grouping grouping) {
  switch (grouping) {
    case Grouping::kTerritory:
      return account.territory ? account.territory->text() : "";
    case Grouping::kIndustry:
      return std::string(account.figures.industry);
    default:
      return std::string(account.country);
  }
}

// Both together, of what somebody sees.
struct Seen {
  Figures all;
  std::map<std::string, Figures> groups;
};

// The largest, and the rest together.
void take_items(MarketSize& size, std::vector<GroupSum> groups, Decimal obtainable) {
  std::ranges::stable_sort(groups, std::greater<>(),
                           [](const GroupSum& sum) { return sum.figures.potential; });
  Figures others;
  for (GroupSum& sum : groups) {
    if (size.items.size() < kSizeItemsMax) {
      size.items.push_back(
          {.key = sum.key, .name = {}, .numbers = numbers_of(std::move(sum.figures), obtainable)});
      continue;
    }
    ++size.other_count;
    others.add(sum.figures);
  }
  size.others = numbers_of(std::move(others), obtainable);
}

std::vector<TerritoryId> territories_of(const MarketSize& size) {
  std::vector<TerritoryId> ids;
  for (const MarketItem& item : size.items)
    if (const auto id = TerritoryId::parse(item.key)) ids.push_back(*id);
  return ids;
}

// TAM and SAM from what the units hold, of everything or of the territories that one sees.
Result<void> add_units(db::Connection& connection, const UnitMarket& units,
                       const Principal& principal, LocalDate day, Decimal obtainable,
                       MarketSize& size) {
  const auto scope = alignment::read_scope(connection, principal, day);
  if (!scope) return tl::unexpected(scope.error());
  Decimal seen;
  for (const auto& [territory, potential] : units.territories)
    if (scope->has(territory)) seen = added(seen, potential);
  take_units(size.all, scope->is_everything ? units.all : seen, seen, obtainable);
  for (MarketItem& item : size.items) {
    const auto id = TerritoryId::parse(item.key);
    if (!id) continue;
    const auto found = units.territories.find(*id);
    const Decimal holds = found == units.territories.end() ? Decimal() : found->second;
    take_units(item.numbers, holds, holds, obtainable);
  }
  size.is_from_units = true;
  return {};
}

}  // namespace

Checked<MarketSize> MarketService::size(const Principal& principal, Grouping grouping) const {
  if (const auto may = may_read(principal); !may) return fail(Errors{may.error()});
  const auto reckoning = parts_.counter.reckoning(principal.tenant);
  if (!reckoning) return fail(reckoning.error());
  const Decimal obtainable = reckoning->potential.model.obtainable;
  MarketSize size{.currency = reckoning->currency};
  std::vector<GroupSum> groups;
  auto& database = parts_.counter.parts().database;
  if (sees_everything(principal)) {
    auto counted = database.read([&](db::Connection& connection) {
      return read_counted(connection, principal.tenant, grouping);
    });
    if (!counted) return fail(Errors{counted.error()});
    size.as_of = counted->at;
    size.all = numbers_of(counted->all.empty() ? Figures() : std::move(counted->all[0].figures),
                          obtainable);
    groups = std::move(counted->groups);
  } else {
    Seen seen;
    const auto read =
        parts_.counter.each(*reckoning, {.tenant = principal.tenant, .viewer = &principal},
                            [&](const ReckonedAccount& account) {
                              seen.all.add(account.figures);
                              seen.groups[group_key(account, grouping)].add(account.figures);
                            });
    if (!read) return fail(Errors{read.error()});
    size.all = numbers_of(std::move(seen.all), obtainable);
    for (auto& [key, figures] : seen.groups) groups.push_back({grouping, key, std::move(figures)});
  }
  take_items(size, std::move(groups), obtainable);
  const auto named = database.read([&](db::Connection& connection) -> Result<void> {
    const auto ids = territories_of(size);
    const auto names = alignment::territory_names(connection, principal.tenant, ids);
    if (!names) return tl::unexpected(names.error());
    for (MarketItem& item : size.items)
      if (const auto id = TerritoryId::parse(item.key); id && names->contains(*id))
        item.name = names->at(*id);
    const auto units = unit_market(connection, principal.tenant, parts_.counter,
                                   reckoning->potential.model, parts_.territories);
    if (!units) return tl::unexpected(units.error());
    if (!*units || grouping != Grouping::kTerritory) return {};
    return add_units(connection, **units, principal, utc_date(parts_.counter.parts().now()),
                     obtainable, size);
  });
  if (!named) return fail(Errors{named.error()});
  return size;
}

Checked<WhiteSpacePage> MarketService::white_space(const Principal& principal,
                                                   const WhiteSpaceAsk& ask) const {
  if (const auto may = may_read(principal); !may) return fail(Errors{may.error()});
  return white_space_page(parts_.counter, principal, ask);
}

Checked<MarketAccount> MarketService::account(const Principal& principal, AccountId account) const {
  if (const auto may = may_read(principal); !may) return fail(Errors{may.error()});
  const auto reckoning = parts_.counter.reckoning(principal.tenant);
  if (!reckoning) return fail(reckoning.error());
  const std::vector<AccountId> wanted = {account};
  const AccountReach reach{.tenant = principal.tenant, .viewer = &principal, .accounts = wanted};
  std::optional<MarketAccount> found;
  const Distances distances(*reckoning);
  const auto read = parts_.counter.each(*reckoning, reach, [&](const ReckonedAccount& one) {
    found = MarketAccount{.account = one.id,
                          .currency = reckoning->currency,
                          .potential = one.potential,
                          .figures = one.figures,
                          .visits = one.visits,
                          .workload = one.workload};
    found->figures.industry = {};
    if (one.visits.rule)
      found->visit_rule = reckoning->workload.model.visits[*one.visits.rule].name;
    if (one.place) {
      found->unit = reckoning->layer->units[static_cast<std::size_t>(*one.place)].code;
      found->accounts_in_unit = distances.accounts_at(*one.place);
    }
  });
  if (!read) return fail(Errors{read.error()});
  if (!found)
    return fail(
        Errors{{ErrorCode::kNotFound, "M035", "There is no such account within your scope."}});
  if (!found->potential.rule) return *found;
  found->rule = reckoning->potential.model.rules[*found->potential.rule];
  auto row = parts_.counter.parts().accounts.row(principal, reckoning->schema, account);
  if (!row) return fail(Errors{row.error()});
  if (!*row) return *found;
  report_row(**row, reckoning->money, reporting_of(*reckoning));
  const auto told = formula::explain(reckoning->potential.program,
                                     reckoning->potential.amount(*found->potential.rule), **row);
  for (const formula::Explained& part : told.parts) {
    if (found->parts.size() == kPartsMax) break;
    found->parts.push_back({part.text, part.value});
  }
  return *found;
}

Checked<TerritoryPage> MarketService::territory(const Principal& principal,
                                                TerritoryId territory) const {
  if (const auto may = may_read(principal); !may) return fail(Errors{may.error()});
  return territory_page(parts_.counter, principal, territory);
}

}  // namespace bailiwick::market
