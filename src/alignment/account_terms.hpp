// The own territories of accounts over time, as they are believed now: for what happened on many days, such as sales.
//
// Each function runs in the transaction of its connection. O(log rows) a question, O(rows) for all.
#pragma once

#include <functional>
#include <optional>

#include "alignment/model.hpp"
#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/db/list_query.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::alignment {

// The layer of an account's own territory, beside which overlays are.
inline constexpr Uuid kOwnLayer{};

// An account's days in a territory: from `from` until the day before `to`; without `to` it has no end.
struct AccountTerm {
  AccountId account;
  LocalDate from;
  std::optional<LocalDate> to;
  TerritoryId territory;
};
using OnAccountTerm = std::function<void(const AccountTerm&)>;
// Of the accounts that the principal sees on `day`: by account, then from.
[[nodiscard]] Result<void> each_account_term(platform::db::Connection& connection,
                                             const platform::identity::Principal& principal,
                                             LocalDate day, const OnAccountTerm& on_term);

// "(SELECT ...)": the own territory of the account in one column on the day in another, NULL where it belongs to none.
void add_territory_then(platform::db::ListQuery& query, TenantId tenant,
                        platform::db::Sql account_column, platform::db::Sql day_column);

}  // namespace bailiwick::alignment
