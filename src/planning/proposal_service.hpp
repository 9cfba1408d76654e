// Proposals for a plan, votes on them, and the window in which they are challenges. The rules are those of docs/spec/plan-discussion.md.
//
// plans.read proposes, votes, and withdraws what is one's own; plans.manage decides and opens windows. An accepted proposal is one change of the plan,
// of kind "proposal". Each is told to the audit log and as plan.proposal {id, proposal, state}. Thread-safe.
// Errors: I001; those of BoardService::make(); P109 a reason; P130 there is no such proposal (kNotFound); P131 the plan takes no proposals now (kConflict); P132 nothing is proposed, or
// too much; P133 it was decided already (kConflict); P134 one does not vote on one's own, nor withdraw somebody else's (kForbidden); P135 units were
// moved or locked since (kConflict); P136 a window that closes in the past or more than a year ahead.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "planning/board_service.hpp"
#include "planning/proposal_store.hpp"
#include "platform/identity/privacy.hpp"

namespace bailiwick::planning {

inline constexpr std::int64_t kOpenProposalsMax = 500;  // a plan
inline constexpr std::int64_t kProposalsListed = 500;
inline constexpr std::size_t kProposalUnitsMax = 1'000;
inline constexpr std::int64_t kVotesNeededMax = 100;

struct NewProposal {
  std::vector<NewBoardChange::Move> moves;
  std::optional<std::string> reason = {};
};

// A proposal beside the plan as it is now.
struct ProposalView {
  Proposal proposal;
  DeskPtr desk;
  std::optional<BoardOutcome> outcome;    // absent where it cannot be accepted as it is
  std::vector<std::int32_t> moved_since;  // units that were moved or locked
  bool meets_rule = false;                // of the window that is open
};

enum class Decision { kAccept, kDecline, kWithdraw };

class ProposalService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  // What it works with outlives it.
  ProposalService(const PlanningParts& parts, const BoardDesks& desks, const BoardService& boards)
      : parts_(parts), desks_(desks), boards_(boards) {}

  // Newest first, at most kProposalsListed.
  [[nodiscard]] Result<std::vector<Proposal>> proposals(const Principal& principal, PlanId plan,
                                                        std::optional<ProposalState> state) const;
  [[nodiscard]] Checked<ProposalView> proposal(const Principal& principal, PlanId plan,
                                               ProposalId proposal) const;
  // What it would do, writing nothing.
  [[nodiscard]] Checked<BoardOutcome> preview(const Principal& principal, PlanId plan,
                                              const NewProposal& proposal) const;
  [[nodiscard]] Checked<ProposalView> add(const Principal& principal, PlanId plan,
                                          const NewProposal& proposal) const;
  // 1 for, -1 against, 0 neither.
  [[nodiscard]] Checked<ProposalView> vote(const Principal& principal, PlanId plan,
                                           ProposalId proposal, int vote) const;
  [[nodiscard]] Checked<ProposalView> decide(const Principal& principal, PlanId plan,
                                             ProposalId proposal, Decision decision,
                                             const std::optional<std::string>& reason) const;

  [[nodiscard]] Result<std::optional<ChallengeWindow>> window(const Principal& principal,
                                                              PlanId plan) const;
  [[nodiscard]] Result<void> set_window(const Principal& principal, PlanId plan,
                                        const std::optional<ChallengeWindow>& window) const;

  // The reasons a person gave in plans, for an export; gone with an erasure.
  [[nodiscard]] static platform::identity::PersonalData personal_data();

  // The desk as every one of these routes finds it, with its units by name.
  [[nodiscard]] Checked<DeskPtr> desk(const Principal& principal, PlanId plan) const;

 private:
  struct Found {
    Proposal proposal;
    std::optional<ChallengeWindow> window;
  };
  [[nodiscard]] Checked<Found> find(const Principal& principal, PlanId plan,
                                    ProposalId proposal) const;
  [[nodiscard]] Checked<ProposalView> view(const Principal& principal, Found found) const;
  [[nodiscard]] Checked<ProposalView> accepted_by_rule(const Principal& principal,
                                                       ProposalView view) const;
  [[nodiscard]] Checked<void> accept(const Principal& principal, const Proposal& proposal,
                                     ProposalDecision decision) const;
  [[nodiscard]] Result<void> write_decision(Connection& connection, const Principal& principal,
                                            const Proposal& decided) const;
  [[nodiscard]] Result<void> tell(Connection& connection, const Principal& principal,
                                  const Proposal& proposal, platform::audit::Word action) const;

  PlanningParts parts_;
  const BoardDesks& desks_;
  const BoardService& boards_;
};

}  // namespace bailiwick::planning
