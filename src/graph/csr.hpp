// An undirected graph in compressed sparse rows: the neighbours of v are one contiguous, ascending run.
//
// Every edge stands in both its ends' rows; no loops, no doubles. Vertices are 0 .. vertex_count() - 1.
// Building is O(V + E log E); reading is O(1). Immutable once built, so safe to share between threads.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace bailiwick::graph {

using Vertex = std::int32_t;
using Edge = std::pair<Vertex, Vertex>;

// Rows that someone else owns: offsets (vertex_count + 1 of them) into targets.
struct CsrView {
  std::span<const std::int64_t> offsets;
  std::span<const Vertex> targets;

  [[nodiscard]] Vertex vertex_count() const {
    return offsets.empty() ? 0 : static_cast<Vertex>(offsets.size() - 1);
  }
  [[nodiscard]] std::span<const Vertex> neighbours(Vertex v) const {
    const auto i = static_cast<std::size_t>(v);
    return targets.subspan(static_cast<std::size_t>(offsets[i]),
                           static_cast<std::size_t>(offsets[i + 1] - offsets[i]));
  }
};

class Csr {
 public:
  Csr() = default;
  // `edges` in any order and direction; loops and doubles are dropped. Ends within [0, vertex_count).
  [[nodiscard]] static Csr from_edges(Vertex vertex_count, std::span<const Edge> edges);

  [[nodiscard]] Vertex vertex_count() const {
    return offsets_.empty() ? 0 : static_cast<Vertex>(offsets_.size() - 1);
  }
  // Undirected edges, each counted once.
  [[nodiscard]] std::int64_t edge_count() const {
    return static_cast<std::int64_t>(targets_.size()) / 2;
  }

  [[nodiscard]] std::span<const Vertex> neighbours(Vertex v) const {
    const auto i = static_cast<std::size_t>(v);
    return {targets_.data() + offsets_[i], targets_.data() + offsets_[i + 1]};
  }
  // Valid as long as this Csr lives and is not assigned to.
  [[nodiscard]] CsrView view() const { return {offsets_, targets_}; }
  [[nodiscard]] bool has_edge(Vertex a, Vertex b) const;

  // Every edge once, as (low, high), ascending.
  [[nodiscard]] std::vector<Edge> edges() const;

 private:
  std::vector<std::int64_t> offsets_;
  std::vector<Vertex> targets_;
};

}  // namespace bailiwick::graph
