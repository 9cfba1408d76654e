// The borders of a mesh as arcs that neighbours share, each once: what TopoJSON is made of.
//
// A node is a vertex where other than two edges meet; an arc runs from node to node, or around a ring that has none. M. Bostock and C. Metcalf, "The
// TopoJSON Format Specification", 1.0, 2013, calls this the topology. Deterministic; pure; O(corners log corners).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/mesh.hpp"

namespace bailiwick::geo {

struct Arcs {
  std::vector<std::int32_t> corners;  // vertices of all arcs, one after the other
  std::vector<std::size_t> arc_begin = {0};
  // Ring r of the mesh is the arcs uses[ring_begin[r] .. ring_begin[r + 1]) in a row; ~arc where it is followed backwards.
  std::vector<std::int32_t> uses;
  std::vector<std::size_t> ring_begin = {0};

  [[nodiscard]] std::size_t arc_count() const { return arc_begin.size() - 1; }
  // Both ends are in it; of a ring without nodes the first vertex is also the last.
  [[nodiscard]] std::span<const std::int32_t> arc(std::size_t a) const {
    return std::span(corners).subspan(arc_begin[a], arc_begin[a + 1] - arc_begin[a]);
  }
  [[nodiscard]] std::span<const std::int32_t> arcs_of_ring(std::size_t r) const {
    return std::span(uses).subspan(ring_begin[r], ring_begin[r + 1] - ring_begin[r]);
  }
};

[[nodiscard]] Arcs arcs_of(const Mesh& mesh);

}  // namespace bailiwick::geo
