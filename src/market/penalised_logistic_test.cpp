// Goal: the fit is Firth's. Method: with one condition the answer is known in closed form (half a case more in each cell of the table); separation and
// conditions that make up one another; the order of rows does not matter.
#include "market/penalised_logistic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace bailiwick::market {
namespace {

TEST(PenalisedLogistic, OneConditionIsTheTableWithHalfACaseMore) {
  const std::vector<LogisticRow> rows = {{0, 20, 80}, {1, 45, 35}};
  const auto fit = fit_logistic(rows, 1);
  ASSERT_TRUE(fit);
  const double base = std::log(20.5 / 80.5);
  EXPECT_NEAR(fit->intercept.estimate, base, 1e-8);
  EXPECT_NEAR(fit->effects[0].estimate, std::log(45.5 / 35.5) - base, 1e-8);
  const auto information = [](double n, double odds) {
    const double p = odds / (1 + odds);
    return n * p * (1 - p);
  };
  const double deviation =
      std::sqrt(1 / information(100, 20.5 / 80.5) + 1 / information(80, 45.5 / 35.5));
  EXPECT_NEAR(fit->effects[0].interval.most - fit->effects[0].estimate, 1.959964 * deviation, 1e-5);
}

TEST(PenalisedLogistic, WhatHoldsForWinnersAloneHasAFiniteEffect) {
  const auto fit = fit_logistic(std::vector<LogisticRow>{{0, 10, 50}, {1, 20, 0}}, 1);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->effects[0].estimate, std::log(20.5 / 0.5) - std::log(10.5 / 50.5), 1e-7);
  EXPECT_GT(fit->effects[0].interval.least, 0.0);
}

TEST(PenalisedLogistic, ConditionsThatMakeUpOneAnotherHaveNoFit) {
  EXPECT_FALSE(fit_logistic(std::vector<LogisticRow>{{0b00, 10, 50}, {0b11, 20, 9}}, 2));
  EXPECT_FALSE(fit_logistic(std::vector<LogisticRow>{{1, 10, 50}}, 1)) << "it always holds";
}

TEST(PenalisedLogistic, TheOrderOfRowsDoesNotMatterAndNoConditionIsTheRate) {
  std::vector<LogisticRow> rows = {{0b00, 30, 70}, {0b01, 25, 30}, {0b10, 9, 40}, {0b11, 22, 15}};
  const auto fit = fit_logistic(rows, 2);
  std::reverse(rows.begin(), rows.end());
  const auto turned = fit_logistic(rows, 2);
  ASSERT_TRUE(fit && turned);
  EXPECT_NEAR(fit->effects[1].estimate, turned->effects[1].estimate, 1e-8);
  const auto none = fit_logistic(std::vector<LogisticRow>{{0, 30, 70}}, 0);
  EXPECT_NEAR(none->intercept.estimate, std::log(30.5 / 70.5), 1e-8);
}

}  // namespace
}  // namespace bailiwick::market
