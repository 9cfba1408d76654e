#include "graph/contiguity.hpp"

#include <cassert>

namespace bailiwick::graph {
namespace {

std::size_t at(std::int32_t i) { return static_cast<std::size_t>(i); }

}  // namespace

void Contiguity::reset(CsrView graph) {
  graph_ = graph;
  // Marks are cleared after every call, so what is there already is zero.
  mark_.resize(at(graph.vertex_count()), 0);
}

bool Contiguity::stays_connected_without(Vertex v, std::span<const std::int32_t> label_of) {
  assert(label_of.size() == mark_.size());
  const std::int32_t group_count = group_neighbours(v, label_of);
  const bool is_connected = group_count <= 1 || search_from_groups(v, label_of, group_count);
  for (const Vertex u : touched_) mark_[at(u)] = 0;
  touched_.clear();
  return is_connected;
}

bool Contiguity::touches(Vertex v, std::int32_t label,
                         std::span<const std::int32_t> label_of) const {
  for (const Vertex u : graph_.neighbours(v)) {
    if (label_of[at(u)] == label) return true;
  }
  return false;
}

// Marks the neighbours of v that have its label, each a group of its own, and joins the groups that an edge connects.
// Returns how many groups remain; queues_ holds each neighbour as the start of its search.
std::int32_t Contiguity::group_neighbours(Vertex v, std::span<const std::int32_t> label_of) {
  const std::int32_t label = label_of[at(v)];
  parent_.clear();
  for (const Vertex u : graph_.neighbours(v)) {
    if (label_of[at(u)] != label) continue;
    parent_.push_back(static_cast<std::int32_t>(parent_.size()));
    mark_[at(u)] = static_cast<std::int32_t>(parent_.size());
    touched_.push_back(u);
  }
  auto group_count = static_cast<std::int32_t>(parent_.size());
  if (group_count <= 1) return group_count;
  if (queues_.size() < parent_.size()) queues_.resize(parent_.size());
  for (std::size_t i = 0; i < parent_.size(); ++i) {
    const Vertex u = touched_[i];
    queues_[i].assign(1, u);
    for (const Vertex w : graph_.neighbours(u)) {
      if (w == v || mark_[at(w)] == 0) continue;
      const std::int32_t a = root_of(static_cast<std::int32_t>(i));
      const std::int32_t b = root_of(mark_[at(w)] - 1);
      if (a == b) continue;
      parent_[at(a)] = b;
      if (--group_count == 1) return 1;
    }
  }
  return group_count;
}

std::int32_t Contiguity::root_of(std::int32_t group) {
  while (parent_[at(group)] != group) {
    parent_[at(group)] = parent_[at(parent_[at(group)])];
    group = parent_[at(group)];
  }
  return group;
}

bool Contiguity::search_from_groups(Vertex v, std::span<const std::int32_t> label_of,
                                    std::int32_t group_count) {
  const std::int32_t label = label_of[at(v)];
  open_.assign(parent_.size(), 0);
  heads_.assign(parent_.size(), 0);
  for (std::size_t i = 0; i < parent_.size(); ++i)
    ++open_[at(root_of(static_cast<std::int32_t>(i)))];
  for (;;) {
    for (std::size_t i = 0; i < parent_.size(); ++i) {
      auto& queue = queues_[i];
      if (heads_[i] == queue.size()) continue;
      const Vertex u = queue[heads_[i]++];
      for (const Vertex w : graph_.neighbours(u)) {
        if (w == v || label_of[at(w)] != label) continue;
        if (mark_[at(w)] == 0) {
          mark_[at(w)] = static_cast<std::int32_t>(i) + 1;
          touched_.push_back(w);
          queue.push_back(w);
          continue;
        }
        const std::int32_t a = root_of(static_cast<std::int32_t>(i));
        const std::int32_t b = root_of(mark_[at(w)] - 1);
        if (a == b) continue;
        parent_[at(a)] = b;
        open_[at(b)] += open_[at(a)];
        if (--group_count == 1) return true;
      }
      // A group whose last queue has run dry is a piece of its own.
      if (heads_[i] == queue.size() && --open_[at(root_of(static_cast<std::int32_t>(i)))] == 0)
        return false;
    }
  }
}

}  // namespace bailiwick::graph
