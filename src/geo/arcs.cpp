#include "geo/arcs.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace bailiwick::geo {
namespace {

using Edge = std::pair<std::int32_t, std::int32_t>;

// Whether other than two edges of the mesh meet at each vertex.
std::vector<char> nodes_of(const Mesh& mesh) {
  std::vector<Edge> edges;
  edges.reserve(mesh.corners.size());
  for (std::size_t r = 0; r < mesh.ring_count(); ++r) {
    const auto ring = mesh.ring(r);
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const std::int32_t next = ring[i + 1 == ring.size() ? 0 : i + 1];
      edges.emplace_back(std::min(ring[i], next), std::max(ring[i], next));
    }
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<int> degree(mesh.vertices.size(), 0);
  for (const auto& [a, b] : edges) {
    ++degree[static_cast<std::size_t>(a)];
    ++degree[static_cast<std::size_t>(b)];
  }
  std::vector<char> is_node(degree.size());
  std::transform(degree.begin(), degree.end(), is_node.begin(),
                 [](int count) { return static_cast<char>(count != 2); });
  return is_node;
}

class Cutter {
 public:
  explicit Cutter(const Mesh& mesh) : mesh_(mesh), is_node_(nodes_of(mesh)) {}

  Arcs cut() {
    for (std::size_t r = 0; r < mesh_.ring_count(); ++r) {
      cut(mesh_.ring(r));
      arcs_.ring_begin.push_back(arcs_.uses.size());
    }
    return std::move(arcs_);
  }

 private:
  [[nodiscard]] bool is_node(std::int32_t vertex) const {
    return is_node_[static_cast<std::size_t>(vertex)] != 0;
  }

  void cut(std::span<const std::int32_t> ring) {
    // From the first node on; around a ring without any, from its lowest vertex.
    auto start = std::find_if(ring.begin(), ring.end(), [this](auto v) { return is_node(v); });
    if (start == ring.end()) start = std::min_element(ring.begin(), ring.end());
    const auto offset = static_cast<std::size_t>(start - ring.begin());
    std::vector<std::int32_t> arc = {*start};
    for (std::size_t i = 1; i <= ring.size(); ++i) {
      const std::int32_t vertex = ring[(offset + i) % ring.size()];
      arc.push_back(vertex);
      if (!is_node(vertex) && i < ring.size()) continue;
      arcs_.uses.push_back(number_of(arc));
      arc = {vertex};
    }
  }

  // Of an arc that was met before in either direction, or of a new one. Its first edge tells an arc from all others, because no arc branches.
  std::int32_t number_of(const std::vector<std::int32_t>& arc) {
    const Edge forwards(arc[0], arc[1]);
    const Edge backwards(arc[arc.size() - 1], arc[arc.size() - 2]);
    const auto next = static_cast<std::int32_t>(arcs_.arc_count());
    const auto [known, is_new] = by_edge_.emplace(forwards, next);
    if (!is_new) return known->second;
    by_edge_.emplace(backwards, ~next);
    arcs_.corners.insert(arcs_.corners.end(), arc.begin(), arc.end());
    arcs_.arc_begin.push_back(arcs_.corners.size());
    return next;
  }

  const Mesh& mesh_;
  std::vector<char> is_node_;
  std::map<Edge, std::int32_t> by_edge_;
  Arcs arcs_;
};

}  // namespace

Arcs arcs_of(const Mesh& mesh) { return Cutter(mesh).cut(); }

}  // namespace bailiwick::geo
