// Goal: every mistake of an objective is told, and its shares add up to the target.
#include "market/objective.hpp"

#include <gtest/gtest.h>

#include <map>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

const Currency kObjectiveEuro = *Currency::parse("EUR");

Objective good() {
  return {.id = {},
          .name = "Grow",
          .first_day = LocalDate(20'000),
          .last_day = LocalDate(20'364),
          .target = 100'00,
          .currency = kObjectiveEuro};
}

std::string rules(const Objective& objective) {
  std::string all;
  for (const Error& error : mistakes_of(objective, kObjectiveEuro)) all += error.rule + " ";
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

TEST(Objective, AShareIsTheSumOfThoseWithinIt) {
  const auto territory = [](std::uint64_t number) {
    std::array<std::uint8_t, 16> bytes{};
    bytes[15] = static_cast<std::uint8_t>(number % 256);
    bytes[14] = static_cast<std::uint8_t>(number / 256);
    return TerritoryId(Uuid(bytes));
  };
  Rng rng(11);
  for (int round = 0; round < 300; ++round) {
    Objective objective = good();
    objective.target = 1 + static_cast<std::int64_t>(rng.below(1'000'000'007));
    const std::uint64_t count = 1 + rng.below(60);
    for (std::uint64_t i = 0; i < count; ++i) {
      ObjectiveShare share{.territory = territory(i),
                           .weight = static_cast<std::int64_t>(rng.below(4) * rng.below(1'000))};
      if (i > 0 && rng.below(4) > 0) share.within = territory(rng.below(i));
      objective.shares.push_back(share);
    }
    divide(objective);
    std::map<std::optional<TerritoryId>, std::int64_t> sums;
    for (const ObjectiveShare& share : objective.shares) {
      EXPECT_GE(share.amount, 0);
      sums[share.within] += share.amount;
    }
    EXPECT_EQ(sums.at(std::nullopt), objective.target) << round;
    std::int64_t lowest = 0;
    for (const ObjectiveShare& share : objective.shares) {
      const auto below = sums.find(share.territory);
      if (below == sums.end())
        lowest += share.amount;
      else
        EXPECT_EQ(below->second, share.amount) << round;
    }
    EXPECT_EQ(lowest, objective.target) << round;
  }
}

TEST(Objective, WaysToDivideHaveWords) {
  for (const auto by :
       {ShareBy::kWeights, ShareBy::kEven, ShareBy::kPotential, ShareBy::kPriorPeriod})
    EXPECT_EQ(parse_share_by(name_of(by)), by);
  EXPECT_FALSE(parse_share_by("luck"));
}

TEST(Objective, MetricsHaveWords) {
  for (const auto metric : {Metric::kRevenue, Metric::kNewBusinessRevenue,
                            Metric::kExistingBusinessRevenue, Metric::kNewAccounts})
    EXPECT_EQ(parse_metric(name_of(metric)), metric);
  EXPECT_FALSE(parse_metric("profit"));
}

}  // namespace
}  // namespace bailiwick::market
