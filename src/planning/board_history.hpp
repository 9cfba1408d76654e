// The changes of a plan, in the order in which they were made: which of them still stand, what undo and redo are about, who was quicker.
//
// A change that takes another back is a change of its own, and can be taken back in turn; a change stands unless one that stands takes it back. Undo is
// about one's own last change that stands and took nothing back by undoing; redo about one's own last undo that stands, unless one has
// changed something since. Pure; O(changes).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "planning/board.hpp"
#include "planning/plan.hpp"

namespace bailiwick::planning {

enum class BoardChangeKind {
  kEdit,
  kUndo,
  kRedo,
  kRestore,
  kMerge,
  kOffer,
  kImport,
  kProposal,
  kApproval,
  kState
};
[[nodiscard]] std::string_view name_of(BoardChangeKind kind);
[[nodiscard]] std::optional<BoardChangeKind> parse_board_change_kind(std::string_view word);

struct ProposalTag {
  static constexpr std::string_view kPrefix = "proposal";
};
using ProposalId = Uid<ProposalTag>;

// A line of the history. `units` and `territories` say how many units and which territories it was about.
struct BoardChange {
  std::int64_t number = 0;  // 1, 2, ... in its plan
  BoardChangeKind kind = BoardChangeKind::kEdit;
  Instant at;
  PersonId by;
  std::optional<std::string> reason;
  std::optional<std::int64_t> takes_back;  // the number of another
  std::optional<PlanState> state;          // that the plan came into
  std::int64_t units = 0;
  std::int64_t demanded = 0;  // demands made and given up
  std::int64_t released = 0;
  std::vector<std::int32_t> territories;
  std::optional<ProposalId> proposal =
      {};  // that was accepted by it, where it is read as part of a list
};

// The numbers of changes, ascending by number in `changes`.
[[nodiscard]] std::optional<std::int64_t> undo_target(std::span<const BoardChange> changes,
                                                      PersonId by);
[[nodiscard]] std::optional<std::int64_t> redo_target(std::span<const BoardChange> changes,
                                                      PersonId by);

// A patch that somebody else made since, with the units of `units` (ascending) it is about.
struct BoardCollision {
  std::int64_t number = 0;
  std::vector<std::int32_t> units;
};
struct NumberedPatch {
  std::int64_t number = 0;
  BoardPatch patch;
};
[[nodiscard]] std::vector<BoardCollision> collisions(std::span<const NumberedPatch> since,
                                                     std::span<const std::int32_t> units);

// The board after each of the patches in turn; nothing where one does not fit.
[[nodiscard]] std::optional<Board> replayed(Board board, std::span<const NumberedPatch> patches);

}  // namespace bailiwick::planning
