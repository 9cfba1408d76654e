// The use cases of AlignmentService about accounts.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "alignment/checks.hpp"
#include "alignment/scope.hpp"
#include "alignment/service.hpp"
#include "alignment/store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::alignment {
namespace {

namespace audit = platform::audit;
using platform::identity::Permission;

auto refuse_unknown_account() {
  return fail(ErrorCode::kNotFound, "L012",
              "There is no such account in your company, or not within your scope.");
}

Result<bool> is_visible(db::Connection& connection, const platform::identity::Principal& principal,
                        AccountId account, LocalDate day) {
  const auto seen = visible_accounts(connection, principal, day, std::span(&account, 1));
  if (!seen) return tl::unexpected(seen.error());
  return !seen->empty();
}

Result<void> check_moves(std::span<const AccountMove> moves) {
  if (moves.size() > kAccountMovesMax)
    return fail(ErrorCode::kLimit, "L013",
                fmt::format("At most {} accounts can be moved at once: move them in parts.",
                            kAccountMovesMax));
  std::vector<std::pair<AccountId, std::optional<TerritoryId>>> keys;
  keys.reserve(moves.size());
  for (const AccountMove& move : moves) {
    if (move.overlay && move.territory && move.overlay != move.territory)
      return fail(
          ErrorCode::kInvalidInput, "L014",
          fmt::format("The overlay of {} names two territories: name one.", move.account.text()));
    keys.emplace_back(move.account, move.overlay);
  }
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  if (twice == keys.end()) return {};
  return fail(ErrorCode::kInvalidInput, "L014",
              fmt::format("{} is moved twice in one change: move it once.", twice->first.text()));
}

Result<void> check_territories(db::Connection& connection, TenantId tenant,
                               std::span<const AccountMove> moves) {
  const auto known = all_territories(connection, tenant);
  if (!known) return tl::unexpected(known.error());
  std::set<TerritoryId> ids;
  for (const Territory& territory : *known) ids.insert(territory.id);
  for (const AccountMove& move : moves)
    for (const auto& territory : {move.territory, move.overlay})
      if (territory && !ids.contains(*territory)) return tl::unexpected(unknown_territory());
  return {};
}

}  // namespace

Result<std::vector<AccountAlignment>> AlignmentService::account_territory(
    const Principal& principal, AccountId account, const AsOf& as_of) const {
  const auto allowed = require(principal, Permission::kTerritoriesRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.read([&](db::Connection& connection) -> Result<std::vector<AccountAlignment>> {
    auto rows = account_alignments_on(connection, principal.tenant, account, as_of);
    if (!rows) return rows;
    const auto scope = read_scope(connection, principal, as_of.day);
    if (!scope) return tl::unexpected(scope.error());
    if (scope->is_everything) return rows;
    const bool is_seen = std::any_of(rows->begin(), rows->end(), [&](const AccountAlignment& row) {
      return scope->has(*row.territory);
    });
    if (!is_seen) return refuse_unknown_account();
    return rows;
  });
}

Result<std::vector<AccountAlignment>> AlignmentService::account_history(const Principal& principal,
                                                                        AccountId account) const {
  const auto allowed = require(principal, Permission::kTerritoriesRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.read([&](db::Connection& connection) -> Result<std::vector<AccountAlignment>> {
    const auto seen = is_visible(connection, principal, account, today());
    if (!seen) return tl::unexpected(seen.error());
    if (!*seen) return refuse_unknown_account();
    return account_alignment_history(connection, principal.tenant, account);
  });
}

Result<std::vector<AccountCount>> AlignmentService::accounts_of_territories(
    const Principal& principal, LocalDate day) const {
  const auto allowed = require(principal, Permission::kTerritoriesRead);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.read([&](db::Connection& connection) -> Result<std::vector<AccountCount>> {
    auto counts = account_counts(connection, principal.tenant, day);
    if (!counts) return counts;
    const auto scope = read_scope(connection, principal, day);
    if (!scope) return tl::unexpected(scope.error());
    std::erase_if(*counts, [&](const AccountCount& count) { return !scope->has(count.territory); });
    return counts;
  });
}

Result<AccountsAligned> AlignmentService::align_accounts(const Principal& principal,
                                                         std::span<const AccountMove> moves,
                                                         AccountChange change) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  auto checked = check_period(change.period);
  if (checked) checked = check_moves(moves);
  if (!checked) return tl::unexpected(checked.error());
  return database_.write([&](db::Connection& connection) -> Result<AccountsAligned> {
    const auto recording = record(connection, principal);
    if (!recording) return tl::unexpected(recording.error());
    const auto known = check_territories(connection, principal.tenant, moves);
    if (!known) return tl::unexpected(known.error());
    AccountChange recorded = change;
    recorded.recording = *recording;
    const auto moved = assign_accounts(connection, principal.tenant, moves, recorded);
    if (!moved) return tl::unexpected(moved.error());
    const AccountsAligned aligned{
        .moves = moved->moves, .revision = recording->revision, .flows = moved->flows};
    if (aligned.moves == 0) return aligned;
    audit::Details details;
    details.number("revision", recording->revision).number("accounts", moved->moves);
    details.code("reason", name_of(change.reason)).date("valid_from", change.period.from);
    if (change.period.to) details.date("valid_to", *change.period.to);
    const auto told =
        tell(connection, principal,
             {.tenant = {},
              .action = "accounts.aligned",
              .subject = moves.size() == 1 ? moves.front().account.text() : std::string(),
              .details = details});
    if (!told) return tl::unexpected(told.error());
    const auto announced =
        announce_.accounts(connection, principal.tenant, recording->revision, moved->moves);
    if (!announced) return tl::unexpected(announced.error());
    return aligned;
  });
}

Result<AccountsReturned> AlignmentService::return_accounts(const Principal& principal,
                                                           const AccountChangeMade& made) const {
  const auto allowed = require(principal, Permission::kTerritoriesManage);
  if (!allowed) return tl::unexpected(allowed.error());
  return database_.write([&](db::Connection& connection) -> Result<AccountsReturned> {
    const auto recording = record(connection, principal);
    if (!recording) return tl::unexpected(recording.error());
    auto done = alignment::return_accounts(connection, principal.tenant, made, *recording);
    if (!done || done->returned == 0) return done;
    audit::Details details;
    details.number("revision", done->revision).number("accounts", done->returned);
    details.number("takes_back", made.revision).date("valid_from", made.from);
    const auto told = tell(connection, principal,
                           {.tenant = {},
                            .action = "accounts.returned",
                            .subject = std::string(),
                            .details = details});
    if (!told) return tl::unexpected(told.error());
    const auto announced =
        announce_.accounts(connection, principal.tenant, done->revision, done->returned);
    if (!announced) return tl::unexpected(announced.error());
    return done;
  });
}

Result<void> AlignmentService::take_account(const Principal& principal, AccountId account,
                                            std::optional<TerritoryId> wanted) const {
  return database_.write([&](db::Connection& connection) -> Result<void> {
    const auto scope = read_scope(connection, principal, today());
    if (!scope) return tl::unexpected(scope.error());
    if (scope->is_everything && !wanted) return {};
    if (!wanted && scope->territories.size() != 1) {
      Error error{ErrorCode::kInvalidInput, "L015",
                  scope->territories.empty()
                      ? "You serve no territory today, so you would not see the account: ask a "
                        "planner to add it."
                      : "You serve several territories: say in which one the account is to be."};
      error.pointer = "/territory";
      return tl::unexpected(std::move(error));
    }
    const TerritoryId territory = wanted ? *wanted : *scope->territories.begin();
    if (!scope->has(territory)) return tl::unexpected(unknown_territory());
    const AccountMove move{.account = account, .territory = territory};
    const auto known = check_territories(connection, principal.tenant, {&move, 1});
    if (!known) return known;
    const auto recording = record(connection, principal);
    if (!recording) return tl::unexpected(recording.error());
    const AccountChange change{.period = {.from = today()}, .recording = *recording};
    const auto moved = assign_accounts(connection, principal.tenant, {&move, 1}, change);
    if (!moved) return tl::unexpected(moved.error());
    return announce_.accounts(connection, principal.tenant, recording->revision, moved->moves);
  });
}

}  // namespace bailiwick::alignment
