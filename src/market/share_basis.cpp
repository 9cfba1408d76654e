#include "market/share_basis.hpp"

#include <algorithm>
#include <set>

#include "alignment/scope.hpp"
#include "market/market_store.hpp"
#include "market/measure.hpp"
#include "platform/identity/rate_store.hpp"

namespace bailiwick::market {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;

// Weights have at most two decimals of what they come from: cents of an amount.
constexpr int kWeightDecimals = 2;

Errors nothing_to_divide_by(ShareBy by) {
  return {{ErrorCode::kConflict, "M047",
           by == ShareBy::kPotential
               ? "None of these territories has a potential. Divide by weights, or evenly."
               : "Nothing was sold in these territories in the period before. Divide by weights, "
                 "or evenly.",
           "/by"}};
}

// The territories that have a share with others below it.
std::set<TerritoryId> upper_of(const std::vector<ObjectiveShare>& shares) {
  std::set<TerritoryId> upper;
  for (const ObjectiveShare& share : shares)
    if (share.within) upper.insert(*share.within);
  return upper;
}

std::int64_t whole_of(Decimal value, int decimals) {
  Decimal scaled = value;
  for (int d = 0; d < decimals; ++d)
    scaled = product(scaled, Decimal::whole(10)).value_or(Decimal::highest());
  for (int d = 0; d > decimals; --d)
    scaled = quotient(scaled, Decimal::whole(10)).value_or(Decimal());
  const auto rounded_value = rounded(scaled, 0, Rounding::kHalfEven);
  return rounded_value ? truncated(*rounded_value).value_or(kShareWeightMax) : kShareWeightMax;
}

struct DivisionScene {
  TerritoryLine line;
  RateTable rates;
  std::vector<market_store::GroupSum> sums = {};
  std::optional<Instant> counted_at = {};
};
Result<DivisionScene> read_division(db::Connection& connection, TenantId tenant, LocalDate today,
                                    const PriorPeriod& before) {
  const auto places = alignment::territory_places(connection, tenant, today);
  if (!places) return tl::unexpected(places.error());
  auto exchange = identity::read_exchange(connection, tenant, before.first_day, before.last_day);
  if (!exchange) return tl::unexpected(exchange.error());
  const auto count = market_store::count(connection, tenant);
  if (!count) return tl::unexpected(count.error());
  auto sums = market_store::sums(connection, tenant, market_store::Grouping::kTerritory);
  if (!sums) return tl::unexpected(sums.error());
  DivisionScene scene{.line = TerritoryLine(*places),
                      .rates = std::move(exchange->rates),
                      .sums = std::move(*sums)};
  if (*count) scene.counted_at = (*count)->counted_at;
  return scene;
}

// Of each share the potential of the accounts of its territory and of those below.
std::vector<Decimal> potentials_by(const Objective& objective, const DivisionScene& scene) {
  std::map<TerritoryId, std::size_t> at;
  for (std::size_t i = 0; i < objective.shares.size(); ++i)
    at.emplace(objective.shares[i].territory, i);
  std::vector<Decimal> values(objective.shares.size());
  for (const market_store::GroupSum& sum : scene.sums) {
    const auto territory = TerritoryId::parse(sum.key);
    if (!territory) continue;
    for (const TerritoryId one : scene.line.of(*territory))
      if (const auto share = at.find(one); share != at.end())
        values[share->second] = added(values[share->second], sum.figures.potential);
  }
  return values;
}

Checked<std::vector<Decimal>> sales_before(const ProgressParts& parts, TenantId tenant,
                                           const Objective& objective, const DivisionScene& scene,
                                           ShareBasis& basis) {
  Objective before = objective;
  before.first_day = *basis.first_day;
  before.last_day = *basis.last_day;
  SalesTally tally(before, scene.line, scene.rates);
  // The accounts that territories have today: who took some over is to go on with them.
  const auto tallied = tally_sales(parts,
                                   {.tenant = tenant,
                                    .objective = before,
                                    .last_day = before.last_day,
                                    .territories_on = utc_date(parts.market.now())},
                                   tally);
  if (!tallied) return fail(tallied.error());
  basis.without_rate = static_cast<std::int64_t>(tallied->without_rate.size());
  std::vector<Decimal> values;
  for (std::size_t i = 0; i < objective.shares.size(); ++i) {
    const auto reached = tally.share(i);
    if (!reached) return fail(Errors{reached.error()});
    values.push_back(objective.currency ? amount_of({reached->amount, *objective.currency})
                                        : Decimal::whole(reached->amount));
  }
  const auto whole = tally.whole();
  if (!whole) return fail(Errors{whole.error()});
  basis.unconverted = whole->unconverted;
  return values;
}

}  // namespace

void put_places(std::vector<ObjectiveShare>& shares, const TerritoryLine& line) {
  std::set<TerritoryId> shared;
  for (const ObjectiveShare& share : shares) shared.insert(share.territory);
  for (ObjectiveShare& share : shares) {
    share.within.reset();
    const std::vector<TerritoryId> above = line.of(share.territory);
    const auto nearest = std::find_if(above.begin() + 1, above.end(),
                                      [&](TerritoryId one) { return shared.contains(one); });
    if (nearest != above.end()) share.within = *nearest;
  }
}

PriorPeriod prior_period(const Objective& objective) {
  const LocalDate last = objective.first_day.plus_days(-1);
  const YearMonthDay first = year_month_day(objective.first_day);
  const YearMonthDay next = year_month_day(objective.last_day.plus_days(1));
  if (first.day == 1 && next.day == 1) {
    const std::int32_t months = 12 * (next.year - first.year) + next.month - first.month;
    const std::int32_t begin = 12 * first.year + first.month - 1 - months;
    const auto whole = local_date({.year = begin / 12, .month = begin % 12 + 1, .day = 1});
    if (whole) return {.first_day = *whole, .last_day = last};
  }
  const std::int32_t days = objective.last_day.days() - objective.first_day.days();
  return {.first_day = last.plus_days(-days), .last_day = last};
}

void put_weights(std::vector<ObjectiveShare>& shares, const std::vector<Decimal>& values) {
  const std::set<TerritoryId> upper = upper_of(shares);
  std::vector<Decimal> lowest(shares.size());
  Decimal sum;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (upper.contains(shares[i].territory)) continue;
    lowest[i] = std::max(values[i], Decimal());
    sum = added(sum, lowest[i]);
  }
  // The finest scale in which all of them together, rounded up, are a weight.
  int decimals = kWeightDecimals;
  const auto room = kShareWeightMax - static_cast<std::int64_t>(shares.size());
  while (whole_of(sum, decimals) >= room) --decimals;
  std::map<TerritoryId, std::size_t> at;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    at.emplace(shares[i].territory, i);
    shares[i].weight = 0;
  }
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::int64_t weight = whole_of(lowest[i], decimals);
    for (std::optional<TerritoryId> one = shares[i].territory; one;
         one = shares[at.at(*one)].within)
      shares[at.at(*one)].weight += weight;
  }
}

Checked<ShareBasis> weigh(const ProgressParts& parts, TenantId tenant, Objective& objective,
                          ShareBy by) {
  ShareBasis basis{.by = by};
  if (by == ShareBy::kEven) {
    put_weights(objective.shares, std::vector<Decimal>(objective.shares.size(), Decimal::whole(1)));
    return basis;
  }
  const PriorPeriod before = prior_period(objective);
  const auto scene = parts.market.database.read([&](db::Connection& connection) {
    return read_division(connection, tenant, utc_date(parts.market.now()), before);
  });
  if (!scene) return fail(Errors{scene.error()});
  if (by == ShareBy::kPotential) {
    if (!scene->counted_at)
      return fail(Errors{{ErrorCode::kConflict, "M097",
                          "The market was not counted yet: ask for a count, and look again when "
                          "it is done."}});
    basis.counted_at = scene->counted_at;
    put_weights(objective.shares, potentials_by(objective, *scene));
  } else {
    basis.first_day = before.first_day;
    basis.last_day = before.last_day;
    const auto values = sales_before(parts, tenant, objective, *scene, basis);
    if (!values) return fail(values.error());
    put_weights(objective.shares, *values);
  }
  if (std::ranges::all_of(objective.shares,
                          [](const ObjectiveShare& share) { return share.weight == 0; }))
    return fail(nothing_to_divide_by(by));
  return basis;
}

}  // namespace bailiwick::market
