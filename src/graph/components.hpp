// Connected components: of a whole graph, and of every label's part of it (the pieces of a territory).
//
// A search with a queue of its own, no recursion. Pure. O(vertices + edges).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/csr.hpp"

namespace bailiwick::graph {

struct Components {
  std::int32_t count = 0;
  std::vector<std::int32_t>
      component_of;  // one a vertex; components are numbered by their lowest vertex, ascending
};

[[nodiscard]] Components components(const Csr& graph);

// The components of the graph without the edges between different labels. Labels are any numbers; a vertex with a
// negative label belongs to no component (component_of is -1). label_of: one a vertex.
[[nodiscard]] Components components_by_label(const Csr& graph,
                                             std::span<const std::int32_t> label_of);

// Into how many pieces each label 0 .. label_count - 1 falls: 1 where it is connected, 0 where no vertex has it.
[[nodiscard]] std::vector<std::int32_t> pieces_by_label(const Csr& graph,
                                                        std::span<const std::int32_t> label_of,
                                                        std::int32_t label_count);

}  // namespace bailiwick::graph
