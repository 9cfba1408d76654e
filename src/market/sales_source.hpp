// The port through which the market learns what accounts bought, are asked for, and when they were visited: the CRM stands behind it. Plain values.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "market/account_source.hpp"

namespace bailiwick::market {

// Of one account, in one currency; where that is not the reporting one, of one day, at whose rate it is converted.
struct AccountRevenue {
  AccountId account;
  Money recent;  // from SalesDays::recent_from on
  Money
      before;  // from SalesDays::before_from until the day before recent_from; of the same currency
  LocalDate day = {};
};
struct AccountAmount {
  AccountId account;
  Money amount;
};

// Days, half-open.
struct SalesDays {
  LocalDate before_from;
  LocalDate recent_from;
  LocalDate until;
  Currency reporting;
};

// Thread-safe. Lists ascend by account, and have no account that the reach has not; one whose sums are all 0 may be left out.
class SalesSource {
 public:
  virtual ~SalesSource() = default;

  // The sums of each account's invoices; in a period in which it has none, of its orders.
  [[nodiscard]] virtual Result<std::vector<AccountRevenue>> revenue(
      const AccountReach& reach, const SalesDays& days) const = 0;
  // Opportunities that are neither won nor lost.
  [[nodiscard]] virtual Result<std::vector<AccountAmount>> open_pipeline(
      const AccountReach& reach) const = 0;
  // Accounts that were visited at that moment or later, each once.
  [[nodiscard]] virtual Result<std::vector<AccountId>> visited_since(const AccountReach& reach,
                                                                     Instant since) const = 0;
  // Opportunities that were won or lost, whenever; an entry an account.
  [[nodiscard]] virtual Result<std::vector<ClosedDeals>> closed_deals_of(
      const AccountReach& reach) const = 0;
};

}  // namespace bailiwick::market
