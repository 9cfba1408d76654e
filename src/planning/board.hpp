// What a plan says now, and what a change makes of it: docs/spec/plan-studio.md. Plain values and pure functions.
//
// Units are places in the plan's data set, territories places in the plan; a territory keeps its place for good, except that undoing
// its addition takes it away again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "planning/demand.hpp"
#include "platform/files/unit_lookup.hpp"

namespace bailiwick::planning {

// A place in a vector.
[[nodiscard]] constexpr std::size_t at(std::int32_t index) {
  return static_cast<std::size_t>(index);
}

using alignment::TerritoryId;

inline constexpr std::int64_t kBoardUnitsMax = 250'000;

struct BoardTerritory {
  TerritoryId id;
  std::string name;

  friend bool operator==(const BoardTerritory&, const BoardTerritory&) = default;
};

struct Board {
  std::vector<BoardTerritory> territories;
  std::vector<std::int32_t> territory_of;  // one a unit, a place in `territories`
  std::vector<std::uint8_t> is_locked;     // one a unit, 0 or 1
  Demands demands = {};

  [[nodiscard]] std::int32_t territory_count() const {
    return static_cast<std::int32_t>(territories.size());
  }
  friend bool operator==(const Board&, const Board&) = default;
};

struct UnitMove {
  std::int32_t unit = 0;
  std::int32_t from = 0;
  std::int32_t to = 0;

  friend bool operator==(const UnitMove&, const UnitMove&) = default;
};
struct TerritoryRename {
  std::int32_t index = 0;
  std::string from;
  std::string to;

  friend bool operator==(const TerritoryRename&, const TerritoryRename&) = default;
};

// A change in a form that can be applied, taken back and kept. First the last `removed` territories go, then `added` ones come in their
// place; moves speak of the numbering before (from) and after (to).
struct BoardPatch {
  std::vector<UnitMove> moves = {};         // ascending by unit, each at most once
  std::vector<std::int32_t> locked = {};    // units, ascending
  std::vector<std::int32_t> unlocked = {};  // units, ascending
  std::vector<TerritoryRename> renamed = {};
  std::vector<BoardTerritory> added = {};
  std::vector<BoardTerritory> removed = {};
  Demands demanded = {};
  Demands released = {};

  [[nodiscard]] bool is_empty() const {
    return moves.empty() && locked.empty() && unlocked.empty() && renamed.empty() &&
           added.empty() && removed.empty() && demanded.empty() && released.empty();
  }
  // The units it says something of, ascending.
  [[nodiscard]] std::vector<std::int32_t> units() const;
  friend bool operator==(const BoardPatch&, const BoardPatch&) = default;
};

// The patch that takes `patch` back.
[[nodiscard]] BoardPatch inverse(const BoardPatch& patch);
// What makes `to` of `from`; both of one data set.
[[nodiscard]] BoardPatch between(const Board& from, const Board& to);

// What of a patch does not fit a board: units elsewhere than it says, names that are others, territories that cannot be removed.
struct BoardObstacles {
  std::vector<std::int32_t> units;
  std::vector<std::int32_t> territories;

  [[nodiscard]] bool none() const { return units.empty() && territories.empty(); }
};
[[nodiscard]] BoardObstacles obstacles(const Board& board, const BoardPatch& patch);
// obstacles() are none. O(changes of the patch + units where territories are removed).
void apply(Board& board, const BoardPatch& patch);

// A change as it is asked for. Units by id.
struct NewBoardChange {
  struct Move {
    std::int32_t to = 0;
    std::vector<std::string> units;
  };
  struct Rename {
    std::int32_t index = 0;
    std::string name;
  };
  std::int64_t revision = 0;  // of the board that was looked at
  std::vector<Move> moves = {};
  std::vector<std::string> lock = {};
  std::vector<std::string> unlock = {};
  std::vector<std::string> add = {};  // names
  std::vector<Rename> rename = {};
  std::vector<NewDemand> demand = {};
  std::vector<NewDemand> release = {};
  std::optional<std::string> reason = {};
};

// What it says as a patch of this board; what would change nothing is left out. `next_id` gives added territories their identity.
// Errors, all at once: P101 a unit that is not there or named twice, a territory that is not there; P102 a locked unit is to move;
// P104 a name is empty, too long or taken; P105 too many territories or demands; P143 a demand that cannot be. `adjacency`: which units border.
using NextTerritoryId = std::function<TerritoryId()>;
[[nodiscard]] Checked<BoardPatch> patch_of(const NewBoardChange& change, const Board& board,
                                           const platform::files::UnitLookup& units,
                                           const graph::Csr& adjacency,
                                           const NextTerritoryId& next_id);

// Of a design: its territories get ids, no unit is locked.
[[nodiscard]] Board first_board(std::span<const std::string> names,
                                std::vector<std::int32_t> territory_of,
                                const NextTerritoryId& next_id);

}  // namespace bailiwick::planning
