// The union of areas that share their vertices, by cancelling the edges that two of them have in common.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include "geo/mesh.hpp"

namespace bailiwick::geo {
namespace {

struct Edge {
  std::int32_t group = 0;
  std::int32_t from = 0;
  std::int32_t to = 0;
};

// Calls fn(edge) for every edge of an area that has a group.
template <class Fn>
void for_each_edge(const Mesh& mesh, std::span<const std::int32_t> group_of, Fn fn) {
  for (std::size_t area = 0; area < mesh.area_count(); ++area) {
    if (group_of[area] < 0) continue;
    for (std::size_t r = mesh.area_begin[area]; r < mesh.area_begin[area + 1]; ++r) {
      const auto ring = mesh.ring(r);
      for (std::size_t i = 0; i < ring.size(); ++i)
        fn(Edge{group_of[area], ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]});
    }
  }
}

// Puts edges with equal keys together, keys ascending: a counting sort, as most maps have few edges a vertex and many
// a group.
template <class Key>
std::vector<Edge> by_key(std::span<const Edge> edges, std::size_t keys, Key key_of) {
  std::vector<std::size_t> next(keys + 1, 0);
  for (const Edge& edge : edges) ++next[static_cast<std::size_t>(key_of(edge)) + 1];
  for (std::size_t i = 1; i <= keys; ++i) next[i] += next[i - 1];
  std::vector<Edge> sorted(edges.size());
  for (const Edge& edge : edges) sorted[next[static_cast<std::size_t>(key_of(edge))]++] = edge;
  return sorted;
}

// The edges that no other area of the same group has the other way round, by group.
std::vector<Edge> outline_edges(const Mesh& mesh, std::span<const std::int32_t> group_of,
                                std::int32_t group_count) {
  std::vector<Edge> edges;
  edges.reserve(mesh.corners.size());
  for_each_edge(mesh, group_of, [&edges](const Edge& edge) { edges.push_back(edge); });
  const auto lower = [](const Edge& e) { return std::min(e.from, e.to); };
  edges = by_key(edges, mesh.vertices.size(), lower);
  std::vector<Edge> kept;
  for (auto first = edges.begin(); first != edges.end();) {
    const auto last =
        std::find_if(first, edges.end(), [&](const Edge& e) { return lower(e) != lower(*first); });
    // Opposite edges of a group become neighbours in this order and cancel in pairs.
    std::sort(first, last, [](const Edge& a, const Edge& b) {
      return std::tuple(a.group, std::max(a.from, a.to), a.from) <
             std::tuple(b.group, std::max(b.from, b.to), b.from);
    });
    for (; first != last; ++first) {
      const bool cancels = !kept.empty() && kept.back().group == first->group &&
                           kept.back().from == first->to && kept.back().to == first->from;
      if (cancels) {
        kept.pop_back();
      } else {
        kept.push_back(*first);
      }
    }
  }
  return by_key(kept, static_cast<std::size_t>(group_count), [](const Edge& e) { return e.group; });
}

// Follows the edges of one group around; at a vertex with several ways on it turns as far left as it can, so that
// areas that touch in a point become rings of their own.
class RingWalker {
 public:
  RingWalker(const Mesh& mesh, std::span<const Edge> edges)
      : mesh_(mesh), edges_(edges.begin(), edges.end()) {
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) {
      return std::pair(a.from, a.to) < std::pair(b.from, b.to);
    });
    is_used_.assign(edges_.size(), 0);
  }

  std::vector<std::vector<std::int32_t>> rings() {
    std::vector<std::vector<std::int32_t>> result;
    for (std::size_t first = 0; first < edges_.size(); ++first) {
      if (is_used_[first] != 0) continue;
      std::vector<std::int32_t> ring;
      std::size_t here = first;
      while (true) {
        is_used_[here] = 1;
        ring.push_back(edges_[here].from);
        const std::size_t next = next_after(here);
        if (next == edges_.size()) break;
        here = next;
      }
      if (ring.size() >= 3) result.push_back(std::move(ring));
    }
    return result;
  }

 private:
  std::size_t next_after(std::size_t here) const {
    const std::int32_t at = edges_[here].to;
    const auto begin =
        std::lower_bound(edges_.begin(), edges_.end(), at,
                         [](const Edge& e, std::int32_t vertex) { return e.from < vertex; });
    std::size_t best = edges_.size();
    double best_turn = 0.0;
    for (auto it = begin; it != edges_.end() && it->from == at; ++it) {
      const auto index = static_cast<std::size_t>(it - edges_.begin());
      if (is_used_[index] != 0) continue;
      const double turn = turn_between(edges_[here], *it);
      if (best == edges_.size() || turn > best_turn) {
        best = index;
        best_turn = turn;
      }
    }
    return best;
  }

  // The angle of the turn to the left, in (-pi, pi]: a group lies left of its edges, so the tightest left turn stays
  // on the same piece.
  double turn_between(const Edge& in, const Edge& out) const {
    const PlanePoint a = mesh_.vertices[static_cast<std::size_t>(in.from)];
    const PlanePoint b = mesh_.vertices[static_cast<std::size_t>(in.to)];
    const PlanePoint c = mesh_.vertices[static_cast<std::size_t>(out.to)];
    const double ux = b.x_m - a.x_m;
    const double uy = b.y_m - a.y_m;
    const double vx = c.x_m - b.x_m;
    const double vy = c.y_m - b.y_m;
    return std::atan2(ux * vy - uy * vx, ux * vx + uy * vy);
  }

  const Mesh& mesh_;
  std::vector<Edge> edges_;
  std::vector<std::uint8_t> is_used_;
};

bool is_inside(const Mesh& mesh, std::span<const std::int32_t> ring, PlanePoint p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const PlanePoint a = mesh.vertices[static_cast<std::size_t>(ring[i])];
    const PlanePoint b = mesh.vertices[static_cast<std::size_t>(ring[j])];
    if ((a.y_m > p.y_m) == (b.y_m > p.y_m)) continue;
    if (p.x_m < (b.x_m - a.x_m) * (p.y_m - a.y_m) / (b.y_m - a.y_m) + a.x_m) inside = !inside;
  }
  return inside;
}

// Puts each hole behind the smallest outer ring that holds it.
void add_group(Mesh& result, std::vector<std::vector<std::int32_t>> rings) {
  std::vector<double> size;
  for (const auto& ring : rings) size.push_back(twice_area_m2(result, ring));
  std::vector<std::size_t> owner(rings.size(), rings.size());
  for (std::size_t hole = 0; hole < rings.size(); ++hole) {
    if (size[hole] > 0.0) continue;
    const auto a = static_cast<std::size_t>(rings[hole][0]);
    const auto b = static_cast<std::size_t>(rings[hole][1]);
    // The middle of a hole's edge, as its corners may lie on the outer ring.
    const PlanePoint middle{(result.vertices[a].x_m + result.vertices[b].x_m) / 2,
                            (result.vertices[a].y_m + result.vertices[b].y_m) / 2};
    for (std::size_t outer = 0; outer < rings.size(); ++outer) {
      if (size[outer] <= -size[hole] || !is_inside(result, rings[outer], middle)) continue;
      if (owner[hole] == rings.size() || size[outer] < size[owner[hole]]) owner[hole] = outer;
    }
  }
  for (std::size_t outer = 0; outer < rings.size(); ++outer) {
    if (size[outer] <= 0.0) continue;
    result.add_ring(rings[outer]);
    for (std::size_t hole = 0; hole < rings.size(); ++hole) {
      if (owner[hole] == outer) result.add_ring(rings[hole]);
    }
  }
  result.end_area();
}

}  // namespace

Mesh dissolve(const Mesh& mesh, std::span<const std::int32_t> group_of, std::int32_t group_count) {
  assert(group_of.size() == mesh.area_count());
  const std::vector<Edge> edges = outline_edges(mesh, group_of, group_count);
  Mesh result;
  result.vertices = mesh.vertices;
  std::size_t begin = 0;
  for (std::int32_t group = 0; group < group_count; ++group) {
    std::size_t end = begin;
    while (end < edges.size() && edges[end].group == group) ++end;
    add_group(result, RingWalker(mesh, std::span(edges).subspan(begin, end - begin)).rings());
    begin = end;
  }
  return result;
}

}  // namespace bailiwick::geo
