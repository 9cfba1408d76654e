// The problem as the search sees it: must-link groups melted into atoms, positions about their mean, windows and
// costs worked out, and the way from a set of territories to a Piece and back.
//
// A must-link group that is not connected by itself is first joined along shortest paths, which may keep a few
// more units together than was asked for: a restriction of the search, never of the bound or the check.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/piece.hpp"

namespace bailiwick::engine::territory {

struct Instance {
  const Problem* problem = nullptr;
  Form form;
  std::int32_t n = 0;  // atoms
  std::int32_t k = 0;
  double weight_total = 0.0;
  double territory_cost = 0.0;  // of one territory, where k is to be chosen

  std::vector<std::int32_t> atom_of_unit;
  Vec3 origin;           // what atoms' places are relative to
  graph::Csr adjacency;  // of atoms
  std::vector<Vec3> at;
  std::vector<double> weight;
  std::vector<std::int64_t> amounts;  // n x rules
  std::vector<TerritoryIndex> fixed;
  std::vector<TerritoryIndex> current;
  std::vector<double> move_cost;  // of leaving `current`, in cost
  std::vector<double> hands;      // disruption measure in its smallest decimal
  double disruption_cost = 0.0;   // of the whole measure changing hands
  double hands_cap = -1.0;        // the most of it that may change hands; negative: no cap
  std::vector<std::uint8_t> may_be_centre;  // empty: all
  std::vector<std::uint8_t> is_barred;
  std::vector<std::pair<std::int32_t, TerritoryIndex>> forbidden;  // ascending
  std::vector<Window> windows;                                     // k x rules
  std::vector<Label> labels;                                       // k templates

  [[nodiscard]] std::span<const Window> windows_of(TerritoryIndex t) const {
    const auto rules = static_cast<std::size_t>(form.rules);
    return {windows.data() + static_cast<std::size_t>(t) * rules, rules};
  }
};

// The instance for k territories. O(units + edges).
[[nodiscard]] Instance make_instance(const Problem& problem, std::int32_t k);

// Reusable memory of one thread: where each atom of the instance stands in the piece at hand.
struct LocalIndex {
  std::vector<std::int32_t> of;  // -1 where not in the piece
};

// Fills `piece` with `atoms` and `labels`; piece.label is left for the caller. O(atoms * degree).
void extract(const Instance& instance, std::span<const std::int32_t> atoms, LocalIndex& index,
             Piece& piece);

}  // namespace bailiwick::engine::territory
