// Goal: diffusion balances measures whose surplus and scarcity lie far apart, keeps territories connected, and does not
// depend on the number of threads. Method: grid worlds with a second measure on one side only.
#include "engine/territory/diffuse.hpp"

#include <gtest/gtest.h>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

// 20 x 20 units; what the second measure counts lies mostly in the western half.
Problem lopsided(std::uint64_t seed) {
  Rng rng(seed);
  Problem problem =
      workbench::grid_problem(rng, {.rows = 20, .columns = 20, .k = 10, .tolerance = 0.1});
  Measure sparse;
  sparse.name = "sparse";
  for (const geo::Position& p : problem.positions)
    sparse.values.push_back(p.x_m < problem.positions[10].x_m ? 2 + workbench::draw(rng, 3)
                                                              : workbench::draw(rng, 2));
  problem.measures.push_back(sparse);
  problem.balance.push_back(ascii::rule({.measure = 1, .tolerance = 0.15}));
  return problem;
}

struct Diffused {
  std::vector<TerritoryIndex> territory_of;
  double violation_before = 0.0;
  double violation = 0.0;
};

Diffused diffused(const Problem& problem, int threads, int rounds) {
  const Instance instance = make_instance(problem, problem.k_max);
  Rng rng(7);
  LocalIndex index;
  Partition partition = make_partition(
      instance, workbench::random_growth(problem.adjacency, problem.k_max, rng), index);
  Diffused result;
  result.violation_before = total_score(partition).violation;
  Workers workers(threads);
  std::vector<RegionScratch> scratch(workbench::at(threads));
  diffuse(
      instance, [&](int round) { return static_cast<double>(round) / rounds; }, rng, workers,
      scratch, partition);
  result.violation = total_score(partition).violation;
  result.territory_of = partition.territory_of;
  return result;
}

TEST(Diffuse, BalancesWhatLiesFarApart) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Problem problem = lopsided(seed);
    const Diffused result = diffused(problem, 1, 100);
    EXPECT_GT(result.violation_before, 0.5);
    EXPECT_DOUBLE_EQ(result.violation, 0.0) << "seed " << seed;
    EXPECT_TRUE(workbench::is_whole(problem.adjacency, result.territory_of, problem.k_max));
  }
}

TEST(Diffuse, DoesNotDependOnTheNumberOfThreads) {
  const Problem problem = lopsided(4);
  EXPECT_EQ(diffused(problem, 1, 3).territory_of, diffused(problem, 2, 3).territory_of);
}

TEST(Diffuse, DoesNothingWithoutTime) {
  const Diffused result = diffused(lopsided(1), 1, 0);
  EXPECT_DOUBLE_EQ(result.violation, result.violation_before);
}

TEST(CanDiffuse, WantsTwoDemandsAndInterchangeableTerritories) {
  Problem problem = lopsided(1);
  EXPECT_TRUE(can_diffuse(make_instance(problem, problem.k_max)));
  Problem single = problem;
  single.balance.pop_back();
  EXPECT_FALSE(can_diffuse(make_instance(single, single.k_max)));
  Problem wish = problem;
  wish.balance[1] = ascii::rule({.measure = 1, .soft_km = 1.0});
  EXPECT_FALSE(can_diffuse(make_instance(wish, wish.k_max)));
  Problem near = problem;
  near.radius_max_km = 5.0;
  EXPECT_FALSE(can_diffuse(make_instance(near, near.k_max)));
  Problem locked = problem;
  locked.locks.emplace_back(0, 0);
  EXPECT_FALSE(can_diffuse(make_instance(locked, locked.k_max)));
}

}  // namespace
}  // namespace bailiwick::engine::territory
