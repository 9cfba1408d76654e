// Does a territory stay connected when one unit leaves it?
//
// Two steps. The local test looks at the unit's own neighbours of the same label: where they hang together by edges among
// themselves, nothing can fall apart; O(sum of their degrees). Where the local test does not know, searches start
// from all those neighbours at once, one step each in turn, and end as soon as all have met (connected) or a group that
// has met has nowhere left to go (cut off). So the cost follows the smallest of the pieces, not the size of the territory,
// except when a long way round has to be found.
//
// Exact: the answer is that of a full search. Holds scratch memory; one object a thread; the graph and labels may be
// changed between calls but not during one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "graph/csr.hpp"

namespace bailiwick::graph {

class Contiguity {
 public:
  Contiguity() = default;
  // `graph` must outlive this object.
  explicit Contiguity(const Csr& graph) { reset(graph.view()); }

  // Turns to another graph, whose rows must outlive this object or the next reset(). Memory is kept.
  void reset(CsrView graph);

  // True when the vertices labelled as v is, without v, are connected (or none are left), given that they are
  // connected with v. label_of: one a vertex.
  [[nodiscard]] bool stays_connected_without(Vertex v, std::span<const std::int32_t> label_of);

  // True when v has a neighbour with that label: v may join it and leave it connected.
  [[nodiscard]] bool touches(Vertex v, std::int32_t label,
                             std::span<const std::int32_t> label_of) const;

 private:
  std::int32_t group_neighbours(Vertex v, std::span<const std::int32_t> label_of);
  bool search_from_groups(Vertex v, std::span<const std::int32_t> label_of,
                          std::int32_t group_count);
  std::int32_t root_of(std::int32_t group);

  CsrView graph_;
  std::vector<std::int32_t> mark_;           // one a vertex: group + 1 during a call, else 0
  std::vector<Vertex> touched_;              // vertices whose mark is set
  std::vector<std::int32_t> parent_;         // union-find over groups
  std::vector<std::int32_t> open_;           // one a group, at its root: queues that are not empty
  std::vector<std::vector<Vertex>> queues_;  // one a neighbour: what its search has met, in order
  std::vector<std::size_t> heads_;  // one a neighbour: how far its search has got in that order
};

}  // namespace bailiwick::graph
