// Goal: every unit has its place on the map. Method: a judged map without shapes, and shapes of squares.
#include "planning/map_cells.hpp"

#include <gtest/gtest.h>

#include "tests/support/planning_world.hpp"

namespace bailiwick::planning {
namespace {

TEST(MapCells, EveryUnitHasACellAroundItsPlace) {
  const testing::TempFolder folder;
  const Outcome outcome = testing::judged(folder, "AAB\nABB");
  EXPECT_FALSE(outcome.map.is_from_shapes);
  ASSERT_EQ(outcome.map.cells.area_count(), 6U);
  EXPECT_EQ(outcome.map.cells.ring_count(), 6U);
  for (std::size_t u = 0; u < 6; ++u)
    EXPECT_GT(geo::twice_area_m2(outcome.map.cells, outcome.map.cells.ring(u)), 0.0);
}

TEST(MapCells, ShapesAreTakenAsTheyAre) {
  territory::Problem problem;
  const std::vector<geo::LonLat> places = {{5.5, 52.5}};
  const std::vector<geo::Area> areas = {
      {geo::Polygon{.outer = {{5, 52}, {6, 52}, {6, 53}, {5, 53}}, .holes = {}}}};
  const MapCells map = map_cells(problem, places, areas);
  EXPECT_TRUE(map.is_from_shapes);
  EXPECT_EQ(map.cells.ring(0).size(), 4U);
}

TEST(MapCells, OfVeryManyUnitsASampleHasCells) {
  territory::Problem problem;
  problem.surface = geo::Surface::kPlane;
  std::vector<geo::LonLat> places;
  const int side = 400;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) places.push_back({x * 100.0, y * 100.0});
  }
  problem.adjacency = graph::Csr::from_edges(side * side, std::vector<graph::Edge>{});
  const MapCells map = map_cells(problem, places, {});
  EXPECT_LE(map.units.size(), kCellsLimit * 11 / 10);
  EXPECT_GT(map.units.size(), kCellsLimit / 2);
  EXPECT_EQ(map.cells.area_count(), map.units.size());
}

TEST(MapCells, OnAPlaneTheMapIsThePlane) {
  territory::Problem problem;
  problem.surface = geo::Surface::kPlane;
  problem.adjacency = graph::Csr::from_edges(2, std::vector<graph::Edge>{{0, 1}});
  const std::vector<geo::LonLat> places = {{0, 0}, {1000, 0}};
  const MapCells map = map_cells(problem, places, {});
  EXPECT_EQ(on_map(map, places[1]), (geo::PlanePoint{1000, 0}));
  EXPECT_EQ(map.cells.area_count(), 2U);
}

}  // namespace
}  // namespace bailiwick::planning
