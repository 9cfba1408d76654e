// Goal: what is left of a proposal, and when a challenge is accepted by itself. Method: examples of values.
#include "planning/proposal_rule.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace bailiwick::planning {
namespace {

using Indices = std::vector<std::int32_t>;

Board board_of(Indices territory_of) {
  Board board;
  board.territories.resize(2);
  board.is_locked.resize(territory_of.size());
  board.territory_of = std::move(territory_of);
  return board;
}

// One territory with this deviation before and after, of which 0.1 is allowed.
BoardOutcome outcome_of(double before, double after) {
  const auto desk = [](double deviation) {
    Desk one;
    one.plan.request.balance = {{"population", 0.1}};
    one.judgement.territories.resize(1);
    one.judgement.territories[0].deviations = {{"population", deviation}};
    return std::make_shared<const Desk>(std::move(one));
  };
  BoardOutcome outcome;
  outcome.before = desk(before);
  outcome.after = desk(after);
  return outcome;
}

TEST(ProposalRule, WhatIsDoneIsLeftOutAndWhatMovedOnIsNamed) {
  Proposal proposal;
  proposal.moves = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}, {3, 1, 0}, {4, 0, 7}};
  Board board = board_of({0, 1, 0, 0, 0});
  board.is_locked[2] = 1;
  const ProposalMoves left = moves_left(proposal, board);
  ASSERT_EQ(left.patch.moves.size(), 1U);
  EXPECT_EQ(left.patch.moves[0].unit, 0);
  EXPECT_EQ(left.moved_since, (Indices{2, 4})) << "locked; a territory that is gone";
  proposal.moves = {{0, 1, 1}};
  EXPECT_TRUE(moves_left(proposal, board_of({0})).patch.moves.empty());
}

TEST(ProposalRule, HarmIsWhatIsBrokenOrComesFurtherOut) {
  EXPECT_TRUE(harms_nothing(outcome_of(0.02, 0.09)));
  EXPECT_TRUE(harms_nothing(outcome_of(0.3, 0.2)));
  EXPECT_TRUE(harms_nothing(outcome_of(-0.3, 0.3)));
  EXPECT_FALSE(harms_nothing(outcome_of(-0.3, -0.31)));
  BoardOutcome torn = outcome_of(0.0, 0.0);
  torn.effect.breaks.resize(1);
  EXPECT_FALSE(harms_nothing(torn));
}

TEST(ProposalRule, AllOfItHoldsOrNothing) {
  const Instant now(1'000'000);
  Proposal proposal;
  proposal.is_challenge = true;
  proposal.votes_for = 3;
  proposal.votes_against = 1;
  const ChallengeWindow window{
      .closes_at = now.plus_seconds(1), .accepts_itself = true, .votes_needed = 2};
  const BoardOutcome good = outcome_of(0.0, 0.0);
  EXPECT_TRUE(meets_rule(proposal, window, good, now));
  EXPECT_FALSE(meets_rule(proposal, std::nullopt, good, now));
  EXPECT_FALSE(meets_rule(proposal, window, std::nullopt, now));
  EXPECT_FALSE(meets_rule(proposal, window, good, now.plus_seconds(1)));
  EXPECT_FALSE(meets_rule(proposal, window, outcome_of(0.0, 0.2), now));
  ChallengeWindow other = window;
  other.votes_needed = 3;
  EXPECT_FALSE(meets_rule(proposal, other, good, now));
  other = window;
  other.accepts_itself = false;
  EXPECT_FALSE(meets_rule(proposal, other, good, now));
  proposal.is_challenge = false;
  EXPECT_FALSE(meets_rule(proposal, window, good, now));
  proposal.is_challenge = true;
  proposal.state = ProposalState::kDeclined;
  EXPECT_FALSE(meets_rule(proposal, window, good, now));
}

}  // namespace
}  // namespace bailiwick::planning
