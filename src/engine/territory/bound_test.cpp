// Goal: the bound is never above the optimum, whatever the problem, and it says what it proves. Method: every plan of
// random tiny worlds, judged by check(); Cbc on worlds a little larger; and the published optima of ../shared.
#include "engine/territory/bound.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.hpp"
#include "engine/territory/ascii_world_random.hpp"
#include "engine/territory/bound_instances.hpp"
#include "engine/territory/exact_reference.hpp"
#include "engine/territory/validate.hpp"
#include "tests/support/shared.hpp"

namespace bailiwick::engine::territory {
namespace {

Bound bound_in(const Problem& problem, std::int64_t iterations, int threads = 1) {
  BoundOptions options;
  options.threads = threads;
  return bound(problem, Budget::iterations(iterations), options);
}

TEST(Bound, IsNeverAboveTheOptimumOfRandomWorldsWithEveryKindOfDemand) {
  ascii::RandomWorld worlds(16);
  int compared = 0;
  int proven = 0;
  for (int trial = 0; trial < 600; ++trial) {
    const Problem problem = worlds.make(6);
    if (!validate(problem).empty()) continue;
    const auto best = exact::best_of_all(problem);
    if (!best) continue;
    const Bound result = bound_in(problem, trial % 3 == 0 ? 3 : 40);
    if (!result.value) continue;
    ++compared;
    ASSERT_LE(*result.value, *best * (1.0 + 1e-9) + 1e-6) << "trial " << trial;
    if (*result.value > 0.5 * *best) ++proven;
  }
  EXPECT_GT(compared, 100);
  EXPECT_GT(proven, compared / 3);
}

// Units strewn over a disc (on a plane) or a part of the Earth, all forms of centre and power.
Problem strewn(Rng& rng, std::int32_t n, bool is_sphere, double spread_deg) {
  Problem problem;
  problem.surface = is_sphere ? geo::Surface::kSphere : geo::Surface::kPlane;
  problem.measures.push_back({"load", 0, {}});
  for (std::int32_t i = 0; i < n; ++i) {
    problem.unit_ids.push_back("u" + std::to_string(i));
    const double a = 2.0 * rng.uniform() - 1.0;
    const double b = 2.0 * rng.uniform() - 1.0;
    problem.positions.push_back(is_sphere ? geo::on_earth({spread_deg * a, 0.45 * spread_deg * b})
                                          : geo::Position{static_cast<std::int32_t>(1e5 * a),
                                                          static_cast<std::int32_t>(1e5 * b), 0});
    problem.measures[0].values.push_back(static_cast<std::int64_t>(1 + rng.below(9)));
  }
  problem.adjacency = graph::Csr::from_edges(n, {});
  problem.is_contiguous = false;
  return problem;
}

TEST(Bound, IsNeverAboveTheOptimumOnThePlaneOnARegionAndOnTheWholeEarth) {
  Rng rng(17);
  int compared = 0;
  for (int trial = 0; trial < 120; ++trial) {
    const double spreads[] = {0.05, 5.0, 30.0, 60.0, 180.0};
    Problem problem = strewn(rng, 7, trial % 4 != 0, spreads[rng.below(5)]);
    problem.k_min = problem.k_max = static_cast<std::int32_t>(1 + rng.below(3));
    problem.centre = trial % 2 == 0 ? CentreKind::kCentroid : CentreKind::kUnit;
    problem.power = rng.below(3) == 0 ? DistancePower::kLinear : DistancePower::kSquared;
    if (rng.below(2) == 0) problem.weight_measure = 0;
    BalanceRule rule;
    rule.tolerance = 0.3;
    if (rng.below(3) != 0) problem.balance.push_back(rule);
    const auto best = exact::best_of_all(problem);
    if (!best) continue;
    const Bound result = bound_in(problem, 60);
    if (!result.value) continue;
    ++compared;
    ASSERT_LE(*result.value, *best * (1.0 + 1e-9) + 1e-6) << "trial " << trial;
  }
  EXPECT_GT(compared, 60);
}

TEST(Bound, ReachesTheOptimumOfTheContinuousCapacitatedLocationProblem) {
#ifndef BAILIWICK_HAS_CBC
  GTEST_SKIP() << "skipped: cbc is not installed";
#else
  Rng rng(18);
  double worst = 0.0;
  for (int trial = 0; trial < 6; ++trial) {
    Problem problem = strewn(rng, 26, trial % 2 == 0, 2.0);
    problem.k_min = problem.k_max = 3 + trial % 3;
    problem.centre = CentreKind::kUnit;
    problem.power = trial % 3 == 0 ? DistancePower::kLinear : DistancePower::kSquared;
    if (trial % 2 == 0) problem.weight_measure = 0;
    BalanceRule rule;
    rule.tolerance = 0.1;
    problem.balance.push_back(rule);
    const auto best = exact::exact_unit_centres(problem, true);
    // Without integrality the same model has the optimum of our dual function, so this is all it can reach.
    const auto reachable = exact::exact_unit_centres(problem, false);
    ASSERT_TRUE(best && reachable);
    const Bound result = bound_in(problem, 3000);
    ASSERT_TRUE(result.value.has_value());
    EXPECT_LE(*result.value, *best * (1.0 + 1e-7)) << trial;
    EXPECT_LE(*result.value, *reachable * (1.0 + 1e-7)) << trial;
    worst = std::max(worst, *reachable / *result.value - 1.0);
  }
  EXPECT_LT(worst, 0.01);
#endif
}

TEST(Bound, TheIterationBudgetAloneDecidesTheResult) {
  Rng rng(19);
  Problem problem = strewn(rng, 60, true, 3.0);
  problem.k_min = problem.k_max = 5;
  problem.weight_measure = 0;
  for (const CentreKind centre : {CentreKind::kCentroid, CentreKind::kUnit}) {
    problem.centre = centre;
    const Bound one = bound_in(problem, 50, 1);
    const Bound two = bound_in(problem, 50, 2);
    EXPECT_EQ(one.value, two.value);
    EXPECT_EQ(one.iterations, 50);
    EXPECT_EQ(two.iterations, 50);
  }
}

TEST(Bound, WithoutAnyIterationOnlyTheCostOfTerritoriesIsCertain) {
  Problem problem = ascii::world_of("AAAA");
  problem.k_min = problem.k_max = 2;
  EXPECT_EQ(bound_in(problem, 0).value, 0.0);
  problem.territory_cost_km = 1.0;
  EXPECT_EQ(bound_in(problem, 0).value, 1e6 * 4.0 * 2.0 / 4.0);
}

TEST(Bound, ARangeOfCountsIsBoundedByItsCheapestCount) {
  Problem problem = ascii::world_of("AAAAAA\nAAAAAA");
  problem.k_min = 1;
  problem.k_max = 4;
  problem.territory_cost_km = 1.0;
  problem.centre = CentreKind::kUnit;
  problem.is_contiguous = false;
  double least = 1e300;
  for (std::int32_t k = 1; k <= 4; ++k) {
    Problem fixed = problem;
    fixed.k_min = fixed.k_max = k;
    least = std::min(least, bound_in(fixed, 400).value.value_or(0.0));
  }
  const Bound range = bound_in(problem, 2000);
  ASSERT_TRUE(range.value.has_value());
  EXPECT_NEAR(*range.value, least, 0.05 * least);
}

TEST(Bound, SaysWhatIsLeftOut) {
  Problem problem = ascii::world_of("AAAA\nAAAA");
  problem.k_min = problem.k_max = 2;
  BalanceRule rule;
  rule.tolerance = 0.1;
  problem.balance.push_back(rule);
  problem.must_link = {{0, 1}};
  const Bound result = bound_in(problem, 5);
  EXPECT_EQ(result.covers,
            (BoundScope{.included = {BoundPart::kBalance},
                        .left_out = {BoundPart::kConnectedness, BoundPart::kMustLinks},
                        .measure = "load"}));
  const std::string& scope = result.scope;
  EXPECT_NE(scope.find("balance of load"), std::string::npos) << scope;
  EXPECT_NE(scope.find("connectedness"), std::string::npos) << scope;
  EXPECT_NE(scope.find("must-links"), std::string::npos) << scope;
  EXPECT_EQ(scope.find("soft"), std::string::npos) << scope;
}

TEST(Bound, WhereNothingIsKnownItSaysNoProof) {
  Rng rng(20);
  Problem problem = strewn(rng, 20, true, 180.0);
  problem.power = DistancePower::kLinear;
  const Bound result = bound_in(problem, 5);
  EXPECT_FALSE(result.value.has_value());
  EXPECT_EQ(result.scope.rfind("no proof", 0), 0U);
}

TEST(Bound, StopsAtAPlanThatCannotBeBeaten) {
  Problem problem = ascii::world_of("AB");
  problem.k_min = problem.k_max = 1;
  problem.centre = CentreKind::kUnit;
  BoundOptions options;
  options.upper = 0.25e6;  // pretends to be worse than it is: the bound soon exceeds it
  const Bound result = bound(problem, Budget::iterations(100000), options);
  EXPECT_LT(result.iterations, 100000);
}

TEST(Bound, ReportsProgressThatNeverFalls) {
  Rng rng(21);
  Problem problem = strewn(rng, 60, false, 0.0);
  problem.k_min = problem.k_max = 6;
  double last = -1.0;
  int calls = 0;
  BoundOptions options;
  options.progress = [&](const BoundProgress& p) {
    EXPECT_GE(p.value, last);
    last = p.value;
    ++calls;
  };
  const Bound result = bound(problem, Budget::iterations(100), options);
  EXPECT_EQ(calls, 10);
  EXPECT_EQ(result.value, last);
}

TEST(Bound, PublishedTractPlansAreProvenWithinThreePercent) {
  BAILIWICK_NEEDS_SHARED(folder);
  for (const char* name : {"ID_tract", "NE_tract", "NM_tract"}) {
    const published::Instance instance =
        published::read_state(folder / "bench/territory/states", name);
    const Bound result = bound_in(instance.problem, 300, 2);
    ASSERT_TRUE(result.value.has_value()) << name;
    EXPECT_LE(*result.value, instance.known * (1.0 + 1e-5)) << name;
    EXPECT_GE(*result.value, instance.known / 1.03) << name;
  }
}

TEST(Bound, APublishedCapacitatedMedianIsProvenWithinTwoPercent) {
  BAILIWICK_NEEDS_SHARED(folder);
  const published::Instance instance =
      published::read_cpmp(folder / "bench/territory/cpmp/SJC2.dat");
  const double known = 33270.96e3;
  const Bound result = bound_in(instance.problem, 1000, 2);
  ASSERT_TRUE(result.value.has_value());
  EXPECT_LE(*result.value, known);
  EXPECT_GE(*result.value, known / 1.02);
}

TEST(GapOf, IsRelativeToTheBoundAndAbsentWithoutOne) {
  Bound b;
  EXPECT_FALSE(gap_of(10.0, b).has_value());
  b.value = 0.0;
  EXPECT_FALSE(gap_of(10.0, b).has_value());
  b.value = 8.0;
  EXPECT_DOUBLE_EQ(*gap_of(10.0, b), 0.25);
}

}  // namespace
}  // namespace bailiwick::engine::territory
