// Goal: a region is re-designed on a copy, and only a truly better outcome is offered. Method: every attempt on random
// maps, its outcome judged from scratch.
#include "engine/territory/region.hpp"

#include <gtest/gtest.h>

#include <set>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

// A row of six territories: t touches t - 1 and t + 1.
struct Row {
  Problem problem = ascii::world_of("AABBCCDDEEFF");
  Instance instance;
  Partition partition;
  LocalIndex index;

  Row() {
    problem.k_min = problem.k_max = 6;
    instance = make_instance(problem, 6);
    partition = make_partition(instance, ascii::plan_of("AABBCCDDEEFF").territory_of, index);
  }
};

TEST(GrowRegion, CollectsNeighboursOfNeighbours) {
  const Row row;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Rng rng(seed);
    const auto region =
        grow_region(row.instance, row.partition, 2, 4, std::vector<std::uint8_t>(6, 0), rng);
    ASSERT_EQ(region.size(), 4U);
    EXPECT_EQ(region.front(), 2);
    const std::set<TerritoryIndex> in_row(region.begin(), region.end());
    ASSERT_EQ(in_row.size(), 4U);
    EXPECT_EQ(*in_row.rbegin() - *in_row.begin(), 3) << "four in a row";
  }
}

TEST(GrowRegion, StopsAtTerritoriesThatAreTaken) {
  const Row row;
  Rng rng(1);
  const auto region = grow_region(row.instance, row.partition, 2, 6,
                                  std::vector<std::uint8_t>{0, 1, 0, 0, 1, 0}, rng);
  EXPECT_EQ(std::set<TerritoryIndex>(region.begin(), region.end()),
            (std::set<TerritoryIndex>{2, 3}));
}

struct World {
  Problem problem;
  std::vector<TerritoryIndex> label;
};

World random_world(std::uint64_t seed) {
  Rng rng(seed);
  workbench::Features features{.rows = 6, .columns = 6 + draw(rng, 3), .k = 5};
  features.tolerance = 0.1 + 0.1 * draw(rng, 4);
  if (rng.below(3) == 0) features.centre = CentreKind::kUnit;
  if (rng.below(3) == 0) features.power = DistancePower::kLinear;
  World world{workbench::grid_problem(rng, features), {}};
  world.label = workbench::random_growth(world.problem.adjacency, 5, rng);
  if (rng.below(2) == 0) workbench::lock_some(world.problem, world.label, 8, rng);
  return world;
}

// One attempt on one world; whether it was better.
bool try_one(std::uint64_t seed, Attempt attempt, RegionScratch& scratch) {
  SCOPED_TRACE("seed " + std::to_string(seed));
  const World world = random_world(seed);
  const Instance instance = make_instance(world.problem, 5);
  Partition partition = make_partition(instance, world.label, scratch.index);
  const Score before = total_score(partition);
  Rng rng(seed);
  const auto region =
      grow_region(instance, partition, draw(rng, 5), 3, std::vector<std::uint8_t>(5, 0), rng);
  const double charge = 4.0 * before.cost;
  if (!propose(instance, partition, region, attempt, charge, rng, scratch)) return false;
  put_back(scratch.piece, std::span(scratch.scores).first(region.size()), partition);
  const Score after = total_score(partition);
  EXPECT_TRUE(is_better(instance.form, after, before));
  const Score scratch_score =
      total_score(make_partition(instance, partition.territory_of, scratch.index));
  EXPECT_NEAR(after.cost, scratch_score.cost, 1e-9 * after.cost);
  EXPECT_NEAR(after.violation, scratch_score.violation, 1e-12);
  EXPECT_TRUE(workbench::is_whole(instance.adjacency, partition.territory_of, 5));
  EXPECT_TRUE(workbench::keeps_locks(instance, partition.territory_of));
  for (std::int32_t a = 0; a < instance.n; ++a) {
    const bool is_inside =
        std::find(region.begin(), region.end(), world.label[at(a)]) != region.end();
    EXPECT_TRUE(is_inside || partition.territory_of[at(a)] == world.label[at(a)]);
  }
  return true;
}

TEST(Propose, OffersOnlyBetterPlansThatKeepTerritoriesWholeAndLocksInPlace) {
  RegionScratch scratch;
  for (const Attempt attempt :
       {Attempt::kRefine, Attempt::kRedesign, Attempt::kAnneal, Attempt::kRoam}) {
    SCOPED_TRACE("attempt " + std::to_string(static_cast<int>(attempt)));
    int better = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      better += try_one(seed, attempt, scratch) ? 1 : 0;
      if (::testing::Test::HasFailure()) return;
    }
    EXPECT_GT(better, 20);
  }
}

TEST(Propose, OffersNothingWhereNothingIsBetter) {
  Problem problem = ascii::world_of("AABB\nAABB");
  problem.k_min = problem.k_max = 2;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  const Instance instance = make_instance(problem, 2);
  RegionScratch scratch;
  const Partition partition =
      make_partition(instance, ascii::plan_of("AABB\nAABB").territory_of, scratch.index);
  for (const Attempt attempt :
       {Attempt::kRefine, Attempt::kRedesign, Attempt::kAnneal, Attempt::kRoam}) {
    Rng rng(1);
    EXPECT_FALSE(propose(instance, partition, std::vector<TerritoryIndex>{0, 1}, attempt, 1e8, rng,
                         scratch));
  }
}

// Three territories in a row, the middle one full: no exchange between two neighbours lowers the violation.
TEST(Propose, RelievesASurplusAcrossAFullTerritory) {
  std::string plan;
  for (int row = 0; row < 6; ++row) plan += (row > 0 ? "\n" : "") + std::string("AAAAABBBBCCC");
  Problem problem = ascii::world_of(plan);
  problem.k_min = problem.k_max = 3;
  problem.balance = {ascii::rule({.tolerance = 0.05})};
  const Instance instance = make_instance(problem, 3);
  LocalIndex index;
  Partition partition = make_partition(instance, ascii::plan_of(plan).territory_of, index);
  const double charge = 20.0 * total_score(partition).cost / 3.0;
  RegionScratch scratch;
  Rng rng(1);
  const std::vector<TerritoryIndex> region{0, 1, 2};
  for (int round = 0; round < 20 && total_score(partition).violation > 0.0; ++round) {
    if (!propose(instance, partition, region, Attempt::kRelieve, charge, rng, scratch)) continue;
    put_back(scratch.piece, scratch.scores, partition);
    EXPECT_TRUE(workbench::is_whole(problem.adjacency, partition.territory_of, 3));
  }
  EXPECT_DOUBLE_EQ(total_score(partition).violation, 0.0);
}

}  // namespace
}  // namespace bailiwick::engine::territory
