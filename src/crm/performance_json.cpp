#include "crm/performance_json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace bailiwick::crm {
namespace {

namespace http = platform::http;
using http::kOptional;
using Json = nlohmann::json;

constexpr std::int64_t kWholeMax = std::int64_t{1} << 53;
constexpr std::size_t kCurrenciesMax = 500;
constexpr double kDaysMax = 4'000'000;

http::Schema count() { return http::integer(0, kWholeMax); }
http::Schema share() { return http::number(0, 1); }

http::Schema money() {
  return http::object("PerformanceMoney",
                      {{"amount", http::text(1, 30)}, {"currency", http::text(3, 3)}});
}

const http::Schema& sum_schema() {
  static const http::Schema schema = http::object(
      "PerformanceSum",
      {{"amount", money()},
       {"unconverted",
        http::array(
            http::object("PerformanceUnconverted", {{"amount", money()}, {"count", count()}}),
            kCurrenciesMax)
            .described("What is not in the amount, since there is no rate for it.")}});
  return schema;
}

http::Schema days_schema() {
  return http::object("PerformanceDays", {{"first_day", http::date()}, {"last_day", http::date()}});
}

http::Schema where_schema() {
  return http::text().described("The conditions that open the list of the records behind it.");
}

using Fields = std::vector<http::Field>;

Fields group_fields() {
  return {{"value", http::text().nullable()},
          {"label", http::text(), kOptional},
          {"elsewhere",
           http::boolean().described("Of accounts out of one's sight, whose group is not told."),
           kOptional},
          {"where", where_schema(), kOptional}};
}

// {"reporting", "lines", "rest", "total", "where", "undated"} and more.
http::Schema table_schema(std::string_view name, std::string_view line, const Fields& figures,
                          Fields more) {
  Fields line_fields = group_fields();
  line_fields.insert(line_fields.end(), figures.begin(), figures.end());
  const http::Schema sums = http::object(std::string(line) + "Figures", figures);
  Fields fields = {{"reporting", http::text(3, 3)},
                   {"lines", http::array(http::object(line, line_fields), kPerformanceLinesMax)},
                   {"rest", sums, kOptional},
                   {"total", sums},
                   {"where", where_schema(), kOptional},
                   {"undated", count()}};
  fields.insert(fields.end(), more.begin(), more.end());
  return http::object(name, fields);
}

Fields pipeline_fields() {
  return {{"count", count()},
          {"without_amount", count()},
          {"amount", sum_schema()},
          {"weighted", sum_schema()},
          {"ages", http::array(count(), kAgeClasses)
                       .described("In the stage for 0-30, 31-60, 61-90 and more than 90 days.")}};
}

Json money_json(const Money& amount) {
  return {{"amount", amount_text(amount)}, {"currency", amount.currency.text()}};
}

Json sum_json(const ReportedSum& sum, Currency reporting, std::int64_t parts = 1) {
  const auto told = reported(sum.exact().value_or(Decimal()), reporting, parts);
  Json json = {{"amount", money_json(told.value_or(Money{.minor = 0, .currency = reporting}))},
               {"unconverted", Json::array()}};
  for (const auto& [currency, left] : sum.unconverted()) {
    const Money amount{.minor = static_cast<std::int64_t>(left.minor / parts),
                       .currency = currency};
    json["unconverted"].push_back({{"amount", money_json(amount)}, {"count", left.count}});
  }
  return json;
}

Json days_json(const Days& days) {
  return {{"first_day", to_text(days.first)}, {"last_day", to_text(days.last)}};
}

double real(const ReportedSum& sum) {
  // For a share alone, which is a ratio of two sums; amounts themselves never become doubles.
  return static_cast<double>(sum.exact().value_or(Decimal()).units());
}

Json figures_json(const PipelineFigures& figures, Currency reporting) {
  return {{"count", figures.count},
          {"without_amount", figures.without_amount},
          {"amount", sum_json(figures.amount, reporting)},
          {"weighted", sum_json(figures.weighted, reporting, kPercentParts)},
          {"ages", figures.ages}};
}

Json figures_json(const WinFigures& figures, Currency reporting) {
  Json json = {{"won", figures.won},
               {"lost", figures.lost},
               {"without_amount", figures.without_amount},
               {"won_amount", sum_json(figures.won_amount, reporting)},
               {"lost_amount", sum_json(figures.lost_amount, reporting)}};
  const std::int64_t closed = figures.won + figures.lost;
  if (closed > 0) {
    const ShareInterval interval = share_interval(figures.won, closed);
    json["rate"] = {{"estimate", static_cast<double>(figures.won) / static_cast<double>(closed)},
                    {"least", interval.least},
                    {"most", interval.most}};
  }
  const double won = real(figures.won_amount);
  const double all = won + real(figures.lost_amount);
  if (won >= 0 && all > 0 && won <= all) json["rate_by_value"] = won / all;
  return json;
}

Json figures_json(const CycleFigures& figures, Currency) {
  Json json = {{"count", figures.count}, {"unmeasured", figures.unmeasured}};
  if (figures.days.empty()) return json;
  json["lower_quartile"] = quantile(figures.days, 0.25);
  json["median"] = quantile(figures.days, 0.5);
  json["upper_quartile"] = quantile(figures.days, 0.75);
  json["p90"] = quantile(figures.days, 0.9);
  return json;
}

Json figures_json(const RevenueFigures& figures, Currency reporting) {
  return {{"count", figures.count},
          {"customers", figures.customers},
          {"new_customers", figures.new_customers},
          {"amount", sum_json(figures.amount, reporting)},
          {"new_business", sum_json(figures.new_business, reporting)},
          {"existing_business", sum_json(figures.existing_business, reporting)},
          {"previous", sum_json(figures.previous, reporting)},
          {"year_before", sum_json(figures.year_before, reporting)}};
}

template <class Figures>
Json table_json(const PerformanceTable<Figures>& table) {
  Json json = {{"reporting", table.reporting.text()},
               {"lines", Json::array()},
               {"total", figures_json(table.total, table.reporting)},
               {"undated", table.undated}};
  for (const auto& line : table.lines) {
    Json item = figures_json(line.figures, table.reporting);
    item["value"] = line.group.value ? Json(*line.group.value) : Json();
    if (!line.group.label.empty()) item["label"] = line.group.label;
    if (line.group.is_elsewhere) item["elsewhere"] = true;
    if (line.group.where) item["where"] = *line.group.where;
    json["lines"].push_back(std::move(item));
  }
  if (table.rest) json["rest"] = figures_json(*table.rest, table.reporting);
  if (table.where) json["where"] = *table.where;
  return json;
}

}  // namespace

http::Schema pipeline_report_schema() {
  Fields stage = {{"stage", http::text()},
                  {"label", http::text()},
                  {"probability", http::integer(0, 100)},
                  {"where", where_schema(), kOptional}};
  const Fields figures = pipeline_fields();
  stage.insert(stage.end(), figures.begin(), figures.end());
  return table_schema("PipelinePerformance", "PipelinePerformanceLine", figures,
                      {{"stages", http::array(http::object("PipelinePerformanceStage", stage))}});
}

http::Schema wins_schema() {
  const http::Schema rate =
      http::object("WinRate", {{"estimate", share()}, {"least", share()}, {"most", share()}});
  return table_schema("WinPerformance", "WinPerformanceLine",
                      {{"won", count()},
                       {"lost", count()},
                       {"without_amount", count()},
                       {"won_amount", sum_schema()},
                       {"lost_amount", sum_schema()},
                       {"rate", rate.described("With its 95% interval."), kOptional},
                       {"rate_by_value", share(), kOptional}},
                      {});
}

http::Schema cycle_schema() {
  const http::Schema days = http::number(0, kDaysMax);
  return table_schema("CyclePerformance", "CyclePerformanceLine",
                      {{"count", count()},
                       {"unmeasured", count()},
                       {"lower_quartile", days, kOptional},
                       {"median", days, kOptional},
                       {"upper_quartile", days, kOptional},
                       {"p90", days, kOptional}},
                      {});
}

http::Schema revenue_schema() {
  const http::Schema period = http::object("RevenuePeriod", {{"name", http::text()},
                                                             {"first_day", http::date()},
                                                             {"last_day", http::date()},
                                                             {"count", count()},
                                                             {"amount", sum_schema()},
                                                             {"new_business", sum_schema()},
                                                             {"year_before", sum_schema()},
                                                             {"year_before_compared", sum_schema()},
                                                             {"where", where_schema()}});
  return table_schema("RevenuePerformance", "RevenuePerformanceLine",
                      {{"count", count()},
                       {"customers", count()},
                       {"new_customers", count()},
                       {"amount", sum_schema()},
                       {"new_business", sum_schema()},
                       {"existing_business", sum_schema()},
                       {"previous", sum_schema()},
                       {"year_before", sum_schema()}},
                      {{"series", http::array(period)},
                       {"counted_days", days_schema()},
                       {"previous_days", days_schema()},
                       {"year_before_days", days_schema()}});
}

Json to_json(const PipelineReport& report) {
  Json json = table_json(report.table);
  json["stages"] = Json::array();
  for (const StageLine& line : report.stages) {
    Json item = figures_json(line.figures, report.table.reporting);
    item["stage"] = line.stage;
    item["label"] = line.label;
    item["probability"] = line.probability;
    if (line.where) item["where"] = *line.where;
    json["stages"].push_back(std::move(item));
  }
  return json;
}

Json to_json(const PerformanceTable<WinFigures>& table) { return table_json(table); }
Json to_json(const PerformanceTable<CycleFigures>& table) { return table_json(table); }

Json to_json(const RevenueReport& report) {
  const Currency reporting = report.table.reporting;
  Json json = table_json(report.table);
  json["counted_days"] = days_json(report.days.counted);
  json["previous_days"] = days_json(report.days.previous);
  json["year_before_days"] = days_json(report.days.year_before);
  json["series"] = Json::array();
  for (const RevenuePeriod& period : report.series) {
    Json item = days_json(period.period.days);
    item["name"] = period.period.name;
    item["count"] = period.count;
    item["amount"] = sum_json(period.amount, reporting);
    item["new_business"] = sum_json(period.new_business, reporting);
    item["year_before"] = sum_json(period.year_before, reporting);
    item["year_before_compared"] = sum_json(period.year_before_compared, reporting);
    item["where"] = period.where;
    json["series"].push_back(std::move(item));
  }
  return json;
}

}  // namespace bailiwick::crm
