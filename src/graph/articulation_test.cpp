// Goal: the found points are exactly those whose removal adds a piece, judged by removing each in turn.
#include "graph/articulation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/rng.hpp"
#include "graph/components.hpp"
#include "graph/grid_world.hpp"

namespace bailiwick::graph {
namespace {

using testing::grid_world;
using Flags = std::vector<std::uint8_t>;

TEST(Articulation, the_middle_of_a_path_is_one_and_a_ring_has_none) {
  EXPECT_EQ(articulation_points(grid_world({"AAA"}).graph), (Flags{0, 1, 0}));
  EXPECT_EQ(articulation_points(grid_world({"AAA", "A.A", "AAA"}).graph), Flags(8, 0));
}

TEST(Articulation, the_root_of_the_search_counts_when_it_holds_two_sides_together) {
  const std::vector<Edge> edges = {{0, 1}, {0, 2}};
  EXPECT_EQ(articulation_points(Csr::from_edges(3, edges)), (Flags{1, 0, 0}));
}

TEST(Articulation, labels_are_judged_each_on_their_own) {
  const auto world = grid_world({"AAA", "BAB", "BBB"});
  EXPECT_EQ(articulation_points_by_label(world.graph, world.label_of),
            (Flags{0, 1, 0, 0, 0, 0, 1, 1, 1}));
}

TEST(Articulation, equals_removal_of_every_vertex_in_turn_on_random_maps) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Rng rng(seed);
    std::vector<std::string> rows(2 + rng.below(5), std::string(2 + rng.below(6), '.'));
    for (auto& row : rows) {
      for (char& c : row) c = ".AAABB"[rng.below(6)];
    }
    const auto world = grid_world(rows);
    const Flags found = articulation_points_by_label(world.graph, world.label_of);
    const std::int32_t before = components_by_label(world.graph, world.label_of).count;
    for (std::size_t v = 0; v < found.size(); ++v) {
      auto without = world.label_of;
      without[v] = -1;
      EXPECT_EQ(found[v] == 1, components_by_label(world.graph, without).count > before)
          << "seed " << seed;
    }
  }
}

TEST(Articulation, a_path_of_a_million_needs_no_deep_stack) {
  std::vector<Edge> edges;
  for (Vertex v = 1; v < 1'000'000; ++v) edges.emplace_back(v - 1, v);
  const Flags found = articulation_points(Csr::from_edges(1'000'000, edges));
  EXPECT_EQ(found.front(), 0);
  EXPECT_EQ(found[500'000], 1);
  EXPECT_EQ(found.back(), 0);
}

}  // namespace
}  // namespace bailiwick::graph
