#include "crm/performance_revenue.hpp"

#include <algorithm>

namespace bailiwick::crm {
namespace {

class RevenueCounter {
 public:
  RevenueCounter(Scene& scene, RevenueReport& report)
      : scene_(scene),
        report_(report),
        whole_year_before_(year_before(*scene.span)),
        years_(years_before(scene.periods, *scene.span)) {
    for (const Period& period : scene.periods) report_.series.push_back({.period = period});
  }

  // By account, then day.
  void count(const Sale& sale) {
    if (sale.account != account_) {
      account_ = sale.account;
      first_ = sale.day;
      is_counted_ = false;
    }
    const bool is_now = report_.days.counted.has(sale.day);
    const bool is_previous = report_.days.previous.has(sale.day);
    const bool is_year_before = report_.days.year_before.has(sale.day);
    const bool is_of_series = whole_year_before_.has(sale.day);
    if (!is_now && !is_previous && !is_of_series) return;
    const std::size_t group = scene_.groups.is_of_accounts()
                                  ? scene_.groups.of_account(sale.account, sale.day)
                                  : GroupTable::kNoValue;
    const Conversion& conversion = scene_.converter.of(sale.currency, sale.day);
    if (is_now) count_now(group, sale, conversion);
    for (RevenueFigures* figures : {&cells.at(group), &report_.table.total}) {
      if (is_previous) figures->previous.add(sale.minor, conversion);
      if (is_year_before) figures->year_before.add(sale.minor, conversion);
    }
    if (!is_of_series) return;
    RevenuePeriod& period = series_before(sale);
    period.year_before.add(sale.minor, conversion);
    if (is_year_before) period.year_before_compared.add(sale.minor, conversion);
  }

  Cells<RevenueFigures> cells;

 private:
  void count_now(std::size_t group, const Sale& sale, const Conversion& conversion) {
    const bool is_new = sale.day.days() - first_.days() < kNewBusinessDays;
    RevenuePeriod& period = report_.series[period_at(scene_.periods, sale.day)];
    ++period.count;
    period.amount.add(sale.minor, conversion);
    if (is_new) period.new_business.add(sale.minor, conversion);
    for (RevenueFigures* figures : {&cells.at(group), &report_.table.total}) {
      ++figures->count;
      figures->amount.add(sale.minor, conversion);
      (is_new ? figures->new_business : figures->existing_business).add(sale.minor, conversion);
    }
    count_customer(group, sale);
  }

  // An account is a customer of each group that it bought in once, and new where its first sale lies in the span.
  void count_customer(std::size_t group, const Sale& sale) {
    if (group >= last_in_group_.size()) last_in_group_.resize(group + 1);
    const bool is_new = report_.days.counted.has(first_);
    if (last_in_group_[group] != sale.account) {
      last_in_group_[group] = sale.account;
      ++cells.at(group).customers;
      // Of several groups, the first sale's has won it.
      if (is_new && !is_counted_) ++cells.at(group).new_customers;
    }
    if (is_counted_) return;
    is_counted_ = true;
    ++report_.table.total.customers;
    if (is_new) ++report_.table.total.new_customers;
  }

  RevenuePeriod& series_before(const Sale& sale) {
    const auto at = std::ranges::lower_bound(years_, sale.day, {}, &Days::last);
    return report_.series[static_cast<std::size_t>(at - years_.begin())];
  }

  Scene& scene_;
  RevenueReport& report_;
  Days whole_year_before_;
  std::vector<Days> years_;  // it, divided as the series is
  std::vector<Uuid> last_in_group_;
  Uuid account_;
  LocalDate first_;
  bool is_counted_ = false;  // among the customers of the span
};

}  // namespace

std::vector<Days> years_before(const std::vector<Period>& periods, const Days& span) {
  const Days whole = year_before(span);
  std::vector<Days> years;
  for (const Period& period : periods) {
    const LocalDate first =
        years.empty() ? whole.first : year_before({period.days.first, period.days.first}).first;
    if (!years.empty()) years.back().last = first.plus_days(-1);
    years.push_back({.first = first, .last = whole.last});
  }
  return years;
}

Result<RevenueReport> count_revenue(db::Connection& connection, const Viewer& viewer, Scene& scene,
                                    std::string_view kind) {
  RevenueReport report;
  report.days = compared_days(*scene.span, viewer.day);
  const Days& counted = report.days.counted;
  RevenueCounter counter(scene, report);
  const auto read = each_sale(connection, viewer, kind, counted.last,
                              [&](const Sale& sale) { counter.count(sale); });
  if (!read) return tl::unexpected(read.error());
  const Where all = Where().is("kind", "eq", kind).within("day", counted);
  const auto done =
      tabulate(connection, scene, {viewer, all, View::kRevenue}, counter.cells, report.table);
  if (!done) return tl::unexpected(done.error());
  for (RevenuePeriod& period : report.series) {
    Days days = period.period.days;
    days.last = std::min(days.last, counted.last);
    if (days.first <= days.last)
      period.where = Where().is("kind", "eq", kind).within("day", days).text().value_or("");
    if (!is_told(period.amount, report.table.reporting) ||
        !is_told(period.year_before, report.table.reporting) ||
        !is_told(period.year_before_compared, report.table.reporting))
      return refuse_sum();
  }
  return report;
}

}  // namespace bailiwick::crm
