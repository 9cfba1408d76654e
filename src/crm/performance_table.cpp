#include "crm/performance_table.hpp"

namespace bailiwick::crm {
namespace {

Decimal told(const ReportedSum& sum) { return sum.exact().value_or(Decimal()); }

bool fits(const ReportedSum& sum, Currency reporting, std::int64_t parts) {
  const auto exact = sum.exact();
  if (!exact || !reported(*exact, reporting, parts)) return false;
  return std::ranges::all_of(sum.unconverted(), [&](const auto& left) {
    const Int128 minor = left.second.minor / parts;
    return minor <= INT64_MAX && minor >= INT64_MIN;
  });
}

}  // namespace

void put(PipelineFigures& sum, const PipelineFigures& more) {
  sum.count += more.count;
  sum.without_amount += more.without_amount;
  sum.amount.add(more.amount);
  sum.weighted.add(more.weighted);
  for (std::size_t a = 0; a < sum.ages.size(); ++a) sum.ages[a] += more.ages[a];
}

void put(WinFigures& sum, const WinFigures& more) {
  sum.won += more.won;
  sum.lost += more.lost;
  sum.without_amount += more.without_amount;
  sum.won_amount.add(more.won_amount);
  sum.lost_amount.add(more.lost_amount);
}

void put(CycleFigures& sum, const CycleFigures& more) {
  for (const auto& [days, count] : more.days) sum.days[days] += count;
  sum.count += more.count;
  sum.unmeasured += more.unmeasured;
}

void put(RevenueFigures& sum, const RevenueFigures& more) {
  sum.count += more.count;
  sum.customers += more.customers;
  sum.new_customers += more.new_customers;
  sum.amount.add(more.amount);
  sum.new_business.add(more.new_business);
  sum.existing_business.add(more.existing_business);
  sum.previous.add(more.previous);
  sum.year_before.add(more.year_before);
}

bool is_told(const ReportedSum& sum, Currency reporting) { return fits(sum, reporting, 1); }

bool is_told(const PipelineFigures& figures, Currency reporting) {
  return is_told(figures.amount, reporting) && fits(figures.weighted, reporting, kPercentParts);
}

bool is_told(const WinFigures& figures, Currency reporting) {
  return is_told(figures.won_amount, reporting) && is_told(figures.lost_amount, reporting);
}

bool is_told(const CycleFigures&, Currency) { return true; }

bool is_told(const RevenueFigures& figures, Currency reporting) {
  return is_told(figures.amount, reporting) && is_told(figures.new_business, reporting) &&
         is_told(figures.existing_business, reporting) && is_told(figures.previous, reporting) &&
         is_told(figures.year_before, reporting);
}

Weight weight_of(const PipelineFigures& figures) { return {told(figures.amount), figures.count}; }
Weight weight_of(const WinFigures& figures) {
  return {told(figures.won_amount), figures.won + figures.lost};
}
Weight weight_of(const CycleFigures& figures) { return {Decimal(), figures.count}; }
Weight weight_of(const RevenueFigures& figures) { return {told(figures.amount), figures.count}; }

bool is_nothing(const PipelineFigures& figures) { return figures.count == 0; }
bool is_nothing(const WinFigures& figures) { return figures.won + figures.lost == 0; }
bool is_nothing(const CycleFigures& figures) { return figures.count + figures.unmeasured == 0; }
bool is_nothing(const RevenueFigures& figures) {
  return figures.count == 0 && figures.previous.is_empty() && figures.year_before.is_empty();
}

std::size_t order_of(GroupBy by, const std::string& value) {
  if (by == GroupBy::kSize)
    return static_cast<std::size_t>(std::ranges::find(size_classes(), value, &SizeClass::name) -
                                    size_classes().begin());
  if (by == GroupBy::kGrowth)
    return static_cast<std::size_t>(std::ranges::find(growth_classes(), value, &GrowthClass::name) -
                                    growth_classes().begin());
  return 0;
}

}  // namespace bailiwick::crm
