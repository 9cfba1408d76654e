// Goal: the price of a move is the change it makes, and no move cuts a territory. Method: random maps and walks; the
// score from scratch before and after, and a search through the territory without the unit.
#include "engine/territory/boundary.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

// Any form: both kinds of centre, both powers, soft rules, hands that may change, a pinned territory.
Problem any_problem(Rng& rng, const workbench::Features& features) {
  Problem problem = workbench::grid_problem(rng, features);
  if (rng.below(2) == 0) {
    Measure visits{.name = "visits", .decimals = 0, .values = {}};
    for (UnitIndex u = 0; u < problem.unit_count(); ++u) visits.values.push_back(draw(rng, 4));
    problem.measures.push_back(std::move(visits));
    problem.balance.push_back(ascii::rule({.measure = 1, .tolerance = 0.2, .soft_km = 0.7}));
  }
  if (rng.below(2) == 0) {
    std::vector<TerritoryIndex> current;
    for (UnitIndex u = 0; u < problem.unit_count(); ++u)
      current.push_back(draw(rng, features.k + 1) - 1);
    problem.disruption = ascii::today(std::move(current));
    problem.disruption->penalty_km = 1.5;
  }
  return problem;
}

// The score with every centre where it is: what moves cost while centres stand still.
Score score_in_place(const Piece& piece) {
  Score score;
  for (std::int32_t a = 0; a < piece.n; ++a)
    score.cost += assign_cost(piece, a, piece.label[at(a)]);
  for (std::int32_t t = 0; t < piece.k; ++t) {
    for (std::int32_t r = 0; r < piece.form->rules; ++r) {
      std::int64_t amount = 0;
      for (std::int32_t a = 0; a < piece.n; ++a) {
        if (piece.label[at(a)] == t) amount += piece.amounts_of(a)[at(r)];
      }
      const Window& window = piece.labels[at(t)].windows[at(r)];
      score.violation += violation_of(*piece.form, window, amount);
      score.cost += piece.form->soft[at(r)] * deviation_of(window, amount);
    }
  }
  return score;
}

// Walks `moves` random moves that keep every label, comparing each price with the difference `judge` finds.
template <class Judge>
void walk(Piece& piece, Rng& rng, Judge&& judge) {
  Boundary boundary;
  boundary.reset(piece, 1000.0);
  for (int move = 0; move < 60; ++move) {
    const std::int32_t u = draw(rng, piece.n);
    const std::int32_t to = draw(rng, piece.k);
    if (to == piece.label[at(u)] || boundary.size_of(piece.label[at(u)]) < 2) continue;
    const Score before = judge(piece);
    const Score priced = boundary.score_delta(u, to);
    EXPECT_NEAR(boundary.delta(u, to), priced.cost + 1000.0 * priced.violation,
                1e-9 * (1.0 + std::abs(priced.cost)));
    boundary.apply(u, to);
    const Score after = judge(piece);
    ASSERT_NEAR(after.cost - before.cost, priced.cost, 1e-9 * before.cost);
    ASSERT_NEAR(after.violation - before.violation, priced.violation,
                1e-9 * (1.0 + before.violation));
  }
}

TEST(Boundary, PricesAMoveOfMomentFormsAsTheChangeOfTheSettledScore) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Problem problem = any_problem(rng, {.k = 4, .soft_km = seed % 2 == 0 ? 1.0 : 0.0});
    const Instance instance = make_instance(problem, 4);
    Piece piece =
        workbench::piece_of(instance, workbench::random_growth(instance.adjacency, 4, rng));
    walk(piece, rng, [](const Piece& now) { return workbench::settled(now); });
  }
}

TEST(Boundary, PricesAMoveOfOtherFormsAsTheChangeAroundTheStandingCentres) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const bool is_unit = seed % 2 == 0;
    const auto power = is_unit && seed % 4 == 0 ? DistancePower::kSquared : DistancePower::kLinear;
    Problem problem =
        any_problem(rng, {.k = 4,
                          .soft_km = 0.5,
                          .centre = is_unit ? CentreKind::kUnit : CentreKind::kCentroid,
                          .power = power});
    if (seed % 3 == 0) {
      problem.hints.resize(4);
      problem.hints[2].pinned = geo::Position{2500, -2500, 0};
    }
    if (seed % 5 == 0) problem.radius_max_km = 3.0;
    const Instance instance = make_instance(problem, 4);
    Piece piece =
        workbench::piece_of(instance, workbench::random_growth(instance.adjacency, 4, rng));
    settle_all(piece);
    walk(piece, rng, score_in_place);
  }
}

TEST(Boundary, KeepsItsSumsThroughAWalk) {
  Rng rng(7);
  const Problem problem = any_problem(rng, {.k = 5, .tolerance = 0.1});
  const Instance instance = make_instance(problem, 5);
  Piece piece = workbench::piece_of(instance, workbench::random_growth(instance.adjacency, 5, rng));
  Boundary boundary;
  boundary.reset(piece, 1.0);
  for (int move = 0; move < 200; ++move) {
    const std::int32_t u = draw(rng, piece.n);
    const std::int32_t to = draw(rng, piece.k);
    if (to != piece.label[at(u)] && boundary.size_of(piece.label[at(u)]) > 1) boundary.apply(u, to);
  }
  EXPECT_NEAR(boundary.violation(), score_in_place(piece).violation, 1e-12);
  Boundary fresh;
  fresh.reset(piece, 1.0);
  for (std::int32_t t = 0; t < piece.k; ++t) {
    EXPECT_EQ(boundary.size_of(t), fresh.size_of(t));
    EXPECT_EQ(boundary.violation_of(t), fresh.violation_of(t));
  }
}

TEST(Boundary, LetsAUnitLeaveExactlyWhenTheRestStaysConnected) {
  int stay = 0;
  int leave = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Rng rng(seed);
    const workbench::Features features{
        .rows = 2 + draw(rng, 6), .columns = 2 + draw(rng, 6), .k = 1 + draw(rng, 4)};
    const Problem problem = workbench::grid_problem(rng, features);
    const Instance instance = make_instance(problem, features.k);
    Piece piece = workbench::piece_of(
        instance, workbench::random_growth(instance.adjacency, features.k, rng));
    Boundary boundary;
    boundary.reset(piece, 1.0);
    for (std::int32_t u = 0; u < piece.n; ++u) {
      const bool is_connected =
          workbench::parts_of(instance.adjacency, piece.label, piece.label[at(u)], u) == 1;
      ASSERT_EQ(boundary.can_leave(u), is_connected) << "seed " << seed << " unit " << u;
      (is_connected ? leave : stay) += 1;
    }
  }
  EXPECT_GT(stay, 300);
  EXPECT_GT(leave, 300);
}

TEST(Boundary, LetsAnyUnitButTheLastLeaveWhereTerritoriesNeedNotBeConnected) {
  Problem problem = ascii::world_of("AAAB");
  problem.k_min = problem.k_max = 2;
  problem.is_contiguous = false;
  const Instance instance = make_instance(problem, 2);
  Piece piece = workbench::piece_of(instance, {0, 0, 0, 1});
  Boundary boundary;
  boundary.reset(piece, 1.0);
  EXPECT_TRUE(boundary.can_leave(1));
  EXPECT_FALSE(boundary.can_leave(3));
}

TEST(Boundary, LetsAUnitLeaveThatIsCutOffAlready) {
  Problem problem = ascii::world_of("ABAA");
  problem.k_min = problem.k_max = 2;
  const Instance instance = make_instance(problem, 2);
  Piece piece = workbench::piece_of(instance, {0, 1, 0, 0});
  Boundary boundary;
  boundary.reset(piece, 1.0);
  EXPECT_TRUE(boundary.can_leave(0));
  EXPECT_FALSE(boundary.can_leave(1));
}

TEST(Boundary, TouchesOnlyTheLabelsOfNeighbours) {
  Problem problem = ascii::world_of("AAB\nCCC");
  problem.k_min = problem.k_max = 3;
  const Instance instance = make_instance(problem, 3);
  Piece piece = workbench::piece_of(instance, {0, 0, 1, 2, 2, 2});
  Boundary boundary;
  boundary.reset(piece, 1.0);
  EXPECT_FALSE(boundary.touches(0, 1));
  EXPECT_TRUE(boundary.touches(0, 2));
  EXPECT_TRUE(boundary.touches(1, 1));
  EXPECT_TRUE(boundary.touches(0, 0));
}

// With centres standing still a swap is two moves, but its balance is judged once, after both.
TEST(Boundary, PricesASwapAsBothMovesTogether) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Rng rng(seed);
    const Problem problem = any_problem(rng, {.k = 3,
                                              .tolerance = 0.05,
                                              .soft_km = 0.5,
                                              .centre = CentreKind::kUnit,
                                              .power = DistancePower::kLinear});
    const Instance instance = make_instance(problem, 3);
    Piece piece =
        workbench::piece_of(instance, workbench::random_growth(instance.adjacency, 3, rng));
    settle_all(piece);
    Boundary boundary;
    boundary.reset(piece, 5000.0);
    for (int pair = 0; pair < 30; ++pair) {
      const std::int32_t u = draw(rng, piece.n);
      const std::int32_t v = draw(rng, piece.n);
      if (piece.label[at(u)] == piece.label[at(v)]) continue;
      const Score before = score_in_place(piece);
      const double priced = boundary.swap_delta(u, v);
      Piece swapped = piece;
      std::swap(swapped.label[at(u)], swapped.label[at(v)]);
      const Score after = score_in_place(swapped);
      const double change =
          after.cost - before.cost + 5000.0 * (after.violation - before.violation);
      ASSERT_NEAR(priced, change, 1e-9 * before.cost) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
