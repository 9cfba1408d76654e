// Small boards, and changes of them by chance, for tests of planning.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/rng.hpp"
#include "planning/board.hpp"

namespace bailiwick::planning::testing {

// 1, 2, 3, ... as ids.
class TerritoryIds {
 public:
  TerritoryId next() {
    Uuid uuid;
    ++count_;
    uuid.bytes[14] = static_cast<std::uint8_t>(count_ >> 8U);
    uuid.bytes[15] = static_cast<std::uint8_t>(count_);
    return TerritoryId(uuid);
  }

 private:
  std::uint32_t count_ = 0;
};

// Territories T0, T1, ... as many as are named.
inline Board board_of(std::vector<std::int32_t> territory_of, TerritoryIds& ids) {
  std::vector<std::string> names;
  for (std::int32_t t = 0; t <= std::ranges::max(territory_of); ++t)
    names.push_back("T" + std::to_string(t));
  return first_board(names, std::move(territory_of), [&] { return ids.next(); });
}

// One that the board does not have, or nothing. `count`: its territories.
inline std::optional<Demand> random_demand(const Board& board, std::uint64_t count, Rng& rng) {
  const auto units = static_cast<std::uint64_t>(board.territory_of.size());
  Demand demand{.kind = static_cast<DemandKind>(rng.below(4))};
  if (names_territory(demand.kind)) demand.territory = static_cast<std::int32_t>(rng.below(count));
  while (!has_right_count(demand.kind, demand.units.size())) {
    const auto unit = static_cast<std::int32_t>(rng.below(units));
    const auto place = std::ranges::lower_bound(demand.units, unit);
    if (place == demand.units.end() || *place != unit) demand.units.insert(place, unit);
  }
  if (std::ranges::binary_search(board.demands, demand)) return std::nullopt;
  return demand;
}

// Some of its units moved, locked or unlocked, perhaps a territory more or another name.
inline BoardPatch random_patch(const Board& board, Rng& rng, TerritoryIds& ids) {
  BoardPatch patch;
  if (rng.below(4) == 0)
    patch.added.push_back({ids.next(), "N" + std::to_string(rng.below(1'000))});
  const auto count = static_cast<std::uint64_t>(board.territory_count()) + patch.added.size();
  for (std::size_t u = 0; u < board.territory_of.size(); ++u) {
    const auto unit = static_cast<std::int32_t>(u);
    if (rng.below(3) == 0) {
      const auto to = static_cast<std::int32_t>(rng.below(count));
      if (to != board.territory_of[u]) patch.moves.push_back({unit, board.territory_of[u], to});
    }
    if (rng.below(5) == 0)
      (board.is_locked[u] != 0 ? patch.unlocked : patch.locked).push_back(unit);
  }
  if (rng.below(3) == 0) {
    const auto index = static_cast<std::int32_t>(rng.below(board.territories.size()));
    patch.renamed.push_back({index, board.territories[static_cast<std::size_t>(index)].name,
                             "R" + std::to_string(rng.below(1'000))});
  }
  for (const Demand& demand : board.demands)
    if (rng.below(4) == 0) patch.released.push_back(demand);
  if (board.territory_of.size() >= 2)
    for (std::uint64_t i = rng.below(3); i > 0; --i)
      if (auto demand = random_demand(board, count, rng)) patch.demanded.push_back(*demand);
  put_in_order(patch.demanded);
  return patch;
}

}  // namespace bailiwick::planning::testing
