// Goal: pieces are counted and numbered on drawn maps.
#include "graph/components.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "graph/grid_world.hpp"

namespace bailiwick::graph {
namespace {

using testing::grid_world;
using Numbers = std::vector<std::int32_t>;

TEST(Components, an_empty_graph_has_none) { EXPECT_EQ(components(Csr()).count, 0); }

TEST(Components, islands_are_numbered_by_their_first_vertex) {
  const auto world = grid_world({"AA.A", "...A", "A..A"});
  const Components found = components(world.graph);
  EXPECT_EQ(found.count, 3);
  EXPECT_EQ(found.component_of, (Numbers{0, 0, 1, 1, 2, 1}));
}

TEST(Components, labels_part_what_edges_join) {
  const auto world = grid_world({"ABA", "AAA", "BBC"});
  const Components found = components_by_label(world.graph, world.label_of);
  EXPECT_EQ(found.component_of, (Numbers{0, 1, 0, 0, 0, 0, 2, 2, 3}));
  EXPECT_EQ(pieces_by_label(world.graph, world.label_of, 4), (Numbers{1, 2, 1, 0}));
}

TEST(Components, a_vertex_without_a_label_belongs_to_no_piece) {
  const auto world = grid_world({"AAA"});
  const Numbers labels = {0, -1, 0};
  const Components found = components_by_label(world.graph, labels);
  EXPECT_EQ(found.component_of, (Numbers{0, -1, 1}));
  EXPECT_EQ(pieces_by_label(world.graph, labels, 1), (Numbers{2}));
}

TEST(Components, a_path_of_a_million_needs_no_deep_stack) {
  std::vector<Edge> edges;
  for (Vertex v = 1; v < 1'000'000; ++v) edges.emplace_back(v - 1, v);
  EXPECT_EQ(components(Csr::from_edges(1'000'000, edges)).count, 1);
}

}  // namespace
}  // namespace bailiwick::graph
