// The port through which objectives learn what was sold, each sale once: the CRM stands behind it. Plain values.
#pragma once

#include <functional>
#include <optional>

#include "base/money.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "market/model.hpp"

namespace bailiwick::market {

// What an account was sold on a day in one currency.
struct Sale {
  AccountId account;
  LocalDate day;
  Money amount;                               // may be 0, of a deal without an amount
  bool is_new_business = false;               // of the first year of its account as a customer
  bool is_first = false;                      // the account's first ever
  std::optional<TerritoryId> territory = {};  // the account's own one
};
using OnSale = std::function<void(const Sale&)>;

enum class SoldAs { kDocuments, kOpportunities };

struct SalesAsk {
  TenantId tenant;
  LocalDate first_day;
  LocalDate last_day;                            // inclusive
  std::optional<LocalDate> territories_on = {};  // absent: each sale's own day
};

// Thread-safe.
class SaleSource {
 public:
  virtual ~SaleSource() = default;

  // Of the whole company, for whoever has authorised it: by account, then day.
  [[nodiscard]] virtual Result<SoldAs> each_sale(const SalesAsk& ask,
                                                 const OnSale& on_sale) const = 0;
};

}  // namespace bailiwick::market
