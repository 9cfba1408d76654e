// Goal: a search begins with a whole partition, connected where locks allow. Method: small drawings of plans to repair,
// and random maps.
#include "engine/territory/start.hpp"

#include <gtest/gtest.h>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

std::string drawn(const Problem& problem, std::vector<TerritoryIndex> territory_of) {
  return ascii::drawing_of(
      problem, Plan{.k = problem.k_max, .territory_of = std::move(territory_of), .centres = {}});
}

// The world of a drawing, k the number of its letters.
Problem world_for(std::string_view drawing) {
  Problem problem = ascii::world_of(drawing);
  problem.k_min = problem.k_max = ascii::plan_of(drawing).k;
  return problem;
}

std::string connected(const Problem& problem, std::string_view drawing) {
  const Instance instance = make_instance(problem, problem.k_max);
  std::vector<TerritoryIndex> territory_of = ascii::plan_of(drawing).territory_of;
  connect_territories(instance, territory_of);
  return drawn(problem, std::move(territory_of));
}

TEST(ConnectTerritories, GivesWhatIsCutOffToANeighbour) {
  EXPECT_EQ(connected(world_for("AABBA"), "AABBA"), "AABBB");
  EXPECT_EQ(connected(world_for("AAABB\nABABB\nAAABB"), "AAABB\nABABB\nAAABB"),
            "AAABB\nAAABB\nAAABB");
}

TEST(ConnectTerritories, LeavesAConnectedPlanAsItIs) {
  EXPECT_EQ(connected(world_for("AAB\nABB"), "AAB\nABB"), "AAB\nABB");
}

TEST(ConnectTerritories, LeavesPiecesWhereTerritoriesNeedNotBeConnected) {
  Problem problem = world_for("ABA");
  problem.is_contiguous = false;
  EXPECT_EQ(connected(problem, "ABA"), "ABA");
}

TEST(ConnectTerritories, JoinsALockedUnitThatIsCutOff) {
  Problem problem = world_for("AABBA\nBBBBB");
  problem.locks = {{0, 0}, {4, 0}};
  EXPECT_EQ(connected(problem, "AABBA\nBBBBB"), "AAAAA\nBBBBB");
}

// Of two parts the one with more locks stays, however small.
TEST(ConnectTerritories, KeepsThePartWithTheLock) {
  Problem problem = world_for("AABBA\nBBBBB");
  problem.locks = {{4, 0}};
  EXPECT_EQ(connected(problem, "AABBA\nBBBBB"), "BBBBA\nBBBBB");
}

TEST(ConnectTerritories, NeverGivesALockedUnitAway) {
  Problem problem = world_for("ABA");
  problem.locks = {{0, 0}, {1, 1}, {2, 0}};
  EXPECT_EQ(connected(problem, "ABA"), "ABA");
}

TEST(ConnectTerritories, NeverGivesAUnitToATerritoryItIsForbiddenTo) {
  Problem problem = world_for("AABBACC");
  problem.forbidden = {{4, 1}};
  EXPECT_EQ(connected(problem, "AABBACC"), "AABBCCC");
}

TEST(ConnectTerritories, MakesAnyPlanWhole) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    const Problem problem = workbench::grid_problem(rng, {.rows = 6, .columns = 6, .k = 4});
    const Instance instance = make_instance(problem, 4);
    std::vector<TerritoryIndex> territory_of = workbench::random_growth(instance.adjacency, 4, rng);
    for (TerritoryIndex& t : territory_of) {
      if (rng.below(4) == 0) t = draw(rng, 4);
    }
    for (TerritoryIndex t = 0; t < 4; ++t) territory_of[at(t)] = t;
    connect_territories(instance, territory_of);
    ASSERT_TRUE(workbench::is_whole(instance.adjacency, territory_of, 4));
  }
}

std::string begun(const Problem& problem) {
  return drawn(problem, start_from_current(make_instance(problem, problem.k_max)));
}

TEST(StartFromCurrent, KeepsAPlanThatIsWhole) {
  Problem problem = world_for("AABB\nAABB");
  problem.disruption = ascii::today(ascii::plan_of("AABB\nAABB").territory_of);
  EXPECT_EQ(begun(problem), "AABB\nAABB");
}

TEST(StartFromCurrent, GivesOrphanedUnitsToWhomTheyAreNearestTo) {
  Problem problem = world_for("AABBBB");
  problem.disruption = ascii::today({0, 0, kUnassigned, kUnassigned, kUnassigned, 1});
  EXPECT_EQ(begun(problem), "AAABBB");
}

TEST(StartFromCurrent, GivesAnEmptyTerritoryAUnit) {
  Problem problem = world_for("AABBCC");
  problem.disruption = ascii::today({0, 0, 1, 1, 1, 1});
  const Instance instance = make_instance(problem, 3);
  const std::vector<TerritoryIndex> territory_of = start_from_current(instance);
  EXPECT_EQ(std::count(territory_of.begin(), territory_of.end(), 2), 1);
}

TEST(StartFromCurrent, PrefersALockToThePresentTerritory) {
  Problem problem = world_for("AABB");
  problem.disruption = ascii::today({0, 0, 1, 1});
  problem.locks = {{1, 1}};
  EXPECT_EQ(begun(problem), "ABBB");
}

TEST(StartFromCurrent, TakesAUnitOutOfATerritoryItIsForbiddenTo) {
  Problem problem = world_for("AABB");
  problem.disruption = ascii::today({0, 0, 1, 1});
  problem.forbidden = {{2, 1}};
  EXPECT_EQ(begun(problem), "AAAB");
}

TEST(StartFromCurrent, KeepsEveryUnitThatHasATerritoryAndAssignsTheRest) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    Problem problem = workbench::grid_problem(rng, {.rows = 6, .columns = 6, .k = 4});
    std::vector<TerritoryIndex> current = workbench::random_growth(problem.adjacency, 4, rng);
    for (TerritoryIndex& t : current) {
      if (t > 0 && rng.below(3) == 0) t = kUnassigned;
    }
    problem.disruption = ascii::today(current);
    const Instance instance = make_instance(problem, 4);
    const std::vector<TerritoryIndex> territory_of = start_from_current(instance);
    std::int32_t moved = 0;
    for (std::int32_t a = 0; a < 36; ++a) {
      ASSERT_GE(territory_of[at(a)], 0);
      moved += current[at(a)] != kUnassigned && territory_of[at(a)] != current[at(a)] ? 1 : 0;
    }
    std::int32_t missing = 0;
    for (TerritoryIndex t = 0; t < 4; ++t) {
      missing += std::count(current.begin(), current.end(), t) == 0 ? 1 : 0;
      EXPECT_GT(std::count(territory_of.begin(), territory_of.end(), t), 0);
    }
    EXPECT_LE(moved, missing);  // a territory without units may take one from another
  }
}

TEST(StartByBisection, IsTheSameForAnyNumberOfThreads) {
  Rng rng(3);
  const Problem problem = workbench::grid_problem(rng, {.rows = 10, .columns = 10, .k = 9});
  const Instance instance = make_instance(problem, 9);
  std::vector<std::vector<TerritoryIndex>> results;
  for (const int threads : {1, 2, 3}) {
    Workers workers(threads);
    std::vector<RegionScratch> scratch(at(threads));
    results.push_back(start_by_bisection(instance, 7, 1, workers, scratch));
    EXPECT_TRUE(workbench::is_whole(instance.adjacency, results.back(), 9));
  }
  EXPECT_EQ(results[0], results[1]);
  EXPECT_EQ(results[0], results[2]);
  Workers workers(1);
  std::vector<RegionScratch> scratch(1);
  EXPECT_NE(results[0], start_by_bisection(instance, 7, 2, workers, scratch));
}

}  // namespace
}  // namespace bailiwick::engine::territory
