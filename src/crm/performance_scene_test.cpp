// Goal: requests are understood as the company means them. Method: mistakes one by one; rates looked up by day. The rest is held against a judge in
// performance_service_test.cpp.
#include "crm/performance_scene.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

std::string rules(const PerformanceAsk& ask, View view) {
  std::string all;
  for (const Error& error : mistakes_of(ask, view)) all += error.rule + error.pointer + " ";
  return all;
}

TEST(PerformanceScene, TellsEveryMistake) {
  const Days days{LocalDate(20'000), LocalDate(20'010)};
  EXPECT_EQ(rules({}, View::kPipeline), "");
  EXPECT_EQ(rules({.by = "period"}, View::kPipeline), "R031/by ");
  EXPECT_EQ(rules({.by = "sector"}, View::kWins), "R031/by R032/from ");
  EXPECT_EQ(rules({.span = days, .by = "period"}, View::kCycle), "");
  EXPECT_EQ(rules({.span = days, .by = "pipeline"}, View::kRevenue), "R031/by ");
  EXPECT_EQ(rules({.span = Days{days.last, days.first}}, View::kRevenue), "R032/to ");
}

TEST(PerformanceScene, ConvertsByTheDay) {
  const Currency euro = *Currency::parse("EUR");
  const Currency dollar = *Currency::parse("USD");
  const std::vector<Quote> quotes = {{dollar, euro, LocalDate(10), 500'000'000},
                                     {dollar, euro, LocalDate(20), 250'000'000}};
  Converter converter({.reporting = euro, .rates = RateTable(quotes)});
  EXPECT_EQ(converter.reporting(), euro);
  EXPECT_FALSE(converter.of("USD", LocalDate(9)).units_a_minor);
  const Int128 half = *converter.of("USD", LocalDate(10)).units_a_minor;
  EXPECT_EQ(half, *converter.of("USD", LocalDate(19)).units_a_minor);
  EXPECT_EQ(half, 2 * *converter.of("USD", LocalDate(20)).units_a_minor);
  EXPECT_EQ(*converter.of("EUR", LocalDate(1)).units_a_minor, Decimal::kUnit / 100);
}

}  // namespace
}  // namespace bailiwick::crm
