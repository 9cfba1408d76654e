#include "graph/csr.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::graph {

Csr Csr::from_edges(Vertex vertex_count, std::span<const Edge> edges) {
  assert(vertex_count >= 0);
  Csr csr;
  const auto n = static_cast<std::size_t>(vertex_count);
  csr.offsets_.assign(n + 1, 0);
  for (const auto& [a, b] : edges) {
    assert(a >= 0 && a < vertex_count && b >= 0 && b < vertex_count);
    if (a == b) continue;
    ++csr.offsets_[static_cast<std::size_t>(a) + 1];
    ++csr.offsets_[static_cast<std::size_t>(b) + 1];
  }
  for (std::size_t v = 0; v < n; ++v) csr.offsets_[v + 1] += csr.offsets_[v];
  csr.targets_.resize(static_cast<std::size_t>(csr.offsets_[n]));
  std::vector<std::int64_t> next(csr.offsets_.begin(), csr.offsets_.end() - 1);
  for (const auto& [a, b] : edges) {
    if (a == b) continue;
    csr.targets_[static_cast<std::size_t>(next[static_cast<std::size_t>(a)]++)] = b;
    csr.targets_[static_cast<std::size_t>(next[static_cast<std::size_t>(b)]++)] = a;
  }
  // Sort each row and drop doubles, closing the holes they leave.
  std::int64_t write = 0;
  for (std::size_t v = 0; v < n; ++v) {
    const auto begin = csr.targets_.begin() + csr.offsets_[v];
    const auto end = csr.targets_.begin() + csr.offsets_[v + 1];
    std::sort(begin, end);
    const auto last = std::unique(begin, end);
    csr.offsets_[v] = write;
    write = std::copy(begin, last, csr.targets_.begin() + write) - csr.targets_.begin();
  }
  csr.offsets_[n] = write;
  csr.targets_.resize(static_cast<std::size_t>(write));
  return csr;
}

bool Csr::has_edge(Vertex a, Vertex b) const {
  const auto row = neighbours(a);
  return std::binary_search(row.begin(), row.end(), b);
}

std::vector<Edge> Csr::edges() const {
  std::vector<Edge> all;
  all.reserve(targets_.size() / 2);
  for (Vertex v = 0; v < vertex_count(); ++v) {
    for (const Vertex u : neighbours(v)) {
      if (v < u) all.emplace_back(v, u);
    }
  }
  return all;
}

}  // namespace bailiwick::graph
