// Goal: a bisection is a whole plan: every territory has units, is connected and about balanced. Method: random grids,
// and small maps where pins, locks and seas say who goes where.
#include "engine/territory/bisect.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

Parcel whole_of(const Instance& instance) {
  Parcel parcel;
  parcel.atoms.resize(at(instance.n));
  std::iota(parcel.atoms.begin(), parcel.atoms.end(), 0);
  parcel.territories.resize(at(instance.k));
  std::iota(parcel.territories.begin(), parcel.territories.end(), 0);
  return parcel;
}

std::vector<TerritoryIndex> bisected(const Instance& instance, std::uint64_t seed) {
  std::vector<TerritoryIndex> territory_of(at(instance.n), kUnassigned);
  BisectScratch scratch;
  Rng rng(seed);
  bisect(instance, whole_of(instance), rng, scratch, territory_of);
  return territory_of;
}

double worst_deviation(const Instance& instance, const std::vector<TerritoryIndex>& territory_of) {
  std::vector<std::int64_t> sums(at(instance.k), 0);
  for (std::int32_t a = 0; a < instance.n; ++a)
    sums[at(territory_of[at(a)])] += instance.amounts[at(a)];
  double worst = 0.0;
  for (TerritoryIndex t = 0; t < instance.k; ++t) {
    worst = std::max(worst, deviation_of(instance.windows_of(t)[0], sums[at(t)]));
  }
  return worst;
}

TEST(Bisect, GivesEveryTerritoryAConnectedAndAboutEqualPart) {
  double sum = 0.0;
  int worlds = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed);
    const Problem problem = workbench::grid_problem(rng, {.rows = 8 + draw(rng, 5),
                                                          .columns = 8 + draw(rng, 5),
                                                          .k = 2 + draw(rng, 7),
                                                          .tolerance = 0.1});
    const Instance instance = make_instance(problem, problem.k_max);
    const std::vector<TerritoryIndex> territory_of = bisected(instance, seed);
    ASSERT_TRUE(workbench::is_whole(instance.adjacency, territory_of, instance.k))
        << "seed " << seed;
    const double worst = worst_deviation(instance, territory_of);
    EXPECT_LT(worst, 0.8) << "seed " << seed;
    sum += worst;
    ++worlds;
  }
  EXPECT_LT(sum / worlds, 0.3);
}

TEST(Bisect, GivesEveryTerritoryAUnitWhereThereAreNoMore) {
  Rng rng(1);
  const Problem problem = workbench::grid_problem(rng, {.rows = 4, .columns = 4, .k = 16});
  const Instance instance = make_instance(problem, 16);
  std::vector<TerritoryIndex> territory_of = bisected(instance, 1);
  std::sort(territory_of.begin(), territory_of.end());
  for (std::int32_t t = 0; t < 16; ++t) EXPECT_EQ(territory_of[at(t)], t);
}

TEST(Bisect, DealsTerritoriesOutToIslandsByTheirLoad) {
  Problem problem = ascii::world_of("AAAA.AA\nAAAA.AA");
  problem.k_min = problem.k_max = 3;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  const Instance instance = make_instance(problem, 3);
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const std::vector<TerritoryIndex> territory_of = bisected(instance, seed);
    EXPECT_TRUE(workbench::is_whole(instance.adjacency, territory_of, 3)) << "seed " << seed;
    EXPECT_EQ(worst_deviation(instance, territory_of), 0.0) << "seed " << seed;
  }
}

TEST(Bisect, GivesAnIslandTheTerritoryThatIsLockedThere) {
  Problem problem = ascii::world_of("AAAA.AA\nAAAA.AA");
  problem.k_min = problem.k_max = 3;
  problem.balance = {ascii::rule({.tolerance = 0.0})};
  problem.locks = {{4, 0}};  // on the small island
  const Instance instance = make_instance(problem, 3);
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const std::vector<TerritoryIndex> territory_of = bisected(instance, seed);
    EXPECT_TRUE(workbench::keeps_locks(instance, territory_of)) << "seed " << seed;
    EXPECT_TRUE(workbench::is_whole(instance.adjacency, territory_of, 3)) << "seed " << seed;
  }
}

TEST(Bisect, LeavesATerritoryOnTheSideOfItsPin) {
  Problem problem = ascii::world_of(workbench::grid(8, 8));
  problem.k_min = problem.k_max = 4;
  problem.balance = {ascii::rule({.tolerance = 0.2})};
  problem.hints.resize(4);
  const std::vector<UnitIndex> corners{63, 0, 56, 7};
  for (std::size_t t = 0; t < 4; ++t) problem.hints[t].pinned_unit = corners[t];
  const Instance instance = make_instance(problem, 4);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::vector<TerritoryIndex> territory_of = bisected(instance, seed);
    for (std::size_t t = 0; t < 4; ++t) {
      EXPECT_EQ(territory_of[at(corners[t])], static_cast<TerritoryIndex>(t)) << "seed " << seed;
    }
  }
}

TEST(Bisect, GivesTheSamePlanForTheSameRandomNumbers) {
  Rng rng(2);
  const Problem problem = workbench::grid_problem(rng, {.rows = 9, .columns = 9, .k = 7});
  const Instance instance = make_instance(problem, 7);
  EXPECT_EQ(bisected(instance, 5), bisected(instance, 5));
  EXPECT_NE(bisected(instance, 5), bisected(instance, 6));
}

TEST(CutParcel, LosesNoAtomAndNoTerritory) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Rng rng(seed);
    Problem problem =
        workbench::grid_problem(rng, {.rows = 5, .columns = 5, .k = 2 + draw(rng, 8)});
    if (seed % 2 == 0) {
      std::vector<graph::Edge> kept;
      for (const graph::Edge& edge : problem.adjacency.edges()) {
        if (rng.below(3) > 0) kept.push_back(edge);
      }
      problem.adjacency = graph::Csr::from_edges(25, kept);
    }
    const Instance instance = make_instance(problem, problem.k_max);
    BisectScratch scratch;
    Parcel sum;
    for (const Parcel& part : cut_parcel(instance, whole_of(instance), rng, scratch)) {
      EXPECT_FALSE(part.territories.empty());
      EXPECT_GE(part.atoms.size(), part.territories.size()) << "seed " << seed;
      sum.atoms.insert(sum.atoms.end(), part.atoms.begin(), part.atoms.end());
      sum.territories.insert(sum.territories.end(), part.territories.begin(),
                             part.territories.end());
    }
    std::sort(sum.atoms.begin(), sum.atoms.end());
    std::sort(sum.territories.begin(), sum.territories.end());
    EXPECT_EQ(sum.atoms, whole_of(instance).atoms) << "seed " << seed;
    EXPECT_EQ(sum.territories, whole_of(instance).territories) << "seed " << seed;
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
