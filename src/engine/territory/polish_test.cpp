// Goal: polishing ends where no single move helps, and breaks nothing on its way. Method: random maps, with the state
// it leaves asked move by move.
#include "engine/territory/polish.hpp"

#include <gtest/gtest.h>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

TEST(Polish, MovesTheBorderOfALopsidedPlan) {
  Problem problem = ascii::world_of("AAAB\nAAAB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  const Instance instance = make_instance(problem, 2);
  Piece piece = workbench::piece_of(instance, ascii::plan_of("AAAB\nAAAB").territory_of);
  PolishScratch scratch;
  EXPECT_TRUE(polish(piece, {.charge = 1e8}, scratch));
  EXPECT_EQ(piece.label, ascii::plan_of("AABB\nAABB").territory_of);
  EXPECT_FALSE(polish(piece, {.charge = 1e8}, scratch));
  EXPECT_EQ(piece.label, ascii::plan_of("AABB\nAABB").territory_of);
}

TEST(Polish, SwapsWhereNoSingleMoveKeepsTheBalance) {
  Problem problem = ascii::world_of("AAB\nBBA");
  problem.k_min = problem.k_max = 2;
  problem.is_contiguous = false;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  const Instance instance = make_instance(problem, 2);
  const std::vector<std::int32_t> start = ascii::plan_of("AAB\nBBA").territory_of;
  PolishScratch scratch;
  Piece piece = workbench::piece_of(instance, start);
  EXPECT_FALSE(polish(piece, {.charge = 1e9, .with_swaps = false}, scratch));
  const Score before = workbench::settled(piece);
  EXPECT_TRUE(polish(piece, {.charge = 1e9}, scratch));
  const Score after = workbench::settled(piece);
  EXPECT_LT(after.cost, before.cost);
  EXPECT_EQ(after.violation, 0.0);
}

TEST(Polish, RaisesTheChargeUntilTheBalanceIsKept) {
  Problem problem = ascii::world_of("AAAAAAB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.2})};
  const Instance instance = make_instance(problem, 2);
  const std::vector<std::int32_t> start = ascii::plan_of("AAAAAAB").territory_of;
  PolishScratch scratch;
  Piece patient = workbench::piece_of(instance, start);
  polish(patient, {.charge = 1.0, .raises = 20}, scratch);
  EXPECT_EQ(workbench::settled(patient).violation, 0.0);
}

// No move to a neighbouring label helps that is allowed and leaves the territory connected.
void expect_local_optimum(Boundary& boundary) {
  Piece& piece = boundary.piece();
  for (std::int32_t u = 0; u < piece.n; ++u) {
    for (const std::int32_t v : piece.neighbours(u)) {
      const std::int32_t to = piece.label[at(v)];
      if (to == piece.label[at(u)] || !may_carry(piece, u, to) || !boundary.can_leave(u)) continue;
      EXPECT_GE(boundary.delta(u, to), -1e-11 * boundary.charge()) << "unit " << u << " to " << to;
    }
  }
}

struct World {
  Problem problem;
  std::vector<std::int32_t> label;
};

World random_world(std::uint64_t seed) {
  Rng rng(seed);
  workbench::Features features{
      .rows = 4 + draw(rng, 4), .columns = 4 + draw(rng, 4), .k = 2 + draw(rng, 3)};
  features.tolerance = 0.05 * draw(rng, 8);
  features.soft_km = rng.below(2) == 0 ? 0.5 : 0.0;
  if (rng.below(3) == 0) features.centre = CentreKind::kUnit;
  if (rng.below(3) == 0) features.power = DistancePower::kLinear;
  World world{workbench::grid_problem(rng, features), {}};
  world.label = workbench::random_growth(world.problem.adjacency, features.k, rng);
  if (rng.below(2) == 0) workbench::lock_some(world.problem, world.label, 8, rng);
  return world;
}

TEST(Polish, EndsInALocalOptimumWithoutBreakingAnything) {
  PolishScratch scratch;
  int changed = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world = random_world(seed);
    const Instance instance = make_instance(world.problem, world.problem.k_max);
    Piece piece = workbench::piece_of(instance, world.label);
    const Score before = settle_all(piece);
    const double charge = 10.0 * before.cost;
    const bool any = polish(piece, {.charge = charge, .raises = 0}, scratch);
    EXPECT_EQ(any, piece.label != world.label);
    EXPECT_TRUE(workbench::is_whole(instance.adjacency, piece.label, instance.k));
    EXPECT_TRUE(workbench::keeps_locks(instance, piece.label));
    expect_local_optimum(scratch.boundary);
    if (instance.form.is_moment_form()) {
      const Score after = workbench::settled(piece);
      EXPECT_LE(after.cost + charge * after.violation,
                (before.cost + charge * before.violation) * (1.0 + 1e-9));
    }
    changed += any ? 1 : 0;
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(changed, 75);
}

TEST(Polish, GivesTheSameResultEachTime) {
  const World world = random_world(3);
  const Instance instance = make_instance(world.problem, world.problem.k_max);
  std::vector<std::vector<std::int32_t>> results;
  PolishScratch shared;
  for (int run = 0; run < 3; ++run) {
    Piece piece = workbench::piece_of(instance, world.label);
    settle_all(piece);
    PolishScratch own;
    polish(piece, {.charge = 1e7}, run == 0 ? own : shared);
    results.push_back(piece.label);
  }
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
}

}  // namespace
}  // namespace bailiwick::engine::territory
