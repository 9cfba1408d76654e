// Goal: what was reached is added up by metric, share and currency, and held against the days gone by. Method: by hand; then random sales of which every one counts where it must.
#include "market/progress.hpp"

#include <gtest/gtest.h>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

const Currency kEuros = *Currency::parse("EUR");
const Currency kDollars = *Currency::parse("USD");
const Currency kYen = *Currency::parse("JPY");

TerritoryId territory(std::uint8_t number) {
  std::array<std::uint8_t, 16> bytes{};
  bytes[15] = number;
  return TerritoryId(Uuid(bytes));
}

// A week from Monday 4 to Sunday 10 January 2027.
Objective week(Metric metric = Metric::kRevenue) {
  Objective objective{.id = {},
                      .name = "Week",
                      .first_day = *parse_date("2027-01-04"),
                      .last_day = *parse_date("2027-01-10"),
                      .metric = metric,
                      .target = 100'00,
                      .currency = kEuros};
  if (metric == Metric::kNewAccounts) objective.currency.reset();
  objective.shares = {{.territory = territory(1)}, {.territory = territory(2)}};
  return objective;
}

// 1 is the country, 2 and 3 stand below it, 9 elsewhere.
TerritoryLine country() {
  return TerritoryLine({{territory(1), std::nullopt, 0},
                        {territory(2), territory(1), 0},
                        {territory(3), territory(1), 0},
                        {territory(9), std::nullopt, 0}});
}

WorkDays monday_to_friday() {
  return {.week = {true, true, true, true, true, false, false}, .days_off = {}};
}

TEST(Progress, DaysGoByAsTheCompanyWorks) {
  const auto on = [](const char* day, const std::optional<WorkDays>& work) {
    const PeriodDays days = period_days(week(), *parse_date(day), work);
    EXPECT_EQ(days.is_working, work.has_value() && work->week[0]);
    return std::make_pair(days.gone, days.left);
  };
  EXPECT_EQ(on("2027-01-03", std::nullopt), std::make_pair(std::int64_t{0}, std::int64_t{7}));
  EXPECT_EQ(on("2027-01-06", std::nullopt), std::make_pair(std::int64_t{3}, std::int64_t{4}));
  EXPECT_EQ(on("2027-02-01", std::nullopt), std::make_pair(std::int64_t{7}, std::int64_t{0}));
  WorkDays work = monday_to_friday();
  work.days_off = {*parse_date("2027-01-05")};
  EXPECT_EQ(on("2027-01-06", work), std::make_pair(std::int64_t{2}, std::int64_t{2}));
  EXPECT_EQ(on("2027-01-09", work), std::make_pair(std::int64_t{4}, std::int64_t{0}));
  EXPECT_EQ(on("2027-01-06", WorkDays{}), std::make_pair(std::int64_t{3}, std::int64_t{4}))
      << "who never works goes by all days";
}

TEST(Progress, FiguresFollowFromTheDays) {
  const PeriodDays half{.gone = 3, .left = 3};
  const Progress ahead = progress_of(100'00, {.amount = 60'00}, half);
  EXPECT_EQ(ahead.expected, 50'00);
  EXPECT_EQ(to_text(*ahead.reached_share), "0.6");
  EXPECT_EQ(to_text(*ahead.pace), "1.2");
  EXPECT_EQ(ahead.missing, 40'00);
  EXPECT_EQ(ahead.needed_a_day, 13'34);
  const Progress over = progress_of(100, {.amount = 130}, {.gone = 4, .left = 0});
  EXPECT_EQ(over.missing, 0);
  EXPECT_FALSE(over.needed_a_day);
  const Progress nothing = progress_of(0, {.amount = 5}, {.gone = 0, .left = 4});
  EXPECT_FALSE(nothing.reached_share);
  EXPECT_FALSE(nothing.pace);
  EXPECT_EQ(nothing.needed_a_day, 0);
  EXPECT_EQ(progress_of(3, {.amount = -2}, {.gone = 1, .left = 1}).missing, 5);
  EXPECT_EQ(progress_of(3, {}, {.gone = 1, .left = 1}).expected, 2) << "halves to even";
  EXPECT_EQ(progress_of(1, {}, {.gone = 1, .left = 1}).expected, 0);
  EXPECT_EQ(progress_of(kTargetMax, {}, {.gone = 1'829, .left = 1}).expected,
            999'453'551'912'568'306);
}

TEST(Progress, MoneyIsConvertedByTheDayAndWhatHasNoRateIsNamed) {
  const std::vector<Quote> quotes = {{kDollars, kEuros, *parse_date("2027-01-01"), 500'000'000},
                                     {kDollars, kEuros, *parse_date("2027-01-06"), 800'000'000}};
  const RateTable rates(quotes);
  const Objective objective = week();
  const TerritoryLine line = country();
  SalesTally tally(objective, line, rates);
  const auto sell = [&](const char* day, Money amount, std::optional<TerritoryId> where) {
    tally.add({.account = {}, .day = *parse_date(day), .amount = amount, .territory = where});
  };
  sell("2027-01-04", {10'00, kEuros}, territory(2));
  sell("2027-01-05", {10'00, kDollars}, territory(3));
  sell("2027-01-06", {10'00, kDollars}, territory(9));
  sell("2027-01-06", {700, kYen}, territory(2));
  sell("2027-01-06", {300, kYen}, std::nullopt);
  sell("2027-01-06", {0, kYen}, std::nullopt);
  EXPECT_EQ(tally.whole()->amount, 23'00);
  EXPECT_EQ(tally.share(0)->amount, 15'00) << "its own and all below";
  EXPECT_EQ(tally.share(1)->amount, 10'00);
  EXPECT_EQ(tally.elsewhere()->amount, 8'00);
  ASSERT_EQ(tally.whole()->unconverted.size(), 1U);
  EXPECT_EQ(tally.whole()->unconverted[0],
            (Unconverted{.currency = kYen, .amount = Decimal::whole(1'000), .count = 2}));
  EXPECT_EQ(tally.share(1)->unconverted[0].count, 1);
  EXPECT_EQ(tally.elsewhere()->unconverted[0].count, 1);
}

TEST(Progress, ASumThatIsTooLargeIsRefused) {
  const RateTable rates;
  const Objective objective = week();
  const TerritoryLine line = country();
  SalesTally tally(objective, line, rates);
  for (int i = 0; i < 2; ++i)
    tally.add({.account = {}, .day = {}, .amount = {9'000'000'000'000'000'000, kEuros}});
  EXPECT_EQ(tally.whole().error().rule, "M046");
}

TEST(Progress, EverySaleCountsOnceOverall) {
  const RateTable rates;
  const TerritoryLine line = country();
  Rng rng(7);
  for (const Metric metric : {Metric::kRevenue, Metric::kNewBusinessRevenue,
                              Metric::kExistingBusinessRevenue, Metric::kNewAccounts}) {
    const Objective objective = week(metric);
    SalesTally tally(objective, line, rates);
    std::int64_t all = 0;
    for (int i = 0; i < 500; ++i) {
      const Sale sale{.account = {},
                      .day = objective.first_day,
                      .amount = {static_cast<std::int64_t>(1 + rng.below(900)), kEuros},
                      .is_new_business = rng.below(2) == 0,
                      .is_first = rng.below(5) == 0,
                      .territory = territory(static_cast<std::uint8_t>(1 + rng.below(4)))};
      tally.add(sale);
      if (metric == Metric::kRevenue ||
          (metric == Metric::kNewBusinessRevenue && sale.is_new_business) ||
          (metric == Metric::kExistingBusinessRevenue && !sale.is_new_business))
        all += sale.amount.minor;
      if (metric == Metric::kNewAccounts) all += sale.is_first ? 1 : 0;
    }
    EXPECT_EQ(tally.whole()->amount, all);
    EXPECT_EQ(tally.share(0)->amount + tally.elsewhere()->amount, all);
  }
}

}  // namespace
}  // namespace bailiwick::market
