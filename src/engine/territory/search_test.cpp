// Goal: the search only ever gains, breaks nothing, and does not depend on the number of threads. Method: random maps,
// its partition judged from scratch after every batch.
#include "engine/territory/search.hpp"

#include <gtest/gtest.h>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

struct World {
  Problem problem;
  std::vector<TerritoryIndex> label;
};

World random_world(std::uint64_t seed) {
  Rng rng(seed);
  workbench::Features features{.rows = 8, .columns = 8, .k = 6};
  features.tolerance = 0.05 + 0.05 * draw(rng, 4);
  features.soft_km = rng.below(3) == 0 ? 0.5 : 0.0;
  if (rng.below(3) == 0) features.centre = CentreKind::kUnit;
  if (rng.below(3) == 0) features.power = DistancePower::kLinear;
  World world{workbench::grid_problem(rng, features), {}};
  world.label = workbench::random_growth(world.problem.adjacency, features.k, rng);
  if (rng.below(3) == 0) workbench::lock_some(world.problem, world.label, 10, rng);
  return world;
}

const std::function<bool()> kNever = [] { return false; };

// A search over one world from its random partition.
struct Bench {
  explicit Bench(const World& world, int threads = 1)
      : instance(make_instance(world.problem, world.problem.k_max)),
        workers(threads),
        search(instance, 1, workers, budget) {
    LocalIndex index;
    search.start(make_partition(instance, world.label, index));
  }
  void expect_sound() {
    const Partition& partition = search.partition();
    EXPECT_TRUE(workbench::is_whole(instance.adjacency, partition.territory_of, instance.k));
    EXPECT_TRUE(workbench::keeps_locks(instance, partition.territory_of));
    LocalIndex index;
    const Score fresh = total_score(make_partition(instance, partition.territory_of, index));
    EXPECT_NEAR(search.score().cost, fresh.cost, 1e-9 * fresh.cost);
    EXPECT_NEAR(search.score().violation, fresh.violation, 1e-12);
  }

  Instance instance;
  Workers workers;
  Budget budget = Budget::iterations(0);
  Search search;
};

TEST(Search, OnlyGainsAndBreaksNothing) {
  int gains = 0;
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world = random_world(seed);
    Bench bench(world);
    Score before = bench.search.score();
    const auto expect_no_loss = [&] {
      const Score after = bench.search.score();
      EXPECT_FALSE(is_better(bench.instance.form, before, after));
      gains += is_better(bench.instance.form, after, before) ? 1 : 0;
      before = after;
      bench.expect_sound();
    };
    bench.search.sweep_pairs(kNever, 20);
    expect_no_loss();
    for (int batch = 0; batch < 4; ++batch) {
      bench.search.redesign_batch(16);
      expect_no_loss();
    }
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(gains, 30);
}

TEST(Search, MendsBalanceAndBreaksNothing) {
  int gains = 0;
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const World world = random_world(seed);
    Bench bench(world);
    const Score before = bench.search.score();
    bench.search.mend(kNever);
    EXPECT_LE(bench.search.score().violation, before.violation);
    gains += bench.search.score().violation < before.violation ? 1 : 0;
    bench.expect_sound();
  }
  EXPECT_GE(gains, 10);
}

TEST(Search, SweepsUntilNoPairGains) {
  const World world = random_world(1);
  Bench bench(world);
  bench.search.sweep_pairs(kNever, 40);
  const std::vector<TerritoryIndex> swept = bench.search.partition().territory_of;
  EXPECT_NE(swept, world.label);
  bench.search.sweep_pairs(kNever, 40);
  EXPECT_EQ(bench.search.partition().territory_of, swept);
}

TEST(Search, StopsASweepAtOnce) {
  const World world = random_world(1);
  Bench bench(world);
  bench.search.sweep_pairs([] { return true; }, 40);
  EXPECT_EQ(bench.search.partition().territory_of, world.label);
}

TEST(Search, CountsAttemptsAsIterations) {
  const World world = random_world(1);
  Bench bench(world);
  EXPECT_EQ(bench.search.iterations(), 0);
  bench.search.redesign_batch(5);
  EXPECT_EQ(bench.search.iterations(), 5);
  bench.search.redesign_batch(1'000'000);
  EXPECT_GT(bench.search.iterations(), 5);
  EXPECT_LT(bench.search.iterations(), 1000);
}

TEST(Search, IsTheSameForAnyNumberOfThreads) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const World world = random_world(seed);
    std::vector<std::vector<TerritoryIndex>> results;
    for (const int threads : {1, 2, 3}) {
      Bench bench(world, threads);
      bench.search.mend(kNever);
      bench.search.sweep_pairs(kNever, 20);
      for (int batch = 0; batch < 3; ++batch) bench.search.redesign_batch(16);
      results.push_back(bench.search.partition().territory_of);
    }
    EXPECT_EQ(results[0], results[1]) << "seed " << seed;
    EXPECT_EQ(results[0], results[2]) << "seed " << seed;
  }
}

TEST(Search, NeverMovesMoreThanTheDisruptionCap) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    World world = random_world(seed);
    world.problem.disruption = ascii::today(world.label, 0.15);
    Bench bench(world);
    bench.search.sweep_pairs(kNever, 20);
    for (int batch = 0; batch < 4; ++batch) bench.search.redesign_batch(16);
    const std::vector<std::int64_t>& loads = world.problem.measures[0].values;
    std::int64_t moved = 0;
    std::int64_t total = 0;
    for (std::size_t u = 0; u < loads.size(); ++u) {
      total += loads[u];
      if (bench.search.partition().territory_of[u] != world.label[u]) moved += loads[u];
    }
    EXPECT_GT(moved, 0) << "seed " << seed;
    EXPECT_LE(static_cast<double>(moved), 0.15 * static_cast<double>(total)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
