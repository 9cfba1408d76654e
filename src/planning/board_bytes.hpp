// Boards and patches as the database keeps them. Pure.
//
// Units: a byte 1 (the form), then for each unit its territory times two, plus 1 where it is locked, as a variable-length integer (7 bits a byte, low
// first, the top bit says that more follow). A patch is JSON: {moves: [[from, to, [unit]]], lock: [unit], unlock: [unit], rename:
// [[index, from, to]], add: [[id, name]], remove: [[id, name]], demand: [[kind, territory, [unit]]], release: likewise}; parts that are empty are left
// out, and of a list of units each after the first is less the one before.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "planning/board.hpp"

namespace bailiwick::planning {

[[nodiscard]] std::string units_bytes(const Board& board);
[[nodiscard]] std::string territories_text(const Board& board);
[[nodiscard]] std::string demands_text(const Board& board);
// Nothing where they are not what the functions above wrote, or do not belong together.
[[nodiscard]] std::optional<Board> board_from(std::string_view territories, std::string_view units,
                                              std::string_view demands);

[[nodiscard]] std::string patch_text(const BoardPatch& patch);
[[nodiscard]] std::optional<BoardPatch> patch_from(std::string_view text);

}  // namespace bailiwick::planning
