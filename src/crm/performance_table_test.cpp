// Goal: lines stand in their order, nothing is lost beyond the limit, and a sum that cannot be told is known. Method: small tables.
#include "crm/performance_table.hpp"

#include <gtest/gtest.h>

namespace bailiwick::crm {
namespace {

const Currency kTableEuro = *Currency::parse("EUR");

RevenueFigures revenue(std::int64_t cents) {
  RevenueFigures figures;
  figures.count = 1;
  figures.amount.add({.minor = cents, .currency = kTableEuro}, Decimal::whole(1));
  return figures;
}

PerformanceTable<RevenueFigures> table() {
  PerformanceTable<RevenueFigures> table;
  table.reporting = kTableEuro;
  table.lines = {{{.is_elsewhere = true}, revenue(900)},
                 {{}, revenue(800)},
                 {{.value = "50-249"}, revenue(10)},
                 {{.value = "1000+"}, revenue(30)},
                 {{.value = "0-9"}, revenue(20)}};
  return table;
}

std::string order(const PerformanceTable<RevenueFigures>& table) {
  std::string text;
  for (const auto& line : table.lines)
    text += (line.group.is_elsewhere ? "?" : line.group.value.value_or("-")) + " ";
  return text;
}

TEST(PerformanceTable, ClassesStandInTheirOrderAndOthersByAmount) {
  auto by_size = table();
  settle(by_size, GroupBy::kSize, 10);
  EXPECT_EQ(order(by_size), "0-9 50-249 1000+ - ? ");
  auto by_word = table();
  settle(by_word, GroupBy::kIndustry, 10);
  EXPECT_EQ(order(by_word), "1000+ 0-9 50-249 - ? ");
  auto by_period = table();
  settle(by_period, GroupBy::kPeriod, 10);
  EXPECT_EQ(order(by_period), "0-9 1000+ 50-249 - ? ");
  EXPECT_FALSE(by_period.rest);
}

TEST(PerformanceTable, WhatIsBeyondTheLimitIsTheRest) {
  auto cut = table();
  settle(cut, GroupBy::kIndustry, 2);
  EXPECT_EQ(order(cut), "1000+ 0-9 ");
  ASSERT_TRUE(cut.rest);
  EXPECT_EQ(cut.rest->count, 3);
  EXPECT_EQ(to_text(*cut.rest->amount.exact()), "17.1");
}

TEST(PerformanceTable, FiguresArePutTogether) {
  WinFigures wins{.won = 1, .lost = 2};
  put(wins, {.won = 3, .lost = 4, .without_amount = 5});
  EXPECT_EQ(wins.won + 10 * wins.lost + 100 * wins.without_amount, 564);
  CycleFigures cycle{.days = {{3, 1}}, .count = 1};
  put(cycle, {.days = {{3, 2}, {4, 1}}, .count = 3, .unmeasured = 7});
  EXPECT_EQ(cycle.days.at(3), 3);
  EXPECT_EQ(cycle.count + 10 * cycle.unmeasured, 74);
  PipelineFigures pipeline{.count = 1, .ages = {1, 0, 0, 0}};
  put(pipeline, {.count = 2, .ages = {0, 0, 0, 2}});
  EXPECT_EQ(pipeline.count, 3);
  EXPECT_EQ(pipeline.ages[3], 2);
  EXPECT_FALSE(is_nothing(pipeline));
  EXPECT_TRUE(is_nothing(PipelineFigures()));
  EXPECT_FALSE(is_nothing(cycle));
  EXPECT_FALSE(is_nothing(wins));
  EXPECT_FALSE(is_nothing(revenue(0)));
}

TEST(PerformanceTable, ASumBeyondWhatCanBeToldIsKnown) {
  EXPECT_TRUE(is_told(revenue(INT64_MAX), kTableEuro));
  RevenueFigures beyond = revenue(INT64_MAX);
  put(beyond, revenue(INT64_MAX));
  EXPECT_FALSE(is_told(beyond, kTableEuro));
  RevenueFigures left;
  for (int i = 0; i < 2; ++i)
    left.previous.add({.minor = INT64_MAX, .currency = kTableEuro}, std::nullopt);
  EXPECT_FALSE(is_told(left, kTableEuro));
  // A hundredth of a weighted sum fits where the sum itself does not.
  PipelineFigures pipeline;
  for (int i = 0; i < 2; ++i)
    pipeline.weighted.add({.minor = INT64_MAX, .currency = kTableEuro}, Decimal::whole(1));
  EXPECT_TRUE(is_told(pipeline, kTableEuro));
}

}  // namespace
}  // namespace bailiwick::crm
