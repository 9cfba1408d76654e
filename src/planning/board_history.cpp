#include "planning/board_history.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace bailiwick::planning {
namespace {

constexpr std::array<std::pair<BoardChangeKind, std::string_view>, 10> kNames = {{
    {BoardChangeKind::kEdit, "edit"},
    {BoardChangeKind::kUndo, "undo"},
    {BoardChangeKind::kRedo, "redo"},
    {BoardChangeKind::kRestore, "restore"},
    {BoardChangeKind::kMerge, "merge"},
    {BoardChangeKind::kOffer, "offer"},
    {BoardChangeKind::kImport, "import"},
    {BoardChangeKind::kProposal, "proposal"},
    {BoardChangeKind::kApproval, "approval"},
    {BoardChangeKind::kState, "state"},
}};

// About what the board says, rather than where the plan is on its way.
bool is_of_board(BoardChangeKind kind) {
  return kind != BoardChangeKind::kState && kind != BoardChangeKind::kApproval;
}

// Which changes stand, one flag a change: those that take back come later, so one walk from the end tells.
std::vector<bool> standing(std::span<const BoardChange> changes) {
  std::map<std::int64_t, std::size_t> place_of;
  for (std::size_t i = 0; i < changes.size(); ++i) place_of[changes[i].number] = i;
  std::vector<bool> stands(changes.size(), true);
  for (std::size_t i = changes.size(); i-- > 0;) {
    if (!stands[i] || !changes[i].takes_back) continue;
    const auto found = place_of.find(*changes[i].takes_back);
    if (found != place_of.end()) stands[found->second] = false;
  }
  return stands;
}

}  // namespace

std::string_view name_of(BoardChangeKind kind) {
  return std::ranges::find(kNames, kind, &std::pair<BoardChangeKind, std::string_view>::first)
      ->second;
}

std::optional<BoardChangeKind> parse_board_change_kind(std::string_view word) {
  const auto found =
      std::ranges::find(kNames, word, &std::pair<BoardChangeKind, std::string_view>::second);
  if (found == kNames.end()) return std::nullopt;
  return found->first;
}

std::optional<std::int64_t> undo_target(std::span<const BoardChange> changes, PersonId by) {
  const std::vector<bool> stands = standing(changes);
  for (std::size_t i = changes.size(); i-- > 0;) {
    const BoardChange& change = changes[i];
    if (change.by == by && stands[i] && change.kind != BoardChangeKind::kUndo &&
        is_of_board(change.kind))
      return change.number;
  }
  return std::nullopt;
}

std::optional<std::int64_t> redo_target(std::span<const BoardChange> changes, PersonId by) {
  const std::vector<bool> stands = standing(changes);
  for (std::size_t i = changes.size(); i-- > 0;) {
    const BoardChange& change = changes[i];
    if (change.by != by || !stands[i] || !is_of_board(change.kind) ||
        change.kind == BoardChangeKind::kRedo)
      continue;
    if (change.kind != BoardChangeKind::kUndo) return std::nullopt;
    return change.number;
  }
  return std::nullopt;
}

std::vector<BoardCollision> collisions(std::span<const NumberedPatch> since,
                                       std::span<const std::int32_t> units) {
  std::vector<BoardCollision> found;
  for (const NumberedPatch& one : since) {
    BoardCollision collision{.number = one.number, .units = {}};
    std::ranges::set_intersection(one.patch.units(), units, std::back_inserter(collision.units));
    if (!collision.units.empty()) found.push_back(std::move(collision));
  }
  return found;
}

std::optional<Board> replayed(Board board, std::span<const NumberedPatch> patches) {
  for (const NumberedPatch& one : patches) {
    if (!obstacles(board, one.patch).none()) return std::nullopt;
    apply(board, one.patch);
  }
  return board;
}

}  // namespace bailiwick::planning
