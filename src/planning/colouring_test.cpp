// Goal: neighbours differ wherever there are colours enough, and no colour is wasted. Method: rings, a full graph, a
// random planar grid.
#include "planning/colouring.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bailiwick::planning {
namespace {

bool is_proper(const graph::Csr& graph, const std::vector<std::int32_t>& colour) {
  for (const auto& [a, b] : graph.edges()) {
    if (colour[static_cast<std::size_t>(a)] == colour[static_cast<std::size_t>(b)]) return false;
  }
  return true;
}

TEST(Colouring, AGridOfTriangledSquaresNeedsFourColours) {
  std::vector<graph::Edge> edges;
  const std::int32_t side = 30;
  for (std::int32_t y = 0; y < side; ++y) {
    for (std::int32_t x = 0; x < side; ++x) {
      const std::int32_t v = y * side + x;
      if (x + 1 < side) edges.emplace_back(v, v + 1);
      if (y + 1 < side) edges.emplace_back(v, v + side);
      if (x + 1 < side && y + 1 < side) edges.emplace_back(v, v + side + 1);
    }
  }
  const graph::Csr graph = graph::Csr::from_edges(side * side, edges);
  EXPECT_TRUE(is_proper(graph, coloured(graph, 4)));
}

TEST(Colouring, AnOddRingNeedsThreeAndTakesThemEvenly) {
  const graph::Csr graph =
      graph::Csr::from_edges(5, std::vector<graph::Edge>{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}});
  const auto colour = coloured(graph, 3);
  EXPECT_TRUE(is_proper(graph, colour));
  for (std::int32_t c = 0; c < 3; ++c) EXPECT_LE(std::count(colour.begin(), colour.end(), c), 2);
}

TEST(Colouring, WithTooFewColoursEveryTerritoryStillHasOne) {
  const graph::Csr graph =
      graph::Csr::from_edges(3, std::vector<graph::Edge>{{0, 1}, {1, 2}, {0, 2}});
  for (const std::int32_t c : coloured(graph, 2)) {
    EXPECT_GE(c, 0);
    EXPECT_LT(c, 2);
  }
}

TEST(Colouring, TerritoriesAreNeighboursWhereTheirUnitsAre) {
  // A-A-B-C in a row.
  const graph::Csr units =
      graph::Csr::from_edges(4, std::vector<graph::Edge>{{0, 1}, {1, 2}, {2, 3}});
  const graph::Csr graph = territory_graph(units, std::vector<std::int32_t>{0, 0, 1, 2}, 3);
  EXPECT_EQ(graph.edges(), (std::vector<graph::Edge>{{0, 1}, {1, 2}}));
}

}  // namespace
}  // namespace bailiwick::planning
