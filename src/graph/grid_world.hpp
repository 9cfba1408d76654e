// For tests: a map drawn in letters. Every letter is a vertex, numbered in reading order; '.' is water. Vertices side
// by side are neighbours; a letter is the vertex's label, 'A' being 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/csr.hpp"

namespace bailiwick::graph::testing {

struct GridWorld {
  Csr graph;
  std::vector<std::int32_t> label_of;
};

[[nodiscard]] inline GridWorld grid_world(const std::vector<std::string>& rows) {
  GridWorld world;
  std::vector<Edge> edges;
  std::vector<Vertex> above;
  for (const std::string& row : rows) {
    std::vector<Vertex> here(row.size(), -1);
    for (std::size_t x = 0; x < row.size(); ++x) {
      if (row[x] == '.') continue;
      here[x] = static_cast<Vertex>(world.label_of.size());
      world.label_of.push_back(row[x] - 'A');
      if (x > 0 && here[x - 1] >= 0) edges.emplace_back(here[x - 1], here[x]);
      if (x < above.size() && above[x] >= 0) edges.emplace_back(above[x], here[x]);
    }
    above = here;
  }
  world.graph = Csr::from_edges(static_cast<Vertex>(world.label_of.size()), edges);
  return world;
}

}  // namespace bailiwick::graph::testing
