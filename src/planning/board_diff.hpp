// What two boards of one data set say differently, and how two become one: docs/spec/plan-studio.md. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "planning/board.hpp"

namespace bailiwick::planning {

// Territories taken for the same: places in the one board and in the other; those without a counterpart have one side only.
struct TerritoryPair {
  std::optional<std::int32_t> ours;
  std::optional<std::int32_t> theirs;

  friend bool operator==(const TerritoryPair&, const TerritoryPair&) = default;
};

// By id where the boards share one; else by overlap: the pair of territories with the most units in common first, ties by place. In the order
// of `ours`, then those of `theirs` alone. O(units log units).
[[nodiscard]] std::vector<TerritoryPair> matched(const Board& ours, const Board& theirs);

struct BoardDiff {
  std::vector<TerritoryPair> territories;
  std::vector<UnitMove> moves;  // units in another territory: from in `ours`, to in `theirs`
  Demands demanded = {};        // of `theirs` alone, with its places of territories
  Demands released = {};        // of `ours` alone, likewise
};
[[nodiscard]] BoardDiff diff(const Board& ours, const Board& theirs);

// A unit, or a territory's name, that both sides changed otherwise. Places of territories in `merged`.
struct UnitConflict {
  std::int32_t unit = 0;
  std::int32_t base = 0;
  std::int32_t ours = 0;
  std::int32_t theirs = 0;
};
struct NameConflict {
  TerritoryId id;
  std::string base;
  std::string ours;
  std::string theirs;
};

enum class MergeSide { kOurs, kTheirs };
[[nodiscard]] std::optional<MergeSide> parse_merge_side(std::string_view word);

// How conflicts are settled: units by place, names by id; `all` settles the rest.
struct MergeChoices {
  std::map<std::int32_t, MergeSide> units = {};
  std::map<TerritoryId, MergeSide> names = {};
  std::optional<MergeSide> all = {};
};

struct BoardMerge {
  Board merged;  // where nothing settles a conflict, as in `ours`
  std::vector<UnitConflict> conflicts;
  std::vector<NameConflict> name_conflicts;
};
// All three share the identity of territories. Territories that only `theirs` has are appended.
[[nodiscard]] BoardMerge merge(const Board& base, const Board& ours, const Board& theirs,
                               const MergeChoices& choices);

}  // namespace bailiwick::planning
