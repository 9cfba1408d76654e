#include "graph/components.hpp"

#include <cassert>

namespace bailiwick::graph {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// `belongs(v)` says whether v is in any component, `joined(a, b)` whether the edge counts.
template <class Belongs, class Joined>
Components search(const Csr& graph, Belongs belongs, Joined joined) {
  Components result;
  result.component_of.assign(at(graph.vertex_count()), -1);
  std::vector<Vertex> queue;
  for (Vertex start = 0; start < graph.vertex_count(); ++start) {
    if (!belongs(start) || result.component_of[at(start)] >= 0) continue;
    queue.assign(1, start);
    result.component_of[at(start)] = result.count;
    while (!queue.empty()) {
      const Vertex v = queue.back();
      queue.pop_back();
      for (const Vertex u : graph.neighbours(v)) {
        if (result.component_of[at(u)] >= 0 || !joined(v, u)) continue;
        result.component_of[at(u)] = result.count;
        queue.push_back(u);
      }
    }
    ++result.count;
  }
  return result;
}

}  // namespace

Components components(const Csr& graph) {
  return search(
      graph, [](Vertex) { return true; }, [](Vertex, Vertex) { return true; });
}

Components components_by_label(const Csr& graph, std::span<const std::int32_t> label_of) {
  assert(label_of.size() == at(graph.vertex_count()));
  return search(
      graph, [label_of](Vertex v) { return label_of[at(v)] >= 0; },
      [label_of](Vertex a, Vertex b) { return label_of[at(a)] == label_of[at(b)]; });
}

std::vector<std::int32_t> pieces_by_label(const Csr& graph, std::span<const std::int32_t> label_of,
                                          std::int32_t label_count) {
  const Components all = components_by_label(graph, label_of);
  std::vector<std::int32_t> pieces(at(label_count), 0);
  std::int32_t seen = 0;  // components are numbered in the order of their lowest vertex
  for (Vertex v = 0; v < graph.vertex_count(); ++v) {
    if (all.component_of[at(v)] != seen) continue;
    assert(label_of[at(v)] < label_count);
    ++pieces[at(label_of[at(v)])];
    ++seen;
  }
  return pieces;
}

}  // namespace bailiwick::graph
