#include "planning/proposal_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "planning/board_bytes.hpp"

namespace bailiwick::planning {
namespace {

using platform::db::Row;
using platform::db::Sql;
using platform::db::SqlText;
using platform::db::Value;

constexpr std::array<std::pair<ProposalState, std::string_view>, 4> kProposalStates = {{
    {ProposalState::kOpen, "open"},
    {ProposalState::kAccepted, "accepted"},
    {ProposalState::kDeclined, "declined"},
    {ProposalState::kWithdrawn, "withdrawn"},
}};

// $1 is the company, $2 who asks.
constexpr Sql kProposals =
    "SELECT p.proposal_id, p.plan_id, p.state, p.is_challenge, p.made_at, p.made_by, p.reason, "
    "p.patch, p.decided_at, p.decided_by, p.decision_reason, p.change_number, p.by_rule, "
    "(SELECT count(*) FROM plan_vote v WHERE v.tenant_id = p.tenant_id AND v.plan_id = p.plan_id "
    "AND v.proposal_id = p.proposal_id AND v.vote = 1), "
    "(SELECT count(*) FROM plan_vote v WHERE v.tenant_id = p.tenant_id AND v.plan_id = p.plan_id "
    "AND v.proposal_id = p.proposal_id AND v.vote = -1), "
    "(SELECT v.vote FROM plan_vote v WHERE v.tenant_id = p.tenant_id AND v.plan_id = p.plan_id "
    "AND v.proposal_id = p.proposal_id AND v.person_id = $2) FROM plan_proposal p ";

SqlText proposals(Sql rest) {
  SqlText text = kProposals;
  text += rest;
  return text;
}

Result<void> only_error(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Value or_null(const std::optional<std::string>& text) { return text ? Value(*text) : Value(); }

Proposal read_proposal(const Row& row) {
  Proposal proposal;
  proposal.id = row.id<ProposalTag>(0);
  proposal.plan = row.id<PlanTag>(1);
  proposal.state = parse_proposal_state(row.text(2)).value_or(ProposalState::kWithdrawn);
  proposal.is_challenge = row.int64(3) != 0;
  proposal.at = row.instant(4);
  proposal.by = row.id<PersonTag>(5);
  if (!row.is_null(6)) proposal.reason = std::string(row.text(6));
  if (auto patch = patch_from(row.text(7))) proposal.moves = std::move(patch->moves);
  if (!row.is_null(8)) {
    ProposalDecision decision{.at = row.instant(8), .by = row.id<PersonTag>(9)};
    if (!row.is_null(10)) decision.reason = std::string(row.text(10));
    if (!row.is_null(11)) decision.change = row.int64(11);
    decision.by_rule = row.int64(12) != 0;
    proposal.decided = std::move(decision);
  }
  proposal.votes_for = row.int64(13);
  proposal.votes_against = row.int64(14);
  if (!row.is_null(15)) proposal.my_vote = static_cast<int>(row.int64(15));
  return proposal;
}

ChallengeWindow read_window(const Row& row, std::size_t first) {
  return {.closes_at = row.instant(first),
          .accepts_itself = row.int64(first + 1) != 0,
          .votes_needed = row.int64(first + 2)};
}

Presence read_presence(const Row& row) {
  return {.person = row.id<PersonTag>(0),
          .at = row.instant(1),
          .about = std::string(row.text(2)),
          .about_id = std::string(row.text(3))};
}

}  // namespace

std::string_view name_of(ProposalState state) {
  return std::ranges::find(kProposalStates, state,
                           &std::pair<ProposalState, std::string_view>::first)
      ->second;
}

std::optional<ProposalState> parse_proposal_state(std::string_view word) {
  const auto found =
      std::ranges::find(kProposalStates, word, &std::pair<ProposalState, std::string_view>::second);
  if (found == kProposalStates.end()) return std::nullopt;
  return found->first;
}

namespace proposal_store {

Result<void> insert(db::Connection& connection, TenantId tenant, const Proposal& proposal) {
  return only_error(connection.execute(
      "INSERT INTO plan_proposal (tenant_id, plan_id, proposal_id, state, is_challenge, made_at, "
      "made_by, reason, patch) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {tenant, proposal.plan, proposal.id, name_of(proposal.state),
       std::int64_t{proposal.is_challenge}, proposal.at, proposal.by, or_null(proposal.reason),
       patch_text({.moves = proposal.moves})}));
}

Result<bool> decide(db::Connection& connection, TenantId tenant, const Proposal& proposal) {
  const ProposalDecision& decision = proposal.decided.value();
  const auto count = connection.execute(
      "UPDATE plan_proposal SET state = $4, decided_at = $5, decided_by = $6, "
      "decision_reason = $7, change_number = $8, by_rule = $9 "
      "WHERE tenant_id = $1 AND plan_id = $2 AND proposal_id = $3 AND state = 'open'",
      {tenant, proposal.plan, proposal.id, name_of(proposal.state), decision.at, decision.by,
       or_null(decision.reason), decision.change ? Value(*decision.change) : Value(),
       std::int64_t{decision.by_rule}});
  if (!count) return tl::unexpected(count.error());
  return *count == 1;
}

Result<std::optional<Proposal>> find(db::Connection& connection, const store::PlanKey& key,
                                     ProposalId proposal, PersonId asker) {
  return db::query_one(
      connection, proposals("WHERE p.tenant_id = $1 AND p.plan_id = $3 AND p.proposal_id = $4"),
      {key.tenant, asker, key.plan, proposal}, read_proposal);
}

Result<std::vector<Proposal>> list(db::Connection& connection, const store::PlanKey& key,
                                   std::optional<ProposalState> state, PersonId asker,
                                   std::int64_t limit) {
  if (!state)
    return db::query_all(connection,
                         proposals("WHERE p.tenant_id = $1 AND p.plan_id = $3 "
                                   "ORDER BY p.proposal_id DESC LIMIT $4"),
                         {key.tenant, asker, key.plan, limit}, read_proposal);
  return db::query_all(connection,
                       proposals("WHERE p.tenant_id = $1 AND p.plan_id = $3 AND p.state = $5 "
                                 "ORDER BY p.proposal_id DESC LIMIT $4"),
                       {key.tenant, asker, key.plan, limit, name_of(*state)}, read_proposal);
}

Result<std::int64_t> count_open(db::Connection& connection, const store::PlanKey& key) {
  const auto found = db::query_one(
      connection,
      "SELECT count(*) FROM plan_proposal WHERE tenant_id = $1 AND plan_id = $2 AND state = 'open'",
      {key.tenant, key.plan}, [](const Row& row) { return row.int64(0); });
  if (!found) return tl::unexpected(found.error());
  return found->value_or(0);
}

Result<void> vote(db::Connection& connection, TenantId tenant, const Proposal& proposal,
                  PersonId person, int vote) {
  const auto gone = only_error(connection.execute(
      "DELETE FROM plan_vote WHERE tenant_id = $1 AND plan_id = $2 AND proposal_id = $3 "
      "AND person_id = $4",
      {tenant, proposal.plan, proposal.id, person}));
  if (!gone || vote == 0) return gone;
  return only_error(
      connection.execute("INSERT INTO plan_vote (tenant_id, plan_id, proposal_id, person_id, vote) "
                         "VALUES ($1, $2, $3, $4, $5)",
                         {tenant, proposal.plan, proposal.id, person, std::int64_t{vote}}));
}

Result<std::vector<std::string>> reasons_of(db::Connection& connection, TenantId tenant,
                                            PersonId person) {
  return db::query_all(
      connection,
      "SELECT reason, made_at FROM plan_proposal WHERE tenant_id = $1 AND made_by = $2 "
      "AND reason IS NOT NULL "
      "UNION ALL SELECT decision_reason, decided_at FROM plan_proposal WHERE tenant_id = $1 "
      "AND decided_by = $2 AND decision_reason IS NOT NULL "
      "UNION ALL SELECT reason, made_at FROM plan_change WHERE tenant_id = $1 AND made_by = $2 "
      "AND reason IS NOT NULL ORDER BY 2",
      {tenant, person}, [](const Row& row) { return std::string(row.text(0)); });
}

Result<void> blank_reasons(db::Connection& connection, TenantId tenant, PersonId person) {
  for (const Sql statement :
       {Sql("UPDATE plan_change SET reason = NULL WHERE tenant_id = $1 AND (made_by = $2 "
            "OR EXISTS (SELECT 1 FROM plan_proposal p WHERE p.tenant_id = $1 AND p.made_by = $2 "
            "AND p.plan_id = plan_change.plan_id AND p.change_number = plan_change.number))"),
        Sql("UPDATE plan_proposal SET reason = NULL WHERE tenant_id = $1 AND made_by = $2"),
        Sql("UPDATE plan_proposal SET decision_reason = NULL WHERE tenant_id = $1 "
            "AND decided_by = $2")})
    if (const auto blanked = only_error(connection.execute(statement, {tenant, person})); !blanked)
      return blanked;
  return {};
}

Result<std::vector<Proposal>> open_of_others(db::Connection& connection, TenantId tenant,
                                             PersonId person, std::int64_t limit) {
  return db::query_all(
      connection,
      proposals("JOIN plan l ON l.tenant_id = p.tenant_id AND l.plan_id = p.plan_id "
                "WHERE p.tenant_id = $1 AND p.state = 'open' AND p.made_by <> $2 "
                "AND l.state IN ('draft', 'in_review') ORDER BY p.proposal_id DESC LIMIT $3"),
      {tenant, person, limit}, read_proposal);
}

Result<std::vector<Proposal>> decided_of(db::Connection& connection, TenantId tenant,
                                         PersonId person, Instant after, std::int64_t limit) {
  return db::query_all(
      connection,
      proposals("WHERE p.tenant_id = $1 AND p.made_by = $2 AND p.decided_at > $3 "
                "AND p.state IN ('accepted', 'declined') "
                "AND (p.decided_by <> $2 OR p.by_rule = 1) ORDER BY p.decided_at DESC LIMIT $4"),
      {tenant, person, after, limit}, read_proposal);
}

Result<std::optional<ChallengeWindow>> window(db::Connection& connection,
                                              const store::PlanKey& key) {
  return db::query_one(connection,
                       "SELECT closes_at, accepts_itself, votes_needed FROM plan_window "
                       "WHERE tenant_id = $1 AND plan_id = $2",
                       {key.tenant, key.plan}, [](const Row& row) { return read_window(row, 0); });
}

Result<void> put_window(db::Connection& connection, const store::PlanKey& key,
                        const std::optional<ChallengeWindow>& window) {
  const auto gone = only_error(connection.execute(
      "DELETE FROM plan_window WHERE tenant_id = $1 AND plan_id = $2", {key.tenant, key.plan}));
  if (!gone || !window) return gone;
  return only_error(connection.execute(
      "INSERT INTO plan_window (tenant_id, plan_id, closes_at, accepts_itself, votes_needed) "
      "VALUES ($1, $2, $3, $4, $5)",
      {key.tenant, key.plan, window->closes_at, std::int64_t{window->accepts_itself},
       window->votes_needed}));
}

Result<std::vector<OpenWindow>> windows_without(db::Connection& connection, TenantId tenant,
                                                PersonId person, Instant after,
                                                std::int64_t limit) {
  return db::query_all(
      connection,
      "SELECT w.plan_id, w.closes_at, w.accepts_itself, w.votes_needed FROM plan_window w "
      "JOIN plan l ON l.tenant_id = w.tenant_id AND l.plan_id = w.plan_id "
      "WHERE w.tenant_id = $1 AND w.closes_at > $3 AND l.state IN ('draft', 'in_review') "
      "AND NOT EXISTS (SELECT 1 FROM plan_proposal p WHERE p.tenant_id = w.tenant_id "
      "AND p.plan_id = w.plan_id AND p.made_by = $2 AND p.is_challenge = 1) "
      "ORDER BY w.closes_at LIMIT $4",
      {tenant, person, after, limit}, [](const Row& row) {
        return OpenWindow{row.id<PlanTag>(0), read_window(row, 1)};
      });
}

Result<std::vector<Presence>> present(db::Connection& connection, const store::PlanKey& key,
                                      Instant since) {
  return db::query_all(connection,
                       "SELECT person_id, seen_at, about, about_id FROM plan_presence "
                       "WHERE tenant_id = $1 AND plan_id = $2 AND seen_at >= $3 ORDER BY person_id",
                       {key.tenant, key.plan, since}, read_presence);
}

Result<std::optional<Presence>> presence_of(db::Connection& connection, const store::PlanKey& key,
                                            PersonId person) {
  return db::query_one(connection,
                       "SELECT person_id, seen_at, about, about_id FROM plan_presence "
                       "WHERE tenant_id = $1 AND plan_id = $2 AND person_id = $3",
                       {key.tenant, key.plan, person}, read_presence);
}

Result<void> put_presence(db::Connection& connection, const store::PlanKey& key,
                          const Presence& presence) {
  return only_error(connection.execute(
      "INSERT INTO plan_presence (tenant_id, plan_id, person_id, seen_at, about, about_id) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, plan_id, person_id) DO UPDATE "
      "SET seen_at = excluded.seen_at, about = excluded.about, about_id = excluded.about_id",
      {key.tenant, key.plan, presence.person, presence.at, presence.about, presence.about_id}));
}

Result<std::int64_t> leave(db::Connection& connection, const store::PlanKey& key, PersonId person) {
  return connection.execute(
      "DELETE FROM plan_presence WHERE tenant_id = $1 AND plan_id = $2 AND person_id = $3",
      {key.tenant, key.plan, person});
}

Result<std::int64_t> forget_before(db::Connection& connection, const store::PlanKey& key,
                                   Instant instant) {
  return connection.execute(
      "DELETE FROM plan_presence WHERE tenant_id = $1 AND plan_id = $2 AND seen_at < $3",
      {key.tenant, key.plan, instant});
}

}  // namespace proposal_store

}  // namespace bailiwick::planning
