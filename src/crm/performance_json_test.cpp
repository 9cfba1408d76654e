// Goal: what is told fits its schema, with what could not be converted beside each sum. Method: reports by hand, held against the schemas.
#include "crm/performance_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace bailiwick::crm {
namespace {

using Json = nlohmann::json;
const Currency kEuro = *Currency::parse("EUR");
const Currency kDollar = *Currency::parse("USD");

ReportedSum sum(std::int64_t cents, std::int64_t dollars) {
  ReportedSum all;
  all.add({.minor = cents, .currency = kEuro}, Decimal::whole(1));
  if (dollars != 0) all.add({.minor = dollars, .currency = kDollar}, std::nullopt);
  return all;
}

TEST(PerformanceJson, SumsTellWhatIsNotInThem) {
  PerformanceTable<WinFigures> table{.reporting = kEuro};
  table.total = {.won = 3, .lost = 1, .won_amount = sum(300, 0), .lost_amount = sum(100, 550)};
  table.lines.push_back({{.value = "Food", .where = "[]"}, table.total});
  table.lines.push_back({{.is_elsewhere = true}, {}});
  table.rest = WinFigures{};
  const Json json = to_json(table);
  EXPECT_TRUE(platform::http::mistakes_of(wins_schema(), json).empty()) << json.dump();
  EXPECT_EQ(json["total"]["lost_amount"],
            Json::parse(R"({"amount":{"amount":"1.00","currency":"EUR"},"unconverted":
                            [{"amount":{"amount":"5.50","currency":"USD"},"count":1}]})"));
  EXPECT_EQ(json["total"]["rate"]["estimate"], 0.75);
  EXPECT_EQ(json["total"]["rate_by_value"], 0.75);
  EXPECT_TRUE(json["lines"][1]["value"].is_null());
  EXPECT_EQ(json["lines"][1]["elsewhere"], true);
  EXPECT_FALSE(json["rest"].contains("rate"));
  EXPECT_FALSE(json["rest"].contains("rate_by_value"));
}

TEST(PerformanceJson, AWeightedSumIsAHundredth) {
  PipelineReport report{.table = {.reporting = kEuro}};
  report.table.total = {.count = 1, .amount = sum(100, 0), .weighted = sum(12'550, 990)};
  report.stages.push_back({.stage = "standard.needs",
                           .label = "Needs",
                           .probability = 25,
                           .figures = report.table.total,
                           .where = "[]"});
  const Json json = to_json(report);
  EXPECT_TRUE(platform::http::mistakes_of(pipeline_report_schema(), json).empty()) << json.dump();
  EXPECT_EQ(json["total"]["weighted"]["amount"]["amount"], "1.26");
  EXPECT_EQ(json["stages"][0]["weighted"]["unconverted"][0]["amount"]["amount"], "0.09");
}

TEST(PerformanceJson, CyclesAndRevenueFitTheirSchemas) {
  PerformanceTable<CycleFigures> cycle{.reporting = kEuro};
  cycle.total = {.days = {{10, 1}, {20, 1}}, .count = 2};
  cycle.rest = CycleFigures{.unmeasured = 1};
  const Json days = to_json(cycle);
  EXPECT_TRUE(platform::http::mistakes_of(cycle_schema(), days).empty()) << days.dump();
  EXPECT_EQ(days["total"]["median"], 15.0);
  EXPECT_FALSE(days["rest"].contains("median"));
  RevenueReport revenue{.table = {.reporting = kEuro}};
  revenue.series.push_back({.period = {.days = {}, .name = "1970-01"}, .amount = sum(5, 0)});
  const Json json = to_json(revenue);
  EXPECT_TRUE(platform::http::mistakes_of(revenue_schema(), json).empty()) << json.dump();
  EXPECT_EQ(json["series"][0]["name"], "1970-01");
}

}  // namespace
}  // namespace bailiwick::crm
