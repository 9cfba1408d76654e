// When a challenge is accepted by itself: the same rule for all. Pure.
#pragma once

#include "planning/board_service.hpp"
#include "planning/proposal_store.hpp"

namespace bailiwick::planning {

// The moves of a proposal that are still to be made on this board, and the units that are elsewhere than it says, or locked.
struct ProposalMoves {
  BoardPatch patch;
  std::vector<std::int32_t> moved_since;
};
[[nodiscard]] ProposalMoves moves_left(const Proposal& proposal, const Board& board);

// It breaks nothing, and no territory that is outside a tolerance comes further out of it.
[[nodiscard]] bool harms_nothing(const BoardOutcome& outcome);

// A challenge whose window is open and accepts by itself, with votes enough, that harms nothing.
[[nodiscard]] bool meets_rule(const Proposal& proposal,
                              const std::optional<ChallengeWindow>& window,
                              const std::optional<BoardOutcome>& outcome, Instant now);

}  // namespace bailiwick::planning
