// What accounts bought, are asked for and when they were visited, an account: sums that the market is reckoned from.
//
// Whoever asks says whose eyes it is seen with (accounts_asked.hpp); nothing else is checked here. One statement each, in the transaction of the connection. Amounts are
// minor units, an entry a currency. Lists ascend by account.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "crm/accounts_asked.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

// Ascending.
[[nodiscard]] Result<std::vector<Uuid>> account_ids(db::Connection& connection,
                                                    const AccountsAsked& asked);
struct SalesPeriods {
  LocalDate before_from;
  LocalDate recent_from;
  LocalDate until;  // half-open
  // Where it is given, amounts in other currencies than this come a day each, so that they can be converted.
  std::optional<Currency> reporting = {};
};
struct AccountRevenue {
  Uuid account;
  Money recent;
  Money before;
  std::optional<LocalDate> day = {};  // absent: of all days
};
// Of each account and period the invoices, or the orders where it has no invoice in that period: an entry a currency, or a currency and day.
[[nodiscard]] Result<std::vector<AccountRevenue>> account_revenues(db::Connection& connection,
                                                                   const AccountsAsked& asked,
                                                                   const SalesPeriods& periods);

struct AccountAmount {
  Uuid account;
  Money amount;
};
// Opportunities whose stage is neither a won nor a lost one.
[[nodiscard]] Result<std::vector<AccountAmount>> open_pipelines(db::Connection& connection,
                                                                const AccountsAsked& asked);

struct AccountDeals {
  Uuid account;
  std::int64_t won = 0;
  std::int64_t lost = 0;
};
[[nodiscard]] Result<std::vector<AccountDeals>> account_deals(db::Connection& connection,
                                                              const AccountsAsked& asked);

// Activities of kind visit from that moment on.
[[nodiscard]] Result<std::vector<Uuid>> visited_accounts(db::Connection& connection,
                                                         const AccountsAsked& asked, Instant since);

}  // namespace bailiwick::crm
