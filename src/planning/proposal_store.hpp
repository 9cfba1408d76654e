// Proposals, votes, the window for challenges and who is here, as values; and the only SQL of them: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "planning/board_history.hpp"
#include "planning/store.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::planning {

enum class ProposalState { kOpen, kAccepted, kDeclined, kWithdrawn };
[[nodiscard]] std::string_view name_of(ProposalState state);
[[nodiscard]] std::optional<ProposalState> parse_proposal_state(std::string_view word);

struct ProposalDecision {
  Instant at;
  PersonId by;
  std::optional<std::string> reason = {};
  std::optional<std::int64_t> change = {};  // the number of the change that it became
  bool by_rule = false;
};

struct Proposal {
  ProposalId id;
  PlanId plan;
  ProposalState state = ProposalState::kOpen;
  bool is_challenge = false;
  Instant at;
  PersonId by;
  std::optional<std::string> reason = {};
  std::vector<UnitMove> moves = {};  // ascending by unit, as it was when it was made
  std::optional<ProposalDecision> decided = {};
  std::int64_t votes_for = 0;
  std::int64_t votes_against = 0;
  int my_vote = 0;  // of who asks: 1 for, -1 against
};

struct ChallengeWindow {
  Instant closes_at;
  bool accepts_itself = false;
  std::int64_t votes_needed = 0;
};

// Who looks at a plan, and at what of it: {"territory", its id}, {"unit", its id}, or the whole.
struct Presence {
  PersonId person;
  Instant at;
  std::string about = {};
  std::string about_id = {};
};

namespace proposal_store {

namespace db = platform::db;

[[nodiscard]] Result<void> insert(db::Connection& connection, TenantId tenant,
                                  const Proposal& proposal);
// State and decision; false where it is no longer open.
[[nodiscard]] Result<bool> decide(db::Connection& connection, TenantId tenant,
                                  const Proposal& proposal);
// `asker`: whose vote is told.
[[nodiscard]] Result<std::optional<Proposal>> find(db::Connection& connection,
                                                   const store::PlanKey& key, ProposalId proposal,
                                                   PersonId asker);
// Newest first.
[[nodiscard]] Result<std::vector<Proposal>> list(db::Connection& connection,
                                                 const store::PlanKey& key,
                                                 std::optional<ProposalState> state, PersonId asker,
                                                 std::int64_t limit);
[[nodiscard]] Result<std::int64_t> count_open(db::Connection& connection,
                                              const store::PlanKey& key);
// What a person gave as reasons: of proposals, of decisions on them, of changes to plans; oldest first. And gone, where others took them over too.
[[nodiscard]] Result<std::vector<std::string>> reasons_of(db::Connection& connection,
                                                          TenantId tenant, PersonId person);
[[nodiscard]] Result<void> blank_reasons(db::Connection& connection, TenantId tenant,
                                         PersonId person);
// 1, -1, or 0 to take it back.
[[nodiscard]] Result<void> vote(db::Connection& connection, TenantId tenant,
                                const Proposal& proposal, PersonId person, int vote);

// Of all plans of the company, newest first: open ones of others; those of the person that were decided by others after an instant.
[[nodiscard]] Result<std::vector<Proposal>> open_of_others(db::Connection& connection,
                                                           TenantId tenant, PersonId person,
                                                           std::int64_t limit);
[[nodiscard]] Result<std::vector<Proposal>> decided_of(db::Connection& connection, TenantId tenant,
                                                       PersonId person, Instant after,
                                                       std::int64_t limit);

[[nodiscard]] Result<std::optional<ChallengeWindow>> window(db::Connection& connection,
                                                            const store::PlanKey& key);
[[nodiscard]] Result<void> put_window(db::Connection& connection, const store::PlanKey& key,
                                      const std::optional<ChallengeWindow>& window);
struct OpenWindow {
  PlanId plan;
  ChallengeWindow window;
};
// Those that close after an instant and in which the person proposed nothing, the first to close first.
[[nodiscard]] Result<std::vector<OpenWindow>> windows_without(db::Connection& connection,
                                                              TenantId tenant, PersonId person,
                                                              Instant after, std::int64_t limit);

// Who was heard of since an instant; the others are forgotten.
[[nodiscard]] Result<std::vector<Presence>> present(db::Connection& connection,
                                                    const store::PlanKey& key, Instant since);
[[nodiscard]] Result<std::optional<Presence>> presence_of(db::Connection& connection,
                                                          const store::PlanKey& key,
                                                          PersonId person);
[[nodiscard]] Result<void> put_presence(db::Connection& connection, const store::PlanKey& key,
                                        const Presence& presence);
[[nodiscard]] Result<std::int64_t> leave(db::Connection& connection, const store::PlanKey& key,
                                         PersonId person);
[[nodiscard]] Result<std::int64_t> forget_before(db::Connection& connection,
                                                 const store::PlanKey& key, Instant instant);

}  // namespace proposal_store

}  // namespace bailiwick::planning
