#include "market/progress.hpp"

#include <algorithm>

#include "market/objective.hpp"

namespace bailiwick::market {
namespace {

// 0: Monday. Day 0, 1970-01-01, was a Thursday.
std::size_t weekday_of(LocalDate day) {
  return static_cast<std::size_t>((((day.days() + 3) % 7) + 7) % 7);
}

PeriodDays days_of(const Objective& objective, LocalDate today, const WorkDays* work_days) {
  PeriodDays days{.is_working = work_days != nullptr};
  for (LocalDate day = objective.first_day; day <= objective.last_day; day = day.plus_days(1)) {
    if (work_days != nullptr &&
        (!work_days->week[weekday_of(day)] || work_days->days_off.contains(day)))
      continue;
    ++(day <= today ? days.gone : days.left);
  }
  return days;
}

// a * b / c, to the nearest, halves to even; a and b are at least 0, and the result at most a.
std::int64_t part_of(std::int64_t a, std::int64_t b, std::int64_t c) {
  const Int128 product = static_cast<Int128>(a) * b;
  const Int128 whole = product / c;
  const Int128 twice = 2 * (product % c);
  const bool is_up = twice > c || (twice == c && whole % 2 != 0);
  return static_cast<std::int64_t>(whole + (is_up ? 1 : 0));
}

std::optional<Decimal> ratio(std::int64_t a, std::int64_t b) {
  return share_of(Decimal::whole(a), Decimal::whole(b), kSharePlaces);
}

}  // namespace

PeriodDays period_days(const Objective& objective, LocalDate today,
                       const std::optional<WorkDays>& work_days) {
  if (work_days) {
    const PeriodDays days = days_of(objective, today, &*work_days);
    if (days.all() > 0) return days;
  }
  return days_of(objective, today, nullptr);
}

Progress progress_of(std::int64_t target, Reached reached, const PeriodDays& days) {
  Progress progress{.target = target, .reached = std::move(reached)};
  const std::int64_t amount = progress.reached.amount;
  progress.reached_share = ratio(amount, target);
  progress.expected = part_of(target, days.gone, days.all());
  progress.pace = ratio(amount, progress.expected);
  // Credit notes may make less than nothing of what was reached.
  if (amount < target) progress.missing = target - amount;
  if (days.left > 0)
    progress.needed_a_day =
        progress.missing / days.left + (progress.missing % days.left > 0 ? 1 : 0);
  return progress;
}

TerritoryLine::TerritoryLine(const std::vector<alignment::TerritoryPlace>& places) {
  for (const alignment::TerritoryPlace& place : places)
    if (place.parent) parents_.emplace(place.territory, *place.parent);
}

std::vector<TerritoryId> TerritoryLine::of(TerritoryId territory) const {
  std::vector<TerritoryId> line = {territory};
  for (auto above = parents_.find(territory);
       above != parents_.end() && line.size() <= alignment::kTreeDepthMax;
       above = parents_.find(above->second))
    line.push_back(above->second);
  return line;
}

SalesTally::SalesTally(const Objective& objective, const TerritoryLine& line,
                       const RateTable& rates)
    : objective_(objective), line_(line), rates_(rates), shares_(objective.shares.size()) {
  for (std::size_t i = 0; i < objective.shares.size(); ++i)
    places_.emplace(objective.shares[i].territory, i);
}

bool SalesTally::counts(const Sale& sale) const {
  switch (objective_.metric) {
    case Metric::kRevenue:
      return true;
    case Metric::kNewBusinessRevenue:
      return sale.is_new_business;
    case Metric::kExistingBusinessRevenue:
      return !sale.is_new_business;
    case Metric::kNewAccounts:
      return sale.is_first;
  }
  return false;
}

const std::vector<std::size_t>& SalesTally::shares_of(TerritoryId territory) {
  const auto [at, is_new] = shares_by_.try_emplace(territory);
  if (is_new)
    for (const TerritoryId one : line_.of(territory))
      if (const auto place = places_.find(one); place != places_.end())
        at->second.push_back(place->second);
  return at->second;
}

const Conversion& SalesTally::conversion(const Sale& sale) {
  const Currency from = sale.amount.currency;
  // Its own currency is worth itself on any day.
  const LocalDate day = from == objective_.currency ? LocalDate() : sale.day;
  const auto [at, is_new] = known_.try_emplace({from, day});
  if (is_new)
    at->second = conversion_of(from, from == objective_.currency
                                         ? Decimal::whole(1)
                                         : rates_.rate(from, *objective_.currency, day));
  return at->second;
}

void SalesTally::add_to(Cell& cell, const Sale& sale, const Conversion& conversion) const {
  if (is_money(objective_.metric))
    cell.money.add(sale.amount.minor, conversion);
  else
    ++cell.accounts;
}

void SalesTally::add(const Sale& sale) {
  if (!counts(sale)) return;
  static const Conversion kNone{};
  if (is_money(objective_.metric) && sale.amount.minor == 0) return;
  const Conversion& rate = is_money(objective_.metric) ? conversion(sale) : kNone;
  add_to(whole_, sale, rate);
  const std::vector<std::size_t> none;
  const std::vector<std::size_t>& mine = sale.territory ? shares_of(*sale.territory) : none;
  if (mine.empty()) add_to(elsewhere_, sale, rate);
  for (const std::size_t share : mine) add_to(shares_[share], sale, rate);
}

Result<Reached> SalesTally::told(const Cell& cell) const {
  if (!is_money(objective_.metric)) return Reached{.amount = cell.accounts};
  const auto exact = cell.money.exact();
  const auto money = exact ? reported(*exact, *objective_.currency) : std::nullopt;
  if (!money)
    return fail(ErrorCode::kLimit, "M046", "What was reached is a sum too large to be told.");
  Reached reached{.amount = money->minor};
  for (const auto& [currency, left] : cell.money.unconverted())
    reached.unconverted.push_back(
        {.currency = currency,
         .amount = amount_of({static_cast<std::int64_t>(left.minor), currency}),
         .count = left.count});
  return reached;
}

}  // namespace bailiwick::market
