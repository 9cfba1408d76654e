// Goal: annealing breaks nothing and leaves a piece at the best state it saw. Method: at a constant temperature a longer
// walk repeats a shorter one, so what it returns can only get better with its length.
#include "engine/territory/anneal.hpp"

#include <gtest/gtest.h>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

struct World {
  Problem problem;
  std::vector<std::int32_t> label;
};

World random_world(std::uint64_t seed, CentreKind centre = CentreKind::kCentroid) {
  Rng rng(seed);
  const workbench::Features features{
      .rows = 5, .columns = 5 + draw(rng, 3), .k = 3, .tolerance = 0.15, .centre = centre};
  World world{workbench::grid_problem(rng, features), {}};
  world.label = workbench::random_growth(world.problem.adjacency, 3, rng);
  workbench::lock_some(world.problem, world.label, 9, rng);
  return world;
}

AnnealOptions options_for(const Score& score, std::int32_t n, std::int64_t steps) {
  const double heat = score.cost / n;
  return {.charge = score.cost,
          .strict_charge = 100.0 * score.cost,
          .temperature = heat,
          .temperature_end = heat,
          .steps = steps};
}

TEST(Anneal, KeepsTerritoriesConnectedAndLocksInPlace) {
  AnnealScratch scratch;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world =
        random_world(seed, seed % 2 == 0 ? CentreKind::kUnit : CentreKind::kCentroid);
    const Instance instance = make_instance(world.problem, 3);
    Piece piece = workbench::piece_of(instance, world.label);
    const Score before = settle_all(piece);
    AnnealOptions options = options_for(before, piece.n, 2000);
    options.temperature_end = 0.1 * options.temperature;
    Rng rng(seed);
    EXPECT_GT(anneal(piece, options, rng, scratch), 0);
    ASSERT_TRUE(workbench::is_whole(instance.adjacency, piece.label, 3));
    ASSERT_TRUE(workbench::keeps_locks(instance, piece.label));
  }
}

TEST(Anneal, EndsWithItsBudget) {
  const World world = random_world(1);
  const Instance instance = make_instance(world.problem, 3);
  Piece piece = workbench::piece_of(instance, world.label);
  AnnealOptions options = options_for(settle_all(piece), piece.n, 1'000'000'000);
  const Budget budget = Budget::iterations(1);
  budget.cancel();
  options.budget = &budget;
  AnnealScratch scratch;
  Rng rng(1);
  EXPECT_EQ(anneal(piece, options, rng, scratch), 0);
}

TEST(Anneal, LeavesThePieceAtTheBestStateItSaw) {
  AnnealScratch scratch;
  int gains = 0;
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    const World world = random_world(seed);
    const Instance instance = make_instance(world.problem, 3);
    Piece start = workbench::piece_of(instance, world.label);
    const Score before = settle_all(start);
    const auto value_of = [&](const Score& score) {
      return score.cost + 100.0 * before.cost * score.violation;
    };
    double best = value_of(before);
    for (std::int64_t steps = 0; steps <= 240; steps += 4) {
      Piece piece = start;
      Rng rng(seed);
      anneal(piece, options_for(before, piece.n, steps), rng, scratch);
      const double value = value_of(workbench::settled(piece));
      ASSERT_LE(value, best * (1.0 + 1e-9)) << "seed " << seed << " after " << steps << " steps";
      gains += value < best * (1.0 - 1e-9) ? 1 : 0;
      best = std::min(best, value);
    }
  }
  EXPECT_GT(gains, 30);
}

TEST(Anneal, FindsTheBalanceFromALopsidedStart) {
  Problem problem = ascii::world_of(workbench::grid(4, 4));
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  const Instance instance = make_instance(problem, 2);
  Piece piece =
      workbench::piece_of(instance, ascii::plan_of("AAAA\nAAAA\nAAAA\nAAAB").territory_of);
  const Score before = settle_all(piece);
  AnnealScratch scratch;
  Rng rng(1);
  AnnealOptions options = options_for(before, piece.n, 5000);
  options.temperature_end = 0.01 * options.temperature;
  anneal(piece, options, rng, scratch);
  EXPECT_EQ(workbench::settled(piece).violation, 0.0);
}

TEST(Anneal, GivesTheSameResultForTheSameRandomNumbers) {
  const World world = random_world(4);
  const Instance instance = make_instance(world.problem, 3);
  Piece start = workbench::piece_of(instance, world.label);
  const AnnealOptions options = options_for(settle_all(start), start.n, 1000);
  AnnealScratch scratch;
  std::vector<std::vector<std::int32_t>> results;
  for (int run = 0; run < 2; ++run) {
    Piece piece = start;
    Rng rng(11);
    anneal(piece, options, rng, scratch);
    results.push_back(piece.label);
  }
  EXPECT_EQ(results[0], results[1]);
}

TEST(Anneal, CollectsTerritoriesThatMeetAllDemands) {
  AnnealScratch scratch;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world = random_world(seed);
    const Instance instance = make_instance(world.problem, 3);
    Piece piece = workbench::piece_of(instance, world.label);
    AnnealOptions options = options_for(settle_all(piece), piece.n, 2000);
    std::vector<AtomSet> seen;
    options.seen = &seen;
    Rng rng(seed);
    anneal(piece, options, rng, scratch);
    EXPECT_FALSE(seen.empty());
    const Window window = instance.windows_of(0)[0];
    for (const AtomSet set : seen) {
      std::vector<std::int32_t> label(at(instance.n), 0);
      std::int64_t load = 0;
      for (std::int32_t a = 0; a < instance.n; ++a) {
        label[at(a)] = set.has(a) ? 1 : 0;
        load += set.has(a) ? instance.amounts[at(a)] : 0;
      }
      ASSERT_EQ(workbench::parts_of(instance.adjacency, label, 1), 1);
      ASSERT_TRUE(load >= window.lower && load <= window.upper);
    }
  }
}

TEST(Anneal, DoesNothingWithoutSteps) {
  const World world = random_world(2);
  const Instance instance = make_instance(world.problem, 3);
  Piece piece = workbench::piece_of(instance, world.label);
  AnnealScratch scratch;
  Rng rng(1);
  EXPECT_EQ(anneal(piece, options_for(settle_all(piece), piece.n, 0), rng, scratch), 0);
  EXPECT_EQ(piece.label, world.label);
}

}  // namespace
}  // namespace bailiwick::engine::territory
