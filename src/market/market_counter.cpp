#include "market/market_counter.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "market/icp_store.hpp"
#include "market/measure_store.hpp"
#include "platform/identity/company_store.hpp"
#include "platform/identity/environment.hpp"
#include "platform/identity/rate_store.hpp"

namespace bailiwick::market {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;
using market_store::Grouping;
using market_store::GroupSum;
using market_store::WhiteSpace;

constexpr std::array<std::string_view, kLiveMeasures> kLiveKeys = {
    "accounts",       "customers", "revenue",    "open_pipeline",
    "workload_hours", "potential", "white_space"};

Errors stale(std::string_view model, const Errors& errors) {
  return {{ErrorCode::kConflict, "M090",
           fmt::format("The {} model does not fit the company's fields any more; correct it. {}",
                       model, errors.front().message)}};
}

struct Stored {
  Currency currency;
  RateTable rates;
  WorkloadModel workload;
  PotentialModel potential;
  std::optional<IcpProfile> ideal;
  std::optional<market_store::Count> count;
};
Result<Stored> read_stored(db::Connection& connection, TenantId tenant, Instant now) {
  Stored stored;
  const auto company = identity::find_company(connection, tenant);
  if (!company) return tl::unexpected(company.error());
  stored.currency = Currency::parse(*company ? (*company)->currency : "").value_or(Currency());
  const SalesDays days = sales_days(now, stored.currency);
  auto exchange = identity::read_exchange(connection, tenant, days.before_from, days.until);
  if (!exchange) return tl::unexpected(exchange.error());
  stored.rates = std::move(exchange->rates);
  auto workload = market_store::workload_model(connection, tenant);
  if (!workload) return tl::unexpected(workload.error());
  stored.workload = std::move(*workload);
  auto potential = market_store::potential_model(connection, tenant);
  if (!potential) return tl::unexpected(potential.error());
  stored.potential = std::move(*potential);
  auto ideal = icp_store::find_profile(connection, tenant, ProfileState::kActive);
  if (!ideal) return tl::unexpected(ideal.error());
  stored.ideal = std::move(*ideal);
  auto count = market_store::count(connection, tenant);
  if (!count) return tl::unexpected(count.error());
  stored.count = std::move(*count);
  return stored;
}

constexpr std::int64_t kCheckEvery = 8'192;  // accounts between two questions whether to go on

Error stopped() { return {ErrorCode::kCancelled, "M099", "The count was stopped."}; }

// Of the second reading, where the number of accounts is known from the first.
double share_done(std::int64_t done, std::int64_t accounts) {
  if (accounts == 0) return 0.5;
  return 0.5 + 0.5 * static_cast<double>(done) / static_cast<double>(std::max(done, accounts));
}

void plus(std::optional<Decimal>& sum, Decimal more) { sum = added(sum.value_or(Decimal()), more); }

// The accounts of the most white space: a heap with the least of them on top until sorted.
class Ranking {
 public:
  void add(const ReckonedAccount& account) {
    if (!account.figures.potential) return;
    const Decimal potential = *account.figures.potential;
    const Decimal revenue = account.figures.sales.revenue;
    const WhiteSpace one{account.id, potential, revenue, white_space_of(potential, revenue)};
    if (one.white_space <= Decimal()) return;
    if (heap_.size() == market_store::kWhiteSpaceKeptMax) {
      if (!is_before(one, heap_.front())) return;
      std::ranges::pop_heap(heap_, is_before);
      heap_.pop_back();
    }
    heap_.push_back(one);
    std::ranges::push_heap(heap_, is_before);
  }
  std::vector<WhiteSpace> take() {
    std::ranges::sort(heap_, is_before);
    return std::move(heap_);
  }

 private:
  static bool is_before(const WhiteSpace& a, const WhiteSpace& b) {
    if (a.white_space != b.white_space) return a.white_space > b.white_space;
    return a.account < b.account;
  }
  std::vector<WhiteSpace> heap_;
};

// Sums by a word: those beyond kGroupsKeptMax together under no name.
class Groups {
 public:
  void add(std::string_view key, const AccountFigures& figures) {
    auto found = sums_.find(key);
    if (found == sums_.end())
      found = sums_.try_emplace(sums_.size() < kGroupsKeptMax ? std::string(key) : "").first;
    found->second.add(figures);
  }
  void put(Grouping grouping, std::vector<GroupSum>& sums) {
    for (auto& [key, figures] : sums_) {
      // Within an industry the industries are no news.
      if (grouping != Grouping::kTerritory) figures.industries.clear();
      sums.push_back({grouping, key, std::move(figures)});
    }
  }

 private:
  std::map<std::string, Figures, std::less<>> sums_;
};

}  // namespace

LiveCounts no_counts(std::size_t unit_count) {
  LiveCounts counts;
  for (std::size_t m = 0; m < kLiveMeasures; ++m) {
    const auto measure = static_cast<LiveMeasure>(m);
    const bool is_known = measure != LiveMeasure::kPotential && measure != LiveMeasure::kWhiteSpace;
    counts[m].assign(unit_count, is_known ? std::optional(Decimal()) : std::nullopt);
  }
  return counts;
}

void add_to(LiveCounts& counts, std::size_t place, const AccountFigures& account) {
  const auto at = [&](LiveMeasure measure) -> std::optional<Decimal>& {
    return counts[static_cast<std::size_t>(measure)][place];
  };
  plus(at(LiveMeasure::kAccounts), Decimal::whole(1));
  plus(at(LiveMeasure::kCustomers), Decimal::whole(account.is_customer ? 1 : 0));
  plus(at(LiveMeasure::kRevenue), account.sales.revenue);
  plus(at(LiveMeasure::kOpenPipeline), account.sales.pipeline);
  plus(at(LiveMeasure::kWorkloadHours), account.hours);
  if (!account.potential) return;
  plus(at(LiveMeasure::kPotential), *account.potential);
  plus(at(LiveMeasure::kWhiteSpace), white_space_of(*account.potential, account.sales.revenue));
}

Result<Currency> MarketCounter::currency(TenantId tenant) const {
  return parts_.database.read([&](db::Connection& connection) -> Result<Currency> {
    const auto company = identity::find_company(connection, tenant);
    if (!company) return tl::unexpected(company.error());
    return Currency::parse(*company ? (*company)->currency : "").value_or(Currency());
  });
}

Result<std::shared_ptr<const LoadedLayer>> MarketCounter::layer(TenantId tenant, LayerId id) const {
  return parts_.database.read([&](db::Connection& connection) {
    return layers_.load(connection, {tenant, id});
  });
}

Checked<Reckoning> MarketCounter::reckoning(TenantId tenant, const PotentialModel* instead) const {
  auto schema = parts_.accounts.schema(tenant);
  if (!schema) return fail(Errors{schema.error()});
  auto stored = parts_.database.read(
      [&](db::Connection& connection) { return read_stored(connection, tenant, parts_.now()); });
  if (!stored) return fail(Errors{stored.error()});
  auto workload = compile_workload(*schema, stored->workload);
  if (!workload) return fail(stale("workload", workload.error()));
  auto potential = compile_potential(*schema, instead != nullptr ? *instead : stored->potential);
  if (!potential)
    return fail(instead != nullptr ? potential.error() : stale("potential", potential.error()));
  Reckoning reckoning{.schema = std::move(*schema),
                      .currency = stored->currency,
                      .rates = std::move(stored->rates),
                      .today = utc_date(parts_.now()),
                      .workload = std::move(*workload),
                      .potential = std::move(*potential)};
  if (stored->ideal) {
    // A profile that fits the fields no more scores nothing; its own page says so.
    auto ideal = compile_criteria(reckoning.schema, stored->ideal->criteria);
    if (ideal) reckoning.ideal = std::move(*ideal);
  }
  const formula::Program& potential_formulas = reckoning.potential.program;
  reckoning.money =
      reckoning.ideal
          ? money_fields(reckoning.schema, {&reckoning.workload.program, &potential_formulas,
                                            &reckoning.ideal->program})
          : money_fields(reckoning.schema, {&reckoning.workload.program, &potential_formulas});
  if (!stored->workload.layer) return reckoning;
  // A layer that is gone, or is not loaded yet, is none.
  auto loaded = layer(tenant, *stored->workload.layer);
  if (!loaded) return reckoning;
  reckoning.layer = std::move(*loaded);
  if (stored->count && stored->count->layer == stored->workload.layer)
    reckoning.visited = std::move(stored->count->visited);
  return reckoning;
}

Result<void> MarketCounter::each(const Reckoning& reckoning, const AccountReach& reach,
                                 const OnAccount& on_account) const {
  const auto sales = read_sales(parts_.sales, reach, parts_.now(), reckoning.currency);
  if (!sales) return tl::unexpected(sales.error());
  const Distances distances(reckoning);
  return parts_.accounts.each_batch_of(
      reach, reckoning.schema, [&](const AccountBatch& batch) -> Result<void> {
        return reckon(reckoning, distances, *sales, batch, on_account);
      });
}

Checked<LiveCounts> MarketCounter::live_counts(const AccountReach& reach,
                                               const LoadedLayer& layer) const {
  const auto reckoned = reckoning(reach.tenant);
  if (!reckoned) return fail(reckoned.error());
  LiveCounts counts = no_counts(layer.units.size());
  const auto read = each(*reckoned, reach, [&](const ReckonedAccount& account) {
    const auto place = layer.finder.unit_of(account.where);
    if (place) add_to(counts, static_cast<std::size_t>(*place), account.figures);
  });
  if (!read) return fail(Errors{read.error()});
  return counts;
}

Result<std::int64_t> MarketCounter::count_visited(TenantId tenant, Reckoning& reckoning,
                                                  const GoOn& go_on) const {
  std::int64_t accounts = 0;
  if (!reckoning.layer) return accounts;
  reckoning.visited.clear();
  std::vector<std::int64_t> visited(reckoning.layer->units.size(), 0);
  const Distances none(reckoning);
  const auto read = parts_.accounts.each_batch_of(
      {.tenant = tenant}, reckoning.schema, [&](const AccountBatch& batch) -> Result<void> {
        if (!go_on(0.0)) return tl::unexpected(stopped());
        accounts += static_cast<std::int64_t>(batch.ids.size());
        return reckon(reckoning, none, {}, batch, [&](const ReckonedAccount& account) {
          if (account.place && account.visits.a_year > 0)
            ++visited[static_cast<std::size_t>(*account.place)];
        });
      });
  if (!read) return tl::unexpected(read.error());
  reckoning.visited = std::move(visited);
  return accounts;
}

Result<std::vector<MarketCounter::Loaded>> MarketCounter::ready_layers(TenantId tenant) const {
  const auto all = parts_.database.read(
      [&](db::Connection& connection) { return layer_store::layers(connection, tenant); });
  if (!all) return tl::unexpected(all.error());
  std::vector<Loaded> ready;
  for (const Layer& one : *all) {
    if (one.state != LayerState::kReady) continue;
    auto loaded = layer(tenant, one.id);
    if (!loaded) return tl::unexpected(loaded.error());
    ready.push_back(std::move(*loaded));
  }
  return ready;
}

Checked<CompanyCount> MarketCounter::count_company(TenantId tenant, const GoOn& go_on) const {
  auto reckoned = reckoning(tenant);
  if (!reckoned) return fail(reckoned.error());
  // First how many accounts each unit has to be visited, from which the distances follow.
  const auto accounts = count_visited(tenant, *reckoned, go_on);
  if (!accounts) return fail(Errors{accounts.error()});
  const auto layers = ready_layers(tenant);
  if (!layers) return fail(Errors{layers.error()});
  CompanyCount counted;
  if (reckoned->layer) counted.count.layer = reckoned->layer->layer.id;
  counted.count.visited = reckoned->visited;
  for (const Loaded& one : *layers)
    counted.live.emplace_back(one->layer.id, no_counts(one->units.size()));
  Groups territories, industries, countries;
  Figures all;
  Ranking ranking;
  std::int64_t done = 0;
  bool is_stopped = false;
  const auto read = each(*reckoned, {.tenant = tenant}, [&](const ReckonedAccount& account) {
    if (++done % kCheckEvery == 0) is_stopped = is_stopped || !go_on(share_done(done, *accounts));
    if (is_stopped) return;
    all.add(account.figures);
    territories.add(account.territory ? account.territory->text() : "", account.figures);
    industries.add(account.figures.industry, account.figures);
    countries.add(account.country, account.figures);
    ranking.add(account);
    for (std::size_t l = 0; l < layers->size(); ++l) {
      const auto place = (*layers)[l]->finder.unit_of(account.where);
      if (place) add_to(counted.live[l].second, static_cast<std::size_t>(*place), account.figures);
    }
  });
  if (!read) return fail(Errors{read.error()});
  if (is_stopped) return fail(Errors{stopped()});
  all.industries.clear();
  counted.sums.push_back({Grouping::kAll, "", std::move(all)});
  territories.put(Grouping::kTerritory, counted.sums);
  industries.put(Grouping::kIndustry, counted.sums);
  countries.put(Grouping::kCountry, counted.sums);
  counted.white_space = ranking.take();
  counted.count.counted_at = parts_.now();
  return counted;
}

Result<void> MarketCounter::store(db::Connection& connection, TenantId tenant,
                                  const CompanyCount& counted) {
  const auto replaced = market_store::replace_count(connection, tenant, counted.count, counted.sums,
                                                    counted.white_space);
  if (!replaced) return replaced;
  for (const auto& [id, counts] : counted.live) {
    const layer_store::LayerKey key{tenant, id};
    // A layer that was removed meanwhile.
    const auto layer = layer_store::find_layer(connection, key);
    if (!layer) return tl::unexpected(layer.error());
    if (!*layer) continue;
    for (std::size_t m = 0; m < kLiveMeasures; ++m) {
      const auto put = measure_store::put_live(connection, key, kLiveKeys[m],
                                               {counts[m], counted.count.counted_at});
      if (!put) return put;
    }
  }
  return {};
}

Result<platform::jobs::Job> enqueue_count(const platform::jobs::JobQueue& queue,
                                          platform::db::Connection& connection, TenantId tenant,
                                          PersonId by, std::optional<Instant> at) {
  return queue.enqueue(connection, {.tenant = tenant,
                                    .created_by = by,
                                    .kind = std::string(kCountKind),
                                    .title = "Counting the market",
                                    .run_at = at,
                                    .lane = std::string(kCountKind)});
}

}  // namespace bailiwick::market
