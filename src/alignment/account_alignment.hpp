// Which territory an account belongs to, from when to when: the SQL of it, and what other capabilities put into their own lists.
//
// Of each account there is a believed line of days without overlaps; a change takes the place of what was believed about its days
// alone, and leaves what was believed before to be asked for. Besides its own territory an account may belong to overlay
// territories, each with such a line of its own. Questions about an account or a territory on a day cost
// O(log rows + answers); a change O(moves * log rows). Each function runs in the transaction of its connection.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "alignment/model.hpp"
#include "alignment/timeline.hpp"
#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/db/list_query.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::alignment {

// Where an account is to go.
struct AccountMove {
  AccountId account;
  std::optional<TerritoryId> territory;  // absent: none
  // Absent: its own territory. Else the overlay territory; `territory` is then the same one, or absent to end it.
  std::optional<TerritoryId> overlay = {};
  std::string rule = {};
};

// What all moves of one change have in common.
struct AccountChange {
  Period period;
  AlignmentReason reason = AlignmentReason::kManual;
  Recording recording = {};
};

// Own territories on the first day of a change: how many accounts went from where to where. Those that only have another reason are left out.
struct AccountFlow {
  std::optional<TerritoryId> from;  // absent: none
  std::optional<TerritoryId> to;
  std::int64_t accounts = 0;
};
struct AccountsAssigned {
  std::int64_t moves = 0;  // those recorded
  std::vector<AccountFlow> flows = {};
};
// Each account (and overlay) at most once. Moves that change nothing are left out.
[[nodiscard]] Result<AccountsAssigned> assign_accounts(platform::db::Connection& connection,
                                                       TenantId tenant,
                                                       std::span<const AccountMove> moves,
                                                       const AccountChange& change);

// What holds: the account's own territory first, then overlays; rows that say "none" are left out.
[[nodiscard]] Result<std::vector<AccountAlignment>> account_alignments_on(
    platform::db::Connection& connection, TenantId tenant, AccountId account, const AsOf& as_of);
// The territory that an account itself belongs to, as it is believed now.
[[nodiscard]] Result<std::optional<TerritoryId>> territory_of(platform::db::Connection& connection,
                                                              TenantId tenant, AccountId account,
                                                              LocalDate day);
// All that was ever recorded of an account, in the order of the revisions.
[[nodiscard]] Result<std::vector<AccountAlignment>> account_alignment_history(
    platform::db::Connection& connection, TenantId tenant, AccountId account);

// Each of those accounts with the overlay (absent: its own territory) of which something is believed for that day or later, also that it belongs to none.
// O(accounts * log rows).
using AccountAndOverlay = std::pair<AccountId, std::optional<TerritoryId>>;
[[nodiscard]] Result<std::set<AccountAndOverlay>> settled_accounts(
    platform::db::Connection& connection, TenantId tenant, std::span<const AccountId> accounts,
    LocalDate from);

struct AccountCount {
  TerritoryId territory;
  std::int64_t own = 0;       // accounts that belong to it
  std::int64_t overlaid = 0;  // that belong to it as an overlay
};
// By territory; those without an account are left out.
[[nodiscard]] Result<std::vector<AccountCount>> account_counts(platform::db::Connection& connection,
                                                               TenantId tenant, LocalDate day);

// The own territory of every account on a day, by account; accounts of none are left out.
using OnAccountTerritory = std::function<void(AccountId, TerritoryId)>;
[[nodiscard]] Result<void> each_account_territory(platform::db::Connection& connection,
                                                  TenantId tenant, LocalDate day,
                                                  const OnAccountTerritory& on_account);

// The overlay territories that accounts belong to on that day or later, each pair once, by account.
[[nodiscard]] Result<void> each_account_overlay(platform::db::Connection& connection,
                                                TenantId tenant, LocalDate from,
                                                const OnAccountTerritory& on_account);

// Ends a condition that is begun with a column of account ids, as add_scope does (scope.hpp):
//   query.add(" AND a.account_id"); add_account_scope(query, principal, day);
void add_account_scope(platform::db::ListQuery& query,
                       const platform::identity::Principal& principal, LocalDate day);

// "SELECT ... AS id ...": the ids of the accounts that somebody who does not see everything sees that day, and of those whose own territory is one of
// `territories` (not empty): to begin a query with, where they are few of many.
void add_visible_accounts(platform::db::ListQuery& query,
                          const platform::identity::Principal& principal, LocalDate day);
void add_accounts_of(platform::db::ListQuery& query, TenantId tenant,
                     std::span<const TerritoryId> territories, LocalDate day);

// For lists whose accounts are called `a` (a.tenant_id, a.account_id): joins at most one row `t` an account, with
// t.territory_id, NULL where it belongs to none.
void add_account_territory_join(platform::db::ListQuery& query, TenantId tenant, LocalDate day);

// Those of the accounts that one may see that day.
[[nodiscard]] Result<std::set<AccountId>> visible_accounts(
    platform::db::Connection& connection, const platform::identity::Principal& principal,
    LocalDate day, std::span<const AccountId> accounts);

}  // namespace bailiwick::alignment
