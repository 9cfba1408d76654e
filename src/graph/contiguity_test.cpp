// Goal: the answer equals that of a full search, on drawn and random maps.
#include "graph/contiguity.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/rng.hpp"
#include "graph/components.hpp"
#include "graph/grid_world.hpp"

namespace bailiwick::graph {
namespace {

using testing::grid_world;

TEST(Contiguity, an_end_may_leave_and_a_bridge_may_not) {
  const auto world = grid_world({"AAAB"});
  Contiguity contiguity(world.graph);
  EXPECT_TRUE(contiguity.stays_connected_without(0, world.label_of));
  EXPECT_FALSE(contiguity.stays_connected_without(1, world.label_of));
  EXPECT_TRUE(contiguity.stays_connected_without(2, world.label_of));
}

TEST(Contiguity, the_last_unit_of_a_territory_leaves_nothing_behind_and_that_is_connected) {
  const auto world = grid_world({"AB"});
  EXPECT_TRUE(Contiguity(world.graph).stays_connected_without(0, world.label_of));
}

TEST(Contiguity, a_long_way_round_is_found) {
  const auto world = grid_world({"AAAAAAAA", "A......A", "AAAAAAAA"});
  Contiguity contiguity(world.graph);
  for (Vertex v = 0; v < world.graph.vertex_count(); ++v) {
    EXPECT_TRUE(contiguity.stays_connected_without(v, world.label_of)) << v;
  }
}

TEST(Contiguity, a_unit_touches_the_labels_of_its_neighbours_only) {
  const auto world = grid_world({"ABC"});
  const Contiguity contiguity(world.graph);
  EXPECT_TRUE(contiguity.touches(0, 1, world.label_of));
  EXPECT_FALSE(contiguity.touches(0, 2, world.label_of));
}

TEST(Contiguity, equals_a_full_search_on_random_maps) {
  int cut_off = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Rng rng(seed);
    std::vector<std::string> rows(2 + rng.below(7), std::string(2 + rng.below(7), '.'));
    for (auto& row : rows) {
      for (char& c : row) c = ".AAAAB"[rng.below(6)];
    }
    const auto world = grid_world(rows);
    const auto pieces = components_by_label(world.graph, world.label_of);
    Contiguity contiguity(world.graph);
    for (Vertex v = 0; v < world.graph.vertex_count(); ++v) {
      // Each piece is a territory of its own here, so that it is connected before v leaves.
      const auto& labels = pieces.component_of;
      auto without = labels;
      without[static_cast<std::size_t>(v)] = -1;
      const auto left = pieces_by_label(
          world.graph, without,
          pieces.count)[static_cast<std::size_t>(labels[static_cast<std::size_t>(v)])];
      EXPECT_EQ(contiguity.stays_connected_without(v, labels), left <= 1)
          << "seed " << seed << " vertex " << v;
      cut_off += left > 1 ? 1 : 0;
    }
  }
  EXPECT_GT(cut_off, 1000);  // the maps do put the question
}

}  // namespace
}  // namespace bailiwick::graph
