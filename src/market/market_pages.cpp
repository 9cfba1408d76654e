#include "market/market_pages.hpp"

#include <algorithm>
#include <set>

#include "alignment/scope.hpp"

namespace bailiwick::market {
namespace {

namespace db = platform::db;
using market_store::Grouping;
using platform::identity::Principal;

bool sees_everything(const Principal& principal) {
  return alignment::reach_of(principal) == alignment::Reach::kEverything;
}

Error no_territory() {
  return {ErrorCode::kNotFound, "M096", "There is no such territory within your scope."};
}

bool is_before(const WhiteSpaceItem& a, const WhiteSpaceItem& b) {
  if (a.white_space != b.white_space) return a.white_space > b.white_space;
  return a.account < b.account;
}

// The most white space of what is added: a heap with the least on top until taken.
class Most {
 public:
  explicit Most(std::size_t count_max) : count_max_(count_max) {}

  void add(const ReckonedAccount& account) {
    if (!account.figures.potential || count_max_ == 0) return;
    WhiteSpaceItem item{
        .account = account.id,
        .name = {},
        .territory = account.territory,
        .potential = *account.figures.potential,
        .revenue = account.figures.sales.revenue,
        .white_space = white_space_of(*account.figures.potential, account.figures.sales.revenue),
        .score = account.score};
    if (item.white_space <= Decimal()) return;
    if (items_.size() == count_max_) {
      if (!is_before(item, items_.front())) return;
      std::ranges::pop_heap(items_, is_before);
      items_.pop_back();
    }
    item.name = account.name;
    items_.push_back(std::move(item));
    std::ranges::push_heap(items_, is_before);
  }
  std::vector<WhiteSpaceItem> take() {
    std::ranges::sort(items_, is_before);
    return std::move(items_);
  }

 private:
  std::size_t count_max_;
  std::vector<WhiteSpaceItem> items_;
};

void cut_page(WhiteSpacePage& page, std::vector<WhiteSpaceItem> items, const WhiteSpaceAsk& ask) {
  const auto from = std::min(static_cast<std::size_t>(ask.from), items.size());
  const auto limit = static_cast<std::size_t>(ask.limit);
  for (std::size_t i = from; i < std::min(items.size(), from + limit); ++i)
    page.items.push_back(std::move(items[i]));
  if (items.size() > from + limit) page.next = ask.from + ask.limit;
}

// From what the last count left; names, territories and scores as they are now. Accounts that are gone since are left out.
Checked<WhiteSpacePage> counted_page(const MarketCounter& counter, const Reckoning& reckoning,
                                     TenantId tenant, const WhiteSpaceAsk& ask) {
  WhiteSpacePage page{.currency = reckoning.currency};
  std::vector<market_store::WhiteSpace> rows;
  const auto read = counter.parts().database.read([&](db::Connection& connection) -> Result<void> {
    const auto count = market_store::count(connection, tenant);
    if (!count) return tl::unexpected(count.error());
    if (!*count)
      return fail(
          ErrorCode::kConflict, "M097",
          "The market was not counted yet: ask for a count, and look again when it is done.");
    page.as_of = (*count)->counted_at;
    auto found = market_store::white_space(connection, tenant, ask.from, ask.limit + 1);
    if (!found) return tl::unexpected(found.error());
    rows = std::move(*found);
    return {};
  });
  if (!read) return fail(Errors{read.error()});
  if (rows.size() > static_cast<std::size_t>(ask.limit)) {
    rows.pop_back();
    page.next = ask.from + ask.limit;
  }
  if (rows.empty()) return page;
  std::vector<AccountId> ids;
  for (const auto& row : rows) ids.push_back(row.account);
  std::ranges::sort(ids);
  std::map<AccountId, WhiteSpaceItem> now;
  const auto looked = counter.each(reckoning, {.tenant = tenant, .accounts = ids},
                                   [&](const ReckonedAccount& account) {
                                     now[account.id] = {.account = account.id,
                                                        .name = std::string(account.name),
                                                        .territory = account.territory,
                                                        .potential = {},
                                                        .revenue = {},
                                                        .white_space = {},
                                                        .score = account.score};
                                   });
  if (!looked) return fail(Errors{looked.error()});
  for (const auto& row : rows) {
    const auto found = now.find(row.account);
    if (found == now.end()) continue;
    found->second.potential = row.potential;
    found->second.revenue = row.revenue;
    found->second.white_space = row.white_space;
    page.items.push_back(std::move(found->second));
  }
  return page;
}

// What is known of the territories, as the last count left it and as they stand today.
struct Known {
  AllFigures all;  // each with those below
  std::map<TerritoryId, std::optional<TerritoryId>> parents;
  alignment::Scope scope;
  std::optional<Instant> as_of;
  std::string name;
};
Result<Known> read_known(db::Connection& connection, const Principal& principal,
                         TerritoryId territory, LocalDate day) {
  Known known;
  auto scope = alignment::read_scope(connection, principal, day);
  if (!scope) return tl::unexpected(scope.error());
  known.scope = std::move(*scope);
  const auto places = alignment::territory_places(connection, principal.tenant, day);
  if (!places) return tl::unexpected(places.error());
  AllFigures own;
  for (const alignment::TerritoryPlace& place : *places) {
    known.parents.emplace(place.territory, place.parent);
    own[place.territory] = {.figures = {}, .people = place.people, .parent = place.parent};
  }
  if (!known.parents.contains(territory) || !known.scope.has(territory))
    return tl::unexpected(no_territory());
  const auto sums = market_store::sums(connection, principal.tenant, Grouping::kTerritory);
  if (!sums) return tl::unexpected(sums.error());
  for (const market_store::GroupSum& sum : *sums) {
    const auto id = TerritoryId::parse(sum.key);
    if (id && own.contains(*id)) own[*id].figures = sum.figures;
  }
  known.all = with_those_below(own);
  const auto count = market_store::count(connection, principal.tenant);
  if (!count) return tl::unexpected(count.error());
  if (*count) known.as_of = (*count)->counted_at;
  const std::vector<TerritoryId> one = {territory};
  const auto names = alignment::territory_names(connection, principal.tenant, one);
  if (!names) return tl::unexpected(names.error());
  if (names->contains(territory)) known.name = names->at(territory);
  return known;
}

// The territory and those below it that are in the scope.
std::vector<TerritoryId> below(const Known& known, TerritoryId territory) {
  std::vector<TerritoryId> ids;
  for (const auto& [id, parent] : known.parents) {
    std::set<TerritoryId> passed;
    std::optional<TerritoryId> at = id;
    while (at && *at != territory && passed.insert(*at).second) {
      const auto up = known.parents.find(*at);
      at = up == known.parents.end() ? std::nullopt : up->second;
    }
    if (at == territory && known.scope.has(id)) ids.push_back(id);
  }
  return ids;
}

}  // namespace

Checked<WhiteSpacePage> white_space_page(const MarketCounter& counter, const Principal& principal,
                                         const WhiteSpaceAsk& ask) {
  const auto reckoning = counter.reckoning(principal.tenant);
  if (!reckoning) return fail(reckoning.error());
  if (!ask.territory && sees_everything(principal))
    return counted_page(counter, *reckoning, principal.tenant, ask);
  AccountReach reach{.tenant = principal.tenant, .viewer = &principal};
  std::vector<TerritoryId> territories;
  if (ask.territory) {
    const auto known = counter.parts().database.read([&](db::Connection& connection) {
      return read_known(connection, principal, *ask.territory, utc_date(counter.parts().now()));
    });
    if (!known) return fail(Errors{known.error()});
    territories = below(*known, *ask.territory);
    reach.territories = territories;
  }
  WhiteSpacePage page{.currency = reckoning->currency};
  Most most(std::min(static_cast<std::size_t>(ask.from + ask.limit + 1),
                     market_store::kWhiteSpaceKeptMax));
  const auto read =
      counter.each(*reckoning, reach, [&](const ReckonedAccount& account) { most.add(account); });
  if (!read) return fail(Errors{read.error()});
  cut_page(page, most.take(), ask);
  return page;
}

Checked<TerritoryPage> territory_page(const MarketCounter& counter, const Principal& principal,
                                      TerritoryId territory) {
  const auto known = counter.parts().database.read([&](db::Connection& connection) {
    return read_known(connection, principal, territory, utc_date(counter.parts().now()));
  });
  if (!known) return fail(Errors{known.error()});
  const auto reckoning = counter.reckoning(principal.tenant);
  if (!reckoning) return fail(reckoning.error());
  const auto territories = below(*known, territory);
  TerritoryFigures own = known->all.at(territory);
  own.figures = {};
  Most most(kPageAccounts);
  const auto read = counter.each(
      *reckoning, {.tenant = principal.tenant, .viewer = &principal, .territories = territories},
      [&](const ReckonedAccount& account) {
        own.figures.add(account.figures);
        most.add(account);
      });
  if (!read) return fail(Errors{read.error()});
  return TerritoryPage{
      .territory = territory,
      .name = known->name,
      .currency = reckoning->currency,
      .as_of = known->as_of,
      .standing = standing_of(territory, own, known->all, reckoning->workload.model.hours_a_year),
      .white_space = most.take(),
      .unconverted = own.figures.unconverted,
      .without_rate = own.figures.without_rate};
}

}  // namespace bailiwick::market
