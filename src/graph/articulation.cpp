#include "graph/articulation.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::graph {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

// One depth-first search after another, each over the edges that `joined` lets count.
template <class Joined>
class Search {
 public:
  Search(const Csr& graph, Joined joined)
      : graph_(graph),
        joined_(joined),
        order_(at(graph.vertex_count()), 0),
        low_(at(graph.vertex_count()), 0),
        is_articulation_(at(graph.vertex_count()), 0) {}

  std::vector<std::uint8_t> run() {
    for (Vertex v = 0; v < graph_.vertex_count(); ++v) {
      if (order_[at(v)] == 0 && joined_(v, v)) search_from(v);
    }
    return std::move(is_articulation_);
  }

 private:
  struct Frame {
    Vertex vertex;
    Vertex parent;
    std::size_t next;  // into the vertex's neighbours
  };

  void enter(Vertex v, Vertex parent) {
    order_[at(v)] = low_[at(v)] = ++time_;
    stack_.push_back({v, parent, 0});
  }

  void search_from(Vertex root) {
    std::int32_t root_children = 0;
    enter(root, -1);
    while (!stack_.empty()) {
      Frame& frame = stack_.back();
      const Vertex v = frame.vertex;
      const auto row = graph_.neighbours(v);
      if (frame.next < row.size()) {
        const Vertex u = row[frame.next++];
        if (u == frame.parent || !joined_(v, u)) continue;
        if (order_[at(u)] == 0) {
          enter(u, v);
        } else {
          low_[at(v)] = std::min(low_[at(v)], order_[at(u)]);
        }
        continue;
      }
      const Vertex parent = frame.parent;
      stack_.pop_back();
      if (parent < 0) continue;
      low_[at(parent)] = std::min(low_[at(parent)], low_[at(v)]);
      if (parent == root) {
        ++root_children;
      } else if (low_[at(v)] >= order_[at(parent)]) {
        is_articulation_[at(parent)] = 1;
      }
    }
    if (root_children > 1) is_articulation_[at(root)] = 1;
  }

  const Csr& graph_;
  Joined joined_;
  std::vector<std::int32_t> order_;  // when the vertex was entered, from 1; 0: not yet
  std::vector<std::int32_t>
      low_;  // the earliest vertex reachable from its subtree by one back edge
  std::vector<std::uint8_t> is_articulation_;
  std::vector<Frame> stack_;
  std::int32_t time_ = 0;
};

}  // namespace

std::vector<std::uint8_t> articulation_points(const Csr& graph) {
  const auto joined = [](Vertex, Vertex) { return true; };
  return Search<decltype(joined)>(graph, joined).run();
}

std::vector<std::uint8_t> articulation_points_by_label(const Csr& graph,
                                                       std::span<const std::int32_t> label_of) {
  assert(label_of.size() == at(graph.vertex_count()));
  const auto joined = [label_of](Vertex a, Vertex b) {
    return label_of[at(a)] >= 0 && label_of[at(a)] == label_of[at(b)];
  };
  return Search<decltype(joined)>(graph, joined).run();
}

}  // namespace bailiwick::graph
