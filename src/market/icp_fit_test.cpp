// Goal: what was planted is found, within intervals that are as good as their word, and nothing is said where there is too little to say.
// Method: small tables by hand; then simulated histories whose effects and lifts are known exactly, over 200 seeds.
#include "market/icp_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.hpp"

namespace bailiwick::market {
namespace {

FitRow row(CriteriaSet held, std::int64_t won, std::int64_t lost, CriteriaSet unknown = 0) {
  return {.marks = {.held = held, .unknown = unknown}, .won = won, .lost = lost};
}

TEST(IcpFit, TalliesLiftAndWeightOfATable) {
  const IcpFit fit = fit_icp({row(1, 30, 20), row(0, 20, 80), row(0, 5, 5, 1), row(1, 10, 0)}, 1);
  EXPECT_EQ(fit.outcome, FitOutcome::kFitted);
  EXPECT_EQ(fit.all.won, 65);
  const CriterionFit& one = fit.criteria[0];
  EXPECT_EQ(one.finding, Finding::kFitted);
  EXPECT_EQ(one.held.won, 40);
  EXPECT_EQ(one.failed.lost, 80);
  EXPECT_EQ(one.unknown.count(), 10);
  EXPECT_NEAR(*one.lift, (40.0 / 60) / (20.0 / 100), 1e-12);
  EXPECT_TRUE(one.lift_interval->has(*one.lift));
  // Together the unknown count as not held.
  EXPECT_NEAR(one.effect->estimate, std::log(40.5 / 20.5) - std::log(25.5 / 85.5), 1e-7);
  EXPECT_EQ(one.weight, kProposedMax);
}

TEST(IcpFit, TooFewWonOrLostAreTold) {
  EXPECT_EQ(fit_icp({row(1, 9, 90)}, 1).outcome, FitOutcome::kFewWon);
  EXPECT_EQ(fit_icp({row(1, 90, 9)}, 1).outcome, FitOutcome::kFewLost);
  EXPECT_EQ(fit_icp({}, 0).outcome, FitOutcome::kFewWon);
  const IcpFit nothing = fit_icp({row(1, 90, 9)}, 1);
  EXPECT_EQ(nothing.criteria[0].finding, Finding::kNoFit);
  EXPECT_FALSE(nothing.criteria[0].lift);
  EXPECT_EQ(fit_icp({row(1, 90, 10)}, 1).outcome, FitOutcome::kNoCriteria);
}

TEST(IcpFit, ACriterionThatHoldsOrFailsForTooFewIsLeftOut) {
  const IcpFit fit = fit_icp({row(0b001, 2, 2), row(0b110, 30, 15), row(0b010, 10, 20),
                              row(0b111, 0, 0), row(0b011, 0, 1), row(0b100, 2, 2)},
                             3);
  EXPECT_EQ(fit.criteria[0].finding, Finding::kFitted) << "it holds for five";
  EXPECT_EQ(fit.criteria[1].finding, Finding::kFitted);
  const IcpFit less = fit_icp({row(0b01, 2, 2), row(0b10, 40, 40), row(0b11, 0, 0)}, 2);
  EXPECT_EQ(less.criteria[0].finding, Finding::kFewHeld);
  EXPECT_EQ(less.criteria[1].finding, Finding::kFewFailed);
  EXPECT_EQ(less.outcome, FitOutcome::kNoCriteria);
  EXPECT_FALSE(less.criteria[1].effect || less.criteria[1].weight || less.criteria[1].lift);
}

TEST(IcpFit, WhatFollowsFromOthersIsNamed) {
  // The third is the first; the fourth holds where the first or the second does, of which never both do.
  std::vector<FitRow> rows = {row(0b1101, 40, 20), row(0b1010, 25, 30), row(0b0000, 20, 60)};
  const IcpFit fit = fit_icp(rows, 4);
  EXPECT_EQ(fit.outcome, FitOutcome::kFitted);
  EXPECT_EQ(fit.criteria[2].finding, Finding::kFollows);
  EXPECT_EQ(fit.criteria[2].akin, (std::vector<std::size_t>{0}));
  EXPECT_EQ(fit.criteria[3].akin, (std::vector<std::size_t>{0, 1}));
  EXPECT_FALSE(fit.criteria[2].effect || fit.criteria[2].weight);
  EXPECT_TRUE(fit.criteria[2].lift) << "by itself it is known";
  EXPECT_TRUE(fit.criteria[0].akin.empty());
  // One row in a hundred apart: both stay, and name each other.
  const IcpFit near = fit_icp({row(0b11, 40, 20), row(0b00, 20, 40), row(0b01, 1, 1)}, 2);
  EXPECT_EQ(near.criteria[0].akin, (std::vector<std::size_t>{1}));
  EXPECT_EQ(near.criteria[1].akin, (std::vector<std::size_t>{0}));
  EXPECT_TRUE(near.criteria[0].effect && near.criteria[1].effect);
}

TEST(IcpFit, WeightsAreInProportionAndNoneIsProposedForWhatHarms) {
  const auto odds = [](double log_odds) {
    return static_cast<std::int64_t>(std::lround(1e5 / (1.0 + std::exp(-log_odds))));
  };
  std::vector<FitRow> rows;
  for (CriteriaSet held = 0; held < 8; ++held) {
    const double sum = -1.0 + ((held & 1U) != 0 ? 2.0 : 0.0) + ((held & 2U) != 0 ? 1.0 : 0.0) -
                       ((held & 4U) != 0 ? 0.5 : 0.0);
    rows.push_back(row(held, odds(sum), 100'000 - odds(sum)));
  }
  const IcpFit fit = fit_icp(rows, 3);
  EXPECT_NEAR(fit.criteria[0].effect->estimate, 2.0, 1e-3);
  EXPECT_EQ(fit.criteria[0].weight, 100);
  EXPECT_EQ(fit.criteria[1].weight, 50);
  EXPECT_FALSE(fit.criteria[2].weight);
  EXPECT_NEAR(fit.criteria[2].effect->estimate, -0.5, 1e-3);
  EXPECT_NEAR(fit.intercept->estimate, -1.0, 1e-3);
}

TEST(IcpFit, FindingsAndOutcomesHaveWords) {
  EXPECT_EQ(name_of(Finding::kFollows), "follows");
  EXPECT_EQ(name_of(FitOutcome::kNoEnd), "no_end");
}

// A history with known effects: criteria hold independently, each with its share.
struct Planted {
  double share;
  double effect;
};
constexpr Planted kPlanted[] = {{0.5, 1.2}, {0.3, 0.7}, {0.2, 0.0}, {0.6, -0.8}, {0.1, 0.9}};
constexpr std::size_t kCount = std::size(kPlanted);
constexpr double kBase = -0.8;

double chance(CriteriaSet held) {
  double odds = kBase;
  for (std::size_t c = 0; c < kCount; ++c)
    if ((held >> c & 1U) != 0) odds += kPlanted[c].effect;
  return 1.0 / (1.0 + std::exp(-odds));
}

// By all sets of the criteria, with their chances.
double true_lift(std::size_t criterion) {
  double rate[2] = {0, 0};
  for (CriteriaSet held = 0; held < (CriteriaSet{1} << kCount); ++held) {
    double weight = 1.0;
    for (std::size_t c = 0; c < kCount; ++c) {
      if (c == criterion) continue;
      weight *= (held >> c & 1U) != 0 ? kPlanted[c].share : 1.0 - kPlanted[c].share;
    }
    rate[held >> criterion & 1U] += weight * chance(held);
  }
  return rate[1] / rate[0];
}

std::vector<FitRow> history(std::uint64_t seed, int opportunities) {
  Rng rng(seed);
  std::vector<FitRow> rows;
  for (int i = 0; i < opportunities; ++i) {
    CriteriaSet held = 0;
    for (std::size_t c = 0; c < kCount; ++c)
      if (rng.uniform() < kPlanted[c].share) held |= CriteriaSet{1} << c;
    const bool is_won = rng.uniform() < chance(held);
    rows.push_back(row(held, is_won ? 1 : 0, is_won ? 0 : 1));
  }
  return rows;
}

struct Coverage {
  int effects[kCount] = {};
  int lifts[kCount] = {};
  double sums[kCount] = {};
};

Coverage cover(int seeds, int opportunities) {
  Coverage coverage;
  for (int seed = 0; seed < seeds; ++seed) {
    const IcpFit fit =
        fit_icp(history(static_cast<std::uint64_t>(seed) + 1, opportunities), kCount);
    EXPECT_EQ(fit.outcome, FitOutcome::kFitted) << "seed " << seed;
    for (std::size_t c = 0; c < kCount; ++c) {
      if (!fit.criteria[c].effect) continue;
      const LogOdds& effect = *fit.criteria[c].effect;
      coverage.effects[c] += effect.interval.has(kPlanted[c].effect) ? 1 : 0;
      coverage.lifts[c] += fit.criteria[c].lift_interval->has(true_lift(c)) ? 1 : 0;
      coverage.sums[c] += effect.estimate;
    }
  }
  return coverage;
}

TEST(IcpFit, IntervalsHoldWhatWasPlantedAsOftenAsTheySay) {
  constexpr int kSeeds = 200;
  for (const int opportunities : {150, 1'000}) {
    const Coverage coverage = cover(kSeeds, opportunities);
    int effects = 0;
    int lifts = 0;
    for (std::size_t c = 0; c < kCount; ++c) {
      effects += coverage.effects[c];
      lifts += coverage.lifts[c];
      // Four deviations of 200 draws about 95%.
      EXPECT_GE(coverage.effects[c], 177) << "criterion " << c << ", n " << opportunities;
      EXPECT_GE(coverage.lifts[c], 177) << "criterion " << c << ", n " << opportunities;
      EXPECT_NEAR(coverage.sums[c] / kSeeds, kPlanted[c].effect, opportunities < 500 ? 0.2 : 0.06)
          << "criterion " << c << ", n " << opportunities;
    }
    const double all = kSeeds * static_cast<double>(kCount);
    RecordProperty("effects_" + std::to_string(opportunities), std::to_string(effects / all));
    RecordProperty("lifts_" + std::to_string(opportunities), std::to_string(lifts / all));
    EXPECT_GT(effects / all, 0.91);
    EXPECT_LT(effects / all, 0.98);
    EXPECT_GT(lifts / all, 0.91);
    EXPECT_LT(lifts / all, 0.98);
  }
}

TEST(IcpFit, TheOrderOfRowsDoesNotMatter) {
  std::vector<FitRow> rows = history(7, 3'000);
  const IcpFit one = fit_icp(rows, kCount);
  Rng rng(9);
  rng.shuffle(rows);
  const IcpFit other = fit_icp(rows, kCount);
  for (std::size_t c = 0; c < kCount; ++c)
    EXPECT_EQ(one.criteria[c].effect->estimate, other.criteria[c].effect->estimate);
}

}  // namespace
}  // namespace bailiwick::market
