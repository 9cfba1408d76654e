#include "planning/proposal_rule.hpp"

#include <algorithm>
#include <cmath>

namespace bailiwick::planning {
namespace {

// Two sums of the same amounts in another order.
constexpr double kSame = 1e-9;

}  // namespace

ProposalMoves moves_left(const Proposal& proposal, const Board& board) {
  ProposalMoves left;
  for (const UnitMove& move : proposal.moves) {
    const std::int32_t now = board.territory_of[at(move.unit)];
    if (now == move.to) continue;
    const bool is_gone = move.to >= board.territory_count();
    if (now != move.from || is_gone || board.is_locked[at(move.unit)])
      left.moved_since.push_back(move.unit);
    else
      left.patch.moves.push_back(move);
  }
  return left;
}

bool harms_nothing(const BoardOutcome& outcome) {
  if (!outcome.effect.breaks.empty()) return false;
  const auto& before = outcome.before->judgement.territories;
  const auto& after = outcome.after->judgement.territories;
  for (std::size_t t = 0; t < std::min(before.size(), after.size()); ++t)
    for (const PlanBalance& balance : outcome.after->plan.request.balance) {
      const auto was = before[t].deviations.find(balance.measure);
      const auto is = after[t].deviations.find(balance.measure);
      if (was == before[t].deviations.end() || is == after[t].deviations.end()) continue;
      const double now = std::abs(is->second);
      if (now > balance.tolerance + kSame && now > std::abs(was->second) + kSame) return false;
    }
  return true;
}

bool meets_rule(const Proposal& proposal, const std::optional<ChallengeWindow>& window,
                const std::optional<BoardOutcome>& outcome, Instant now) {
  return proposal.state == ProposalState::kOpen && proposal.is_challenge && window &&
         window->accepts_itself && now < window->closes_at && outcome &&
         proposal.votes_for - proposal.votes_against >= window->votes_needed &&
         harms_nothing(*outcome);
}

}  // namespace bailiwick::planning
