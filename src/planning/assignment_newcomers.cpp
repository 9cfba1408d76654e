// AssignmentService: accounts that came after the rules were put into force.
#include <algorithm>

#include <fmt/core.h>

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

// Those of a batch that the rules give no territory of their own: placed ones are no newcomers any more.
std::vector<Newcomer> left_over(std::span<const Newcomer> newcomers,
                                std::span<const AccountId> accounts, const Decided& decided) {
  std::vector<Newcomer> left;
  for (std::size_t row = 0; row < accounts.size(); ++row) {
    if (decided.winners[row] != kNoRule) continue;
    const auto found = std::ranges::lower_bound(newcomers, accounts[row], {}, &Newcomer::account);
    if (found != newcomers.end() && found->account == accounts[row]) left.push_back(*found);
  }
  return left;
}

}  // namespace

Result<std::string> AssignmentService::newcomer_conditions(TenantId tenant, const RuleSet& set,
                                                           LocalDate from) const {
  const auto tree = tree_on(tenant, from);
  if (!tree) return tl::unexpected(tree.error());
  const auto schema = parts_.accounts.schema(tenant);
  if (!schema) return tl::unexpected(schema.error());
  std::string text =
      fmt::format("{} {} {} {}", set.id.text(), set.version, to_text(today()), to_text(from));
  for (const TerritoryPlace& place : *tree)
    text += fmt::format("\n{} {}", place.territory.text(),
                        place.parent ? place.parent->text() : std::string());
  for (const formula::Field& field : schema->fields)
    text += fmt::format("\n{} {} {}", field.name, static_cast<int>(field.type.kind),
                        field.type.is_optional);
  return text;
}

// In a transaction of their own: somebody may have moved some of them since they were read. Where anything is believed of that day or later, the account stays as
// it is; that somebody took it out of all counts.
Result<void> AssignmentService::place(TenantId tenant,
                                      std::span<const alignment::AccountMove> moves,
                                      LocalDate from) const {
  if (moves.empty()) return {};
  return parts_.planning.database.write([&](db::Connection& connection) -> Result<void> {
    std::vector<AccountId> accounts;
    for (const alignment::AccountMove& move : moves) accounts.push_back(move.account);
    const auto settled = alignment::settled_accounts(connection, tenant, accounts, from);
    if (!settled) return tl::unexpected(settled.error());
    std::vector<alignment::AccountMove> open;
    for (const alignment::AccountMove& move : moves)
      if (!settled->contains({move.account, move.overlay})) open.push_back(move);
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
  const auto conditions = newcomer_conditions(tenant, *set, from);
  if (!conditions) return tl::unexpected(conditions.error());
  const auto unlooked = newcomers_->unlooked(tenant, *conditions, *newcomers);
  if (unlooked.empty()) return next;
  std::vector<AccountId> ids;
  for (const Newcomer& newcomer : unlooked) ids.push_back(newcomer.account);
  const auto made = ready(tenant, set->id.text(), from, Fields::kRead);
  if (!made) return tl::unexpected(joined(made.error()));
  const auto placed = parts_.accounts.each_batch_of_ids(
      tenant, made->book.program.schema(), ids, [&](const AccountBatch& batch) -> Result<void> {
        if (is_stopping())
          return fail(ErrorCode::kCancelled, "P040",
                      "It was cancelled: the accounts that are left are looked at next time.");
        const auto decided = decide(made->book, batch);
        if (!decided) return tl::unexpected(decided.error());
        const auto moves = moves_of_batch(made->book, batch.ids, *decided);
        if (const auto done = place(tenant, moves, from); !done) return done;
        newcomers_->remember(tenant, *conditions, left_over(unlooked, batch.ids, *decided));
        return {};
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
