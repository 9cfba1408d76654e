// Articulation points: the vertices without which their component falls apart.
//
// J. Hopcroft and R. Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 16(6), 1973,
// doi:10.1145/362248.362272, with a stack of its own instead of recursion, so that a path of millions is no danger.
// Pure. O(vertices + edges).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/csr.hpp"

namespace bailiwick::graph {

// 1 for every articulation point of the graph, else 0; one a vertex.
[[nodiscard]] std::vector<std::uint8_t> articulation_points(const Csr& graph);

// The same within every label's part of the graph: 1 where the vertex's label falls into more pieces without it.
// A vertex with a negative label gets 0. label_of: one a vertex.
[[nodiscard]] std::vector<std::uint8_t> articulation_points_by_label(
    const Csr& graph, std::span<const std::int32_t> label_of);

}  // namespace bailiwick::graph
