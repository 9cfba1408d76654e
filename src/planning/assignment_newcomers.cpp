// AssignmentService: accounts that came after the rules were put into force.
#include <algorithm>

#include "planning/assignment_service.hpp"
#include "planning/assignment_store.hpp"
#include "planning/plan_job.hpp"
#include "planning/refusals.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;

std::vector<alignment::AccountMove> moves_of_batch(const RuleBook& book,
                                                   std::span<const AccountId> accounts,
                                                   const Decided& decided) {
  std::vector<alignment::AccountMove> moves;
  for (std::size_t row = 0; row < accounts.size(); ++row) {
    if (decided.winners[row] == kNoRule) continue;
    const AssignmentRule& rule = book.rules[static_cast<std::size_t>(decided.winners[row])].rule;
    moves.push_back({.account = accounts[row],
                     .territory = rule.territory,
                     .overlay = {},
                     .rule = rule.id.text()});
  }
  for (const OverlayMatch& overlay : decided.overlays) {
    const AssignmentRule& rule = book.rules[overlay.rule].rule;
    moves.push_back({.account = accounts[overlay.row],
                     .territory = rule.territory,
                     .overlay = rule.territory,
                     .rule = rule.id.text()});
  }
  return moves;
}

// Whether anything is believed of that day or later that the move would take the place of; that somebody took the account out of all counts.
Result<bool> is_settled(db::Connection& connection, TenantId tenant,
                        const alignment::AccountMove& move, LocalDate from) {
  const auto rows = alignment::account_alignment_history(connection, tenant, move.account);
  if (!rows) return tl::unexpected(rows.error());
  return std::ranges::any_of(*rows, [&](const alignment::AccountAlignment& row) {
    return row.overlay == move.overlay && !row.superseded_revision &&
           (!row.period.to || *row.period.to > from);
  });
}

}  // namespace

// In a transaction of their own: somebody may have moved some of them since they were read.
Result<void> AssignmentService::place(TenantId tenant,
                                      std::span<const alignment::AccountMove> moves,
                                      LocalDate from) const {
  if (moves.empty()) return {};
  return parts_.planning.database.write([&](db::Connection& connection) -> Result<void> {
    std::vector<alignment::AccountMove> open;
    for (const alignment::AccountMove& move : moves) {
      const auto settled = is_settled(connection, tenant, move, from);
      if (!settled) return tl::unexpected(settled.error());
      if (!*settled) open.push_back(move);
    }
    if (open.empty()) return {};
    const auto aligned =
        parts_.alignment.align_accounts(system_for(tenant, {}), open,
                                        {.period = {.from = from, .to = std::nullopt},
                                         .reason = alignment::AlignmentReason::kRule});
    if (!aligned) return tl::unexpected(aligned.error());
    return {};
  });
}

Result<std::optional<Instant>> AssignmentService::place_newcomers(
    TenantId tenant, Instant since, const IsStopping& is_stopping) const {
  const Instant next = parts_.planning.clock().plus_seconds(kNewcomersPauseSeconds);
  const auto sets = parts_.planning.database.read(
      [&](db::Connection& connection) { return rule_store::sets(connection, tenant); });
  if (!sets) return tl::unexpected(sets.error());
  const auto set = std::ranges::find(*sets, RuleSetState::kActive, &RuleSet::state);
  if (set == sets->end()) return std::nullopt;
  const LocalDate from = std::max(today(), set->valid_from.value_or(today()));
  const auto newcomers = parts_.accounts.newcomers(tenant, from, since);
  if (!newcomers) return tl::unexpected(newcomers.error());
  if (newcomers->empty()) return next;
  const auto made = ready(tenant, set->id.text(), from, Fields::kRead);
  if (!made) return tl::unexpected(joined(made.error()));
  const auto placed = parts_.accounts.each_batch_of_ids(
      tenant, made->book.program.schema(), *newcomers,
      [&](const AccountBatch& batch) -> Result<void> {
        if (is_stopping())
          return fail(ErrorCode::kCancelled, "P040",
                      "It was cancelled: the accounts that are left are looked at next time.");
        const auto decided = decide(made->book, batch);
        if (!decided) return tl::unexpected(decided.error());
        return place(tenant, moves_of_batch(made->book, batch.ids, *decided), from);
      });
  if (!placed) return tl::unexpected(placed.error());
  return next;
}

Result<void> AssignmentService::await_newcomers(Connection& connection, TenantId tenant,
                                                Instant at) const {
  const auto queued =
      parts_.planning.queue.enqueue(connection, {.tenant = tenant,
                                                 .kind = std::string(kNewcomersKind),
                                                 .title = "Newcomers",
                                                 .run_at = at,
                                                 .lane = std::string(kNewcomersKind)});
  if (!queued) return tl::unexpected(queued.error());
  return {};
}

Result<void> AssignmentService::await_all_newcomers() const {
  return parts_.planning.database.write([&](db::Connection& connection) -> Result<void> {
    const auto companies = rule_store::companies_with_rules(connection);
    if (!companies) return tl::unexpected(companies.error());
    for (const TenantId tenant : *companies)
      if (const auto awaited = await_newcomers(connection, tenant, Instant()); !awaited)
        return awaited;
    return {};
  });
}

}  // namespace bailiwick::planning
