// Goal: at any depth of splitting, every possible centroid lies in a cell, within its reach. Method: random unit
// sets, their random weighted centroids, cells split at random.
#include "engine/territory/bound_cells.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/rng.hpp"
#include "engine/territory/piece.hpp"

namespace bailiwick::engine::territory {
namespace {

Problem scattered(Rng& rng, geo::Surface surface, double spread_deg) {
  Problem problem;
  problem.surface = surface;
  for (int i = 0; i < 12; ++i) {
    const double a = spread_deg * (2.0 * rng.uniform() - 1.0);
    const double b = 0.5 * spread_deg * (2.0 * rng.uniform() - 1.0);
    problem.positions.push_back(surface == geo::Surface::kSphere
                                    ? geo::on_earth({a, b})
                                    : geo::Position{static_cast<std::int32_t>(1000 * a),
                                                    static_cast<std::int32_t>(900 * b), 0});
  }
  return problem;
}

// Cells of random depths that together replace the roots.
std::vector<BoundPlace> random_cover(const BoundGrid& grid, Rng& rng) {
  std::vector<BoundPlace> leaves;
  std::vector<BoundCell> open = grid.roots();
  while (!open.empty()) {
    const BoundCell cell = open.back();
    open.pop_back();
    const BoundPlace place = grid.place_of(cell);
    if (!grid.may_hold_centroid(place)) continue;
    if (cell.level < 2 || (cell.level < 7 && rng.below(2) == 0)) {
      for (const BoundCell& quarter : BoundGrid::split(cell)) open.push_back(quarter);
    } else {
      leaves.push_back(place);
    }
  }
  return leaves;
}

void expect_covered(geo::Surface surface, double spread_deg) {
  Rng rng(10);
  for (int trial = 0; trial < 30; ++trial) {
    const Problem problem = scattered(rng, surface, spread_deg);
    const BoundRelaxation relaxation = relax(problem, 1, 1);
    const BoundGrid grid(relaxation);
    const auto cover = random_cover(grid, rng);
    for (int draw = 0; draw < 30; ++draw) {
      Moments moments;
      for (const BoundItem& item : relaxation.items) {
        if (rng.below(2) == 0) moments.add(rng.uniform() + 0.01, item.at);
      }
      if (moments.s0 <= 0.0) continue;
      Vec3 c = moments.centroid();
      if (surface == geo::Surface::kSphere)
        c = (relaxation.distance.shell / std::sqrt(dot(c, c))) * c;
      bool is_covered = false;
      for (const BoundPlace& place : cover) {
        is_covered = is_covered || squared_distance(place.at, c) <= place.reach * place.reach;
      }
      EXPECT_TRUE(is_covered) << trial;
    }
  }
}

TEST(BoundGrid, CoversEveryCentroidOnAPlane) { expect_covered(geo::Surface::kPlane, 50.0); }
TEST(BoundGrid, CoversEveryCentroidOfARegion) { expect_covered(geo::Surface::kSphere, 20.0); }
TEST(BoundGrid, CoversEveryCentroidOfTheWholeEarth) {
  expect_covered(geo::Surface::kSphere, 180.0);
}

TEST(BoundGrid, SplittingHalvesTheReach) {
  Rng rng(11);
  for (const geo::Surface surface : {geo::Surface::kPlane, geo::Surface::kSphere}) {
    const BoundRelaxation relaxation = relax(scattered(rng, surface, 10.0), 1, 1);
    const BoundGrid grid(relaxation);
    BoundCell cell = grid.roots().front();
    for (int level = 0; level < 12; ++level) {
      const double reach = grid.place_of(cell).reach;
      cell = BoundGrid::split(cell)[rng.below(4)];
      EXPECT_LT(grid.place_of(cell).reach, 0.8 * reach);
    }
  }
}

}  // namespace
}  // namespace bailiwick::engine::territory
