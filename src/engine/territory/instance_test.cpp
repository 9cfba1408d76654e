// Goal: the instance is the problem, told anew: nothing is lost when units melt into atoms. Method: sums compared with
// the problem's own, and tiny maps whose atoms are known.
#include "engine/territory/instance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/territory/workbench.hpp"

namespace bailiwick::engine::territory {
namespace {

using workbench::at;
using workbench::draw;

Vec3 place_of(geo::Position p) {
  return {static_cast<double>(p.x_m), static_cast<double>(p.y_m), static_cast<double>(p.z_m)};
}

TEST(Instance, KeepsWeightAmountsAndMomentsWhenGroupsMelt) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    Problem problem = workbench::grid_problem(rng, {});
    problem.is_contiguous = seed % 2 == 0;
    for (int group = 0; group < 3; ++group) {
      problem.must_link.push_back({draw(rng, 42), draw(rng, 42), draw(rng, 42)});
    }
    const Instance instance = make_instance(problem, 4);
    Vec3 origin;
    for (const geo::Position& p : problem.positions) origin = origin + (1.0 / 42.0) * place_of(p);
    double weight = 0.0;
    Vec3 first;
    for (UnitIndex u = 0; u < 42; ++u) {
      weight += weight_of(problem, u);
      first = first + weight_of(problem, u) * (place_of(problem.positions[at(u)]) - origin);
    }
    Moments melted;
    std::int64_t load = 0;
    for (std::int32_t a = 0; a < instance.n; ++a) {
      melted.add(instance.weight[at(a)], instance.at[at(a)]);
      load += instance.amounts[at(a)];
    }
    EXPECT_LT(instance.n, 42);
    EXPECT_NEAR(melted.s0, weight, 1e-9 * weight);
    EXPECT_NEAR(instance.weight_total, weight, 1e-9 * weight);
    EXPECT_NEAR(std::sqrt(squared_distance(melted.s1, first)), 0.0, 1e-6 * weight);
    EXPECT_EQ(load, std::accumulate(problem.measures[0].values.begin(),
                                    problem.measures[0].values.end(), std::int64_t{0}));
  }
}

TEST(Instance, MeltsGroupsThatOverlapIntoOneAtom) {
  Problem problem = ascii::world_of("AAAAA");
  problem.must_link = {{0, 1}, {1, 2}, {3, 3}, {}};
  const Instance instance = make_instance(problem, 1);
  EXPECT_EQ(instance.n, 3);
  EXPECT_EQ(instance.atom_of_unit, (std::vector<std::int32_t>{0, 0, 0, 1, 2}));
  EXPECT_TRUE(instance.adjacency.has_edge(0, 1));
  EXPECT_EQ(instance.adjacency.edge_count(), 2);
  EXPECT_EQ(instance.weight, (std::vector<double>{3.0, 1.0, 1.0}));
}

TEST(Instance, JoinsAGroupThatIsNotConnectedAlongAShortestPath) {
  Problem problem = ascii::world_of("AAAA\nA..A\nAAAA");
  problem.must_link = {{0, 3}};  // the two upper corners
  const Instance instance = make_instance(problem, 1);
  EXPECT_EQ(instance.n, 7);
  for (const UnitIndex u : {1, 2, 3})
    EXPECT_EQ(instance.atom_of_unit[at(u)], instance.atom_of_unit[0]);
}

TEST(Instance, JoinsNothingElseWhereTerritoriesNeedNotBeConnected) {
  Problem problem = ascii::world_of("AAA");
  problem.is_contiguous = false;
  problem.must_link = {{0, 2}};
  const Instance instance = make_instance(problem, 1);
  EXPECT_EQ(instance.atom_of_unit, (std::vector<std::int32_t>{0, 1, 0}));
}

TEST(Instance, GivesUnitsWithoutWeightATinyOne) {
  Problem problem = ascii::world_of("AAA", "096");
  problem.weight_measure = 0;
  const Instance instance = make_instance(problem, 1);
  EXPECT_GT(instance.weight[0], 0.0);
  EXPECT_LT(instance.weight[0], 1e-6 * instance.weight_total);
  EXPECT_EQ(instance.weight_total, 15.0);
  Problem weightless = ascii::world_of("AA", "00");
  weightless.weight_measure = 0;
  EXPECT_GT(make_instance(weightless, 1).weight[1], 0.0);
}

TEST(Instance, CarriesLocksPinnedUnitsAndForbiddenPairsOverToAtoms) {
  Problem problem = ascii::world_of("AAAAA");
  problem.k_min = problem.k_max = 3;
  problem.must_link = {{0, 1}};
  problem.locks = {{1, 2}};
  problem.hints.resize(3);
  problem.hints[1].pinned_unit = 4;
  problem.forbidden = {{3, 2}, {2, 0}};
  const Instance instance = make_instance(problem, 3);
  EXPECT_EQ(instance.fixed, (std::vector<TerritoryIndex>{2, kUnassigned, kUnassigned, 1}));
  EXPECT_EQ(instance.is_barred, (std::vector<std::uint8_t>{0, 1, 1, 0}));
  EXPECT_EQ(instance.forbidden,
            (std::vector<std::pair<std::int32_t, TerritoryIndex>>{{1, 0}, {2, 2}}));
  EXPECT_TRUE(instance.form.has_labels);
  EXPECT_TRUE(instance.labels[1].is_pinned);
  EXPECT_TRUE(instance.labels[2].has_anchor);
  EXPECT_FALSE(instance.labels[0].has_anchor);
}

TEST(Instance, AMeltedAtomMayBeACentreWhereOneOfItsUnitsMay) {
  Problem problem = ascii::world_of("AAAA");
  problem.centre = CentreKind::kUnit;
  problem.must_link = {{0, 1}};
  problem.may_be_centre = {0, 1, 0, 1};
  EXPECT_EQ(make_instance(problem, 1).may_be_centre, (std::vector<std::uint8_t>{1, 0, 1}));
}

TEST(Instance, CountsWhatOfTheMeasureIsInWhichHands) {
  Problem problem = ascii::world_of("AABB", "1234");
  problem.k_min = problem.k_max = 2;
  problem.disruption = ascii::today({0, 0, 1, 1}, 0.3);
  problem.disruption->penalty_km = 2.0;
  const Instance instance = make_instance(problem, 2);
  EXPECT_EQ(instance.hands, (std::vector<double>{1.0, 2.0, 3.0, 4.0}));
  EXPECT_NEAR(instance.hands_cap, 3.0, 1e-12);
  EXPECT_EQ(instance.current, (std::vector<TerritoryIndex>{0, 0, 1, 1}));
  // D(2 km) x weight 4 x share 4/10.
  EXPECT_NEAR(instance.move_cost[3], 4e6 * 4.0 * 0.4, 1e-3);
}

TEST(Instance, HasTheModelsWindows) {
  Rng rng(5);
  Problem problem = workbench::grid_problem(rng, {.k = 3});
  problem.balance[0].shares = {1.0, 2.0, 3.0};
  const Instance instance = make_instance(problem, 3);
  const std::vector<Window> windows = windows_of(problem, problem.balance[0], 3);
  for (TerritoryIndex t = 0; t < 3; ++t) {
    ASSERT_EQ(instance.windows_of(t).size(), 1U);
    EXPECT_EQ(instance.windows_of(t)[0].lower, windows[at(t)].lower);
    EXPECT_EQ(instance.windows_of(t)[0].upper, windows[at(t)].upper);
    EXPECT_EQ(instance.labels[at(t)].windows.data(), instance.windows_of(t).data());
  }
}

TEST(Extract, KeepsOnlyTheBordersInsideThePiece) {
  const Problem problem = ascii::world_of("AAA\nAAA", "123\n456");
  const Instance instance = make_instance(problem, 1);
  LocalIndex index;
  Piece piece;
  const std::vector<std::int32_t> atoms{5, 0, 4};
  extract(instance, atoms, index, piece);
  ASSERT_EQ(piece.n, 3);
  EXPECT_EQ(piece.atom, atoms);
  const auto near = piece.neighbours(0);
  EXPECT_EQ(std::vector<std::int32_t>(near.begin(), near.end()), std::vector<std::int32_t>{2});
  EXPECT_TRUE(piece.neighbours(1).empty());
  for (std::int32_t i = 0; i < 3; ++i) {
    EXPECT_EQ(squared_distance(piece.at[at(i)], instance.at[at(atoms[at(i)])]), 0.0);
    EXPECT_EQ(piece.weight[at(i)], instance.weight[at(atoms[at(i)])]);
  }
  for (const std::int32_t place : index.of) EXPECT_EQ(place, -1);
}

}  // namespace
}  // namespace bailiwick::engine::territory
