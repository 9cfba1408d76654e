// A whole plan under improvement: each atom's territory, each territory's atoms, and what each territory scores.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/territory/instance.hpp"

namespace bailiwick::engine::territory {

struct Partition {
  std::vector<TerritoryIndex> territory_of;        // one an atom
  std::vector<std::vector<std::int32_t>> members;  // one a territory, in no promised order
  std::vector<Score> scores;                       // one a territory
  std::vector<Label> labels;  // one a territory: its centre, for unit centres its atom
                              // (centre_atom is an index of the instance here)
};

// Members, centres and scores for a given assignment of atoms.
[[nodiscard]] Partition make_partition(const Instance& instance,
                                       std::vector<TerritoryIndex> territory_of, LocalIndex& index);

[[nodiscard]] Score total_score(const Partition& partition);

// The territories that share a border with t, ascending. O(members * degree).
[[nodiscard]] std::vector<TerritoryIndex> neighbours_of(const Instance& instance,
                                                        const Partition& partition,
                                                        TerritoryIndex t);

// Fills `piece` with these territories as they stand; label i is territories[i].
void extract_territories(const Instance& instance, const Partition& partition,
                         std::span<const TerritoryIndex> territories, LocalIndex& index,
                         Piece& piece);

// Writes the piece's labels back, with `scores` a label. Touches only the piece's own territories and atoms.
void put_back(Piece& piece, std::span<const Score> scores, Partition& partition);

// The whole partition as the model's plan.
[[nodiscard]] Plan to_plan(const Instance& instance, const Partition& partition);

}  // namespace bailiwick::engine::territory
