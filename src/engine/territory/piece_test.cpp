// Goal: a territory's score is what the model says. Method: naive sums over small worlds, and every unit tried as centre.
#include "engine/territory/piece.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;

std::vector<std::int32_t> atoms_of(const Piece& piece) {
  std::vector<std::int32_t> all(at(piece.n));
  for (std::int32_t a = 0; a < piece.n; ++a) all[at(a)] = a;
  return all;
}

double cost_from(const Piece& piece, Vec3 centre) {
  double cost = 0.0;
  for (std::size_t i = 0; i < at(piece.n); ++i) {
    const double d2 = squared_distance(piece.at[i], centre);
    cost += piece.weight[i] * (piece.form->power == DistancePower::kSquared ? d2 : std::sqrt(d2));
  }
  return cost;
}

double best_cost(const Piece& piece) {
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < at(piece.n); ++i) {
    if (piece.may_be_centre.empty() || piece.may_be_centre[i] != 0)
      best = std::min(best, cost_from(piece, piece.at[i]));
  }
  return best;
}

// A world of one territory without demands.
Problem one_territory(Rng& rng, CentreKind centre, DistancePower power) {
  Problem problem = workbench::grid_problem(
      rng, {.rows = 3, .columns = 4, .k = 1, .centre = centre, .power = power});
  problem.balance.clear();
  return problem;
}

TEST(Piece, InertiaFromMomentsIsTheSumOfSquaredDistancesToTheCentroid) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Rng rng(seed);
    const Problem problem = one_territory(rng, CentreKind::kCentroid, DistancePower::kSquared);
    const Instance instance = make_instance(problem, 1);
    Piece piece = workbench::piece_of(instance, std::vector<std::int32_t>(12, 0));
    const Score score = settle(piece, 0, atoms_of(piece));
    EXPECT_EQ(score.violation, 0.0);
    EXPECT_NEAR(score.cost, cost_from(piece, piece.labels[0].centre), 1e-9 * score.cost);
    // No place is better than the centroid.
    for (const Vec3 step : {Vec3{10, 0, 0}, Vec3{-10, 0, 0}, Vec3{0, 10, 0}, Vec3{0, -10, 0}}) {
      EXPECT_LT(score.cost, cost_from(piece, piece.labels[0].centre + step));
    }
  }
}

TEST(Piece, TheCentreUnitIsTheBestOfAllThatMayBe) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed);
    const auto power = seed % 2 == 0 ? DistancePower::kLinear : DistancePower::kSquared;
    Problem problem = one_territory(rng, CentreKind::kUnit, power);
    if (seed % 3 == 0) {
      for (UnitIndex u = 0; u < 12; ++u) problem.may_be_centre.push_back(u % 3 == 0 ? 1 : 0);
    }
    const Instance instance = make_instance(problem, 1);
    Piece piece = workbench::piece_of(instance, std::vector<std::int32_t>(12, 0));
    const Score score = settle(piece, 0, atoms_of(piece));
    const std::int32_t centre = piece.labels[0].centre_atom;
    ASSERT_GE(centre, 0);
    EXPECT_TRUE(piece.may_be_centre.empty() || piece.may_be_centre[at(centre)] == 1);
    EXPECT_NEAR(score.cost, best_cost(piece), 1e-9 * score.cost) << "seed " << seed;
  }
}

TEST(Piece, ATerritoryWithoutAnAllowedCentreViolates) {
  Rng rng(1);
  Problem problem = one_territory(rng, CentreKind::kUnit, DistancePower::kSquared);
  problem.may_be_centre.assign(12, 0);
  const Instance instance = make_instance(problem, 1);
  Piece piece = workbench::piece_of(instance, std::vector<std::int32_t>(12, 0));
  EXPECT_EQ(settle(piece, 0, atoms_of(piece)).violation, 1.0);
  EXPECT_EQ(piece.labels[0].centre_atom, -1);
}

TEST(Piece, APinnedCentreStaysWhereItIs) {
  Problem problem = ascii::world_of("AAA");
  problem.hints.resize(1);
  problem.hints[0].pinned = geo::Position{5000, 0, 0};
  const Instance instance = make_instance(problem, 1);
  Piece piece = workbench::piece_of(instance, {0, 0, 0});
  const Score score = settle(piece, 0, atoms_of(piece));
  EXPECT_NEAR(score.cost, 25e6 + 16e6 + 9e6, 1e-3);
  EXPECT_NEAR(squared_distance(piece.labels[0].centre, instance.labels[0].anchor), 0.0, 1e-9);
}

TEST(Piece, AnEmptyTerritoryViolates) {
  const Problem problem = ascii::world_of("AAA");
  const Instance instance = make_instance(problem, 1);
  Piece piece = workbench::piece_of(instance, {0, 0, 0});
  EXPECT_EQ(settle(piece, 0, {}).violation, 1.0);
}

TEST(Piece, UnitsBeyondTheRadiusViolateByTheirShareBeyondIt) {
  Problem problem = ascii::world_of("AAAAA");
  problem.radius_max_km = 1.0;
  const Instance instance = make_instance(problem, 1);
  Piece piece = workbench::piece_of(instance, {0, 0, 0, 0, 0});
  // The two ends stand 2 km from the centroid: each as far again as allowed.
  EXPECT_NEAR(settle(piece, 0, atoms_of(piece)).violation, 2.0, 1e-9);
}

TEST(Piece, ScoresBalanceByWhatLiesBeyondTheWindowAndSoftlyByTheDeviation) {
  Problem problem = ascii::world_of("AAAA", "1119");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.5, .soft_km = 2.0})};  // windows 3 .. 9, target 6
  const Instance instance = make_instance(problem, 2);
  Piece piece = workbench::piece_of(instance, {0, 0, 1, 1});
  EXPECT_NEAR(settle_all(piece).violation, 1.0 / 6.0 + 1.0 / 6.0, 1e-12);
  // Inertia 2 x 0.5 km^2, and (2 km)^2 x weight 4 / 2 territories for deviations of 4/6 each.
  EXPECT_NEAR(settle_all(piece).cost, 1e6 + 4e6 * 4.0 / 2.0 * (8.0 / 6.0), 1e-3);
}

TEST(Piece, ViolationComesBeforeCostUnlessDiffusing) {
  Form form;
  EXPECT_TRUE(is_better(form, {0.1, 100.0}, {0.2, 1.0}));
  EXPECT_FALSE(is_better(form, {0.2, 1.0}, {0.1, 100.0}));
  EXPECT_TRUE(is_better(form, {0.1, 1.0}, {0.1, 2.0}));
  EXPECT_FALSE(is_better(form, {0.1, 1.0}, {0.1, 1.0}));
  form.is_diffusing = true;
  form.charge = 10.0;
  EXPECT_TRUE(is_better(form, {0.2, 1.0}, {0.1, 100.0}));
}

TEST(Piece, AnAtomMayCarryOnlyItsLockAndNothingForbidden) {
  Problem problem = ascii::world_of("AAA");
  problem.k_min = problem.k_max = 3;
  problem.locks = {{0, 1}};
  problem.forbidden = {{2, 0}, {2, 2}};
  const Instance instance = make_instance(problem, 3);
  const Piece piece = workbench::piece_of(instance, {1, 0, 1});
  const std::vector<std::vector<bool>> allowed{
      {false, true, false}, {true, true, true}, {false, true, false}};
  for (std::int32_t a = 0; a < 3; ++a) {
    for (std::int32_t t = 0; t < 3; ++t)
      EXPECT_EQ(may_carry(piece, a, t), allowed[at(a)][at(t)]) << a << t;
  }
}

TEST(Piece, ChangingHandsCostsOnlyAwayFromThePresentTerritory) {
  Problem problem = ascii::world_of("AAB", "113");
  problem.k_min = problem.k_max = 2;
  problem.disruption = ascii::today({0, 0, 1});
  problem.disruption->penalty_km = 1.0;
  const Instance instance = make_instance(problem, 2);
  const Piece piece = workbench::piece_of(instance, {0, 0, 1});
  EXPECT_EQ(hand_cost(piece, 2, 1), 0.0);
  EXPECT_NEAR(hand_cost(piece, 2, 0), 1e6 * 3.0 * 3.0 / 5.0,
              1e-3);  // D(1 km) x weight 3 x share 3/5
}

}  // namespace
}  // namespace bailiwick::engine::territory
