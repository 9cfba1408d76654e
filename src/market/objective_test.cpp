// Goal: every mistake of an objective is told, and its shares add up to the target.
#include "market/objective.hpp"

#include <gtest/gtest.h>

namespace bailiwick::market {
namespace {

const Currency kEuro = *Currency::parse("EUR");

Objective good() {
  return {.id = {},
          .name = "Grow",
          .first_day = LocalDate(20'000),
          .last_day = LocalDate(20'364),
          .target = 100'00,
          .currency = kEuro};
}

std::string rules(const Objective& objective) {
  std::string all;
  for (const Error& error : mistakes_of(objective, kEuro)) all += error.rule + " ";
  return all;
}

TEST(Objective, EveryMistakeIsTold) {
  EXPECT_EQ(rules(good()), "");
  Objective bad = good();
  bad.name = "";
  bad.last_day = bad.first_day.plus_days(-1);
  bad.target = 0;
  bad.currency = Currency::parse("USD");
  EXPECT_EQ(rules(bad), "M031 M042 M043 M043 ");
  bad = good();
  bad.last_day = bad.first_day.plus_days(kPeriodDaysMax - 1);
  bad.target = kTargetMax;
  EXPECT_EQ(rules(bad), "");
  bad.last_day = bad.first_day.plus_days(kPeriodDaysMax);
  bad.target = kTargetMax + 1;
  EXPECT_EQ(rules(bad), "M042 M043 ");
  bad = good();
  bad.metric = Metric::kNewAccounts;
  bad.currency.reset();
  EXPECT_EQ(rules(bad), "");
}

TEST(Objective, SharesAddUp) {
  Objective objective = good();
  objective.shares = {{.territory = {}, .weight = 1},
                      {.territory = {}, .weight = 1},
                      {.territory = {}, .weight = 1}};
  divide(objective);
  EXPECT_EQ(objective.shares[0].amount, 33'34);
  EXPECT_EQ(objective.shares[2].amount, 33'33);
}

TEST(Objective, MetricsHaveWords) {
  for (const auto metric : {Metric::kRevenue, Metric::kNewBusinessRevenue,
                            Metric::kExistingBusinessRevenue, Metric::kNewAccounts})
    EXPECT_EQ(parse_metric(name_of(metric)), metric);
  EXPECT_FALSE(parse_metric("profit"));
}

}  // namespace
}  // namespace bailiwick::market
