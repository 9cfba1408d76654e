#include "planning/colouring.hpp"

#include <algorithm>
#include <cassert>
#include <set>
#include <tuple>

namespace bailiwick::planning {

std::vector<std::int32_t> coloured(const graph::Csr& graph, std::int32_t colours) {
  assert(colours >= 1);
  const auto n = static_cast<std::size_t>(graph.vertex_count());
  const auto c = static_cast<std::size_t>(colours);
  std::vector<std::int32_t> colour(n, -1);
  std::vector<std::int32_t> seen(n * c, 0);  // how many neighbours of v have the colour
  std::vector<std::int32_t> saturation(n, 0);
  std::vector<std::int64_t> used(c, 0);
  // Waiting vertices, the most urgent first.
  const auto rank = [&](std::size_t v) {
    const auto degree =
        static_cast<std::int64_t>(graph.neighbours(static_cast<graph::Vertex>(v)).size());
    return std::tuple(-saturation[v], -degree, v);
  };
  std::set<std::tuple<std::int32_t, std::int64_t, std::size_t>> waiting;
  for (std::size_t v = 0; v < n; ++v) waiting.insert(rank(v));
  while (!waiting.empty()) {
    const std::size_t next = std::get<2>(*waiting.begin());
    waiting.erase(waiting.begin());
    std::size_t best = 0;
    for (std::size_t i = 1; i < c; ++i) {
      if (std::tie(seen[next * c + i], used[i]) < std::tie(seen[next * c + best], used[best]))
        best = i;
    }
    colour[next] = static_cast<std::int32_t>(best);
    ++used[best];
    for (const graph::Vertex neighbour : graph.neighbours(static_cast<graph::Vertex>(next))) {
      const auto w = static_cast<std::size_t>(neighbour);
      if (seen[w * c + best]++ > 0 || colour[w] >= 0) continue;
      waiting.erase(rank(w));
      ++saturation[w];
      waiting.insert(rank(w));
    }
  }
  return colour;
}

graph::Csr territory_graph(const graph::Csr& units, std::span<const std::int32_t> territory_of,
                           std::int32_t territories) {
  std::vector<graph::Edge> edges;
  for (graph::Vertex u = 0; u < units.vertex_count(); ++u) {
    for (const graph::Vertex v : units.neighbours(u)) {
      const std::int32_t a = territory_of[static_cast<std::size_t>(u)];
      const std::int32_t b = territory_of[static_cast<std::size_t>(v)];
      if (a < b) edges.emplace_back(a, b);
    }
  }
  return graph::Csr::from_edges(territories, edges);
}

}  // namespace bailiwick::planning
