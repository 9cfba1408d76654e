#include "market/account_reckoner.hpp"

#include <algorithm>
#include <charconv>

#include "market/field_column.hpp"

namespace bailiwick::market {
namespace {

constexpr std::int64_t kMicrosADay = std::int64_t{24} * 3600 * 1'000'000;

template <class T>
auto entries_of(const std::vector<T>& list, AccountId account) {
  return std::ranges::equal_range(list, account, {}, &T::account);
}

}  // namespace

Reporting reporting_of(const Reckoning& reckoning) {
  return {.currency = reckoning.currency, .rates = reckoning.rates, .day = reckoning.today};
}

Distances::Distances(const Reckoning& reckoning) : visited_(reckoning.visited) {
  if (!reckoning.layer || visited_.empty()) return;
  const auto& units = reckoning.layer->units;
  visited_.resize(units.size());
  by_place_.resize(units.size());
  std::vector<std::pair<Decimal, std::int64_t>> known;
  std::int64_t accounts = 0;
  for (std::size_t place = 0; place < units.size(); ++place) {
    if (!units[place].area_km2) continue;
    // An account that came after the count is alone there.
    by_place_[place] = distance_to_next(reckoning.workload.model, *units[place].area_km2,
                                        std::max<std::int64_t>(visited_[place], 1));
    if (visited_[place] == 0) continue;
    known.emplace_back(*by_place_[place], visited_[place]);
    accounts += visited_[place];
  }
  std::ranges::sort(known);
  std::int64_t passed = 0;
  for (const auto& [distance, count] : known) {
    passed += count;
    if (2 * passed < accounts) continue;
    median_ = distance;
    break;
  }
}

std::optional<Decimal> Distances::of(std::optional<std::int32_t> place) const {
  if (place && static_cast<std::size_t>(*place) < by_place_.size())
    if (const auto& distance = by_place_[static_cast<std::size_t>(*place)]) return distance;
  return median_;
}

std::int64_t Distances::accounts_at(std::int32_t place) const {
  const auto at = static_cast<std::size_t>(place);
  return at < visited_.size() ? visited_[at] : 0;
}

SalesDays sales_days(Instant now, Currency reporting) {
  const LocalDate tomorrow = utc_date(now).plus_days(1);
  return {.before_from = tomorrow.plus_days(-2 * static_cast<std::int32_t>(kRevenueDays)),
          .recent_from = tomorrow.plus_days(-static_cast<std::int32_t>(kRevenueDays)),
          .until = tomorrow,
          .reporting = reporting};
}

Result<SalesLists> read_sales(const SalesSource& source, const AccountReach& reach, Instant now,
                              Currency reporting) {
  auto revenue = source.revenue(reach, sales_days(now, reporting));
  if (!revenue) return tl::unexpected(revenue.error());
  auto pipeline = source.open_pipeline(reach);
  if (!pipeline) return tl::unexpected(pipeline.error());
  auto visited = source.visited_since(reach, Instant(now.micros() - kVisitedDays * kMicrosADay));
  if (!visited) return tl::unexpected(visited.error());
  auto deals = source.closed_deals_of(reach);
  if (!deals) return tl::unexpected(deals.error());
  return SalesLists{.revenue = std::move(*revenue),
                    .pipeline = std::move(*pipeline),
                    .visited = std::move(*visited),
                    .deals = std::move(*deals),
                    .today = utc_date(now)};
}

AccountSales sales_of(const SalesLists& lists, AccountId account, Currency reporting,
                      const RateTable& rates) {
  const auto rate = [&](Currency from, LocalDate day) {
    return from == reporting ? std::optional(Decimal::whole(1)) : rates.rate(from, reporting, day);
  };
  AccountSales sales;
  for (const AccountRevenue& one : entries_of(lists.revenue, account)) {
    const auto held = rate(one.recent.currency, one.day);
    if (one.recent.minor != 0) add_amount(sales, &AccountSales::revenue, one.recent, held);
    if (one.before.minor != 0) add_amount(sales, &AccountSales::revenue_before, one.before, held);
    sales.has_revenue = sales.has_revenue || one.recent.minor > 0;
  }
  for (const AccountAmount& one : entries_of(lists.pipeline, account))
    add_amount(sales, &AccountSales::pipeline, one.amount, rate(one.amount.currency, lists.today));
  sales.is_visited = std::ranges::binary_search(lists.visited, account);
  for (const ClosedDeals& one : entries_of(lists.deals, account)) {
    sales.won += one.won;
    sales.lost += one.lost;
  }
  return sales;
}

Result<void> reckon(const Reckoning& reckoning, const Distances& distances, const SalesLists& sales,
                    const AccountBatch& batch, const OnAccount& on_account) {
  const ReportedRows reported(batch.rows, reckoning.money, reporting_of(reckoning));
  const auto visits = visits_of(reckoning.workload, reported.rows());
  if (!visits) return tl::unexpected(visits.error());
  const auto potentials =
      potentials_of(reckoning.potential, reported.rows(), reckoning.currency, nullptr);
  if (!potentials) return tl::unexpected(potentials.error());
  std::vector<Marks> marks;
  if (reckoning.ideal) {
    auto told = marks_of(*reckoning.ideal, reported.rows());
    if (!told) return tl::unexpected(told.error());
    marks = std::move(*told);
  }
  const FieldColumn kind(reckoning.schema, batch.rows, "kind");
  const FieldColumn complexity(reckoning.schema, batch.rows, "complexity");
  const FieldColumn industry(reckoning.schema, batch.rows, "industry");
  const FieldColumn country(reckoning.schema, batch.rows, "country");
  const FieldColumn postal_code(reckoning.schema, batch.rows, "postal_code");
  const FieldColumn lon(reckoning.schema, batch.rows, "lon");
  const FieldColumn lat(reckoning.schema, batch.rows, "lat");
  for (std::size_t row = 0; row < batch.ids.size(); ++row) {
    ReckonedAccount one{
        .id = batch.ids[row],
        .name = batch.names[row],
        .territory = batch.territories[row],
        .country = country.text(row),
        .kind = kind.text(row),
        .complexity = complexity.whole(row),
        .where = {.country = country.text(row), .postal_code = postal_code.text(row), .point = {}},
        .place = {},
        .visits = (*visits)[row],
        .workload = {},
        .potential = (*potentials)[row],
        .figures = {},
        .score = {}};
    const auto x = lon.degrees(row);
    const auto y = lat.degrees(row);
    if (x && y) one.where.point = geo::LonLat{*x, *y};
    if (reckoning.layer) one.place = reckoning.layer->finder.unit_of(one.where);
    const auto distance = distances.of(one.place);
    one.workload = workload_of(reckoning.workload.model, one.visits, distance.value_or(Decimal()));
    AccountFigures& figures = one.figures;
    figures.sales = sales_of(sales, one.id, reckoning.currency, reckoning.rates);
    figures.is_customer = figures.sales.has_revenue || kind.text(row) == "customer";
    if (one.potential.rule) figures.potential = one.potential.amount;
    figures.is_serviceable = one.potential.is_serviceable;
    figures.is_without_rate = reported.is_without_rate(row);
    figures.hours = one.workload.hours;
    if (one.visits.a_year > 0) figures.distance_km = distance;
    figures.industry = industry.text(row);
    if (reckoning.ideal) {
      one.score = score_of(reckoning.ideal->criteria, marks[row]);
      figures.fit_held = one.score->held;
      figures.fit_total = one.score->total;
    }
    on_account(one);
  }
  return {};
}

}  // namespace bailiwick::market
