// What a company sold in some days, each sale counted once: what goals are measured by. docs/spec/market.md ("Progress") has the meaning.
//
// A sale is an invoice; of an account without one in those days an order; in a company that keeps neither, an opportunity that was won. For whoever has
// authorised it: it is of the whole company. In the transaction of the connection. O(sales + accounts' terms), which are kept in memory.
#pragma once

#include <functional>
#include <optional>

#include "alignment/model.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "crm/fiscal_period.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::crm {

namespace db = platform::db;

inline constexpr std::int32_t kNewCustomerDays = 365;

enum class SalesFrom { kDocuments, kOpportunities };

// What an account was sold on a day in one currency.
struct CountedSale {
  Uuid account;
  LocalDate day;
  Money amount;                  // 0 of a deal without an amount
  bool is_new_business = false;  // less than kNewCustomerDays after its first sale ever
  bool is_first = false;         // of all that the account ever had; one of several on that day
  std::optional<alignment::TerritoryId> territory = {};  // the account's own one
};
using OnCountedSale = std::function<void(const CountedSale&)>;

struct CountedAsk {
  TenantId tenant;
  Days days;
  std::optional<LocalDate> territories_on = {};  // absent: each sale's own day
};
// By account, then day. Hidden accounts and records do not count.
[[nodiscard]] Result<SalesFrom> each_counted_sale(db::Connection& connection, const CountedAsk& ask,
                                                  const OnCountedSale& on_sale);

}  // namespace bailiwick::crm
