// The SQL of performance: the facts that it is added up from, as far as the viewer's lists show them. A callback a row, in an order that is said; texts are views.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "crm/custom_field.hpp"
#include "crm/fiscal_period.hpp"
#include "crm/performance.hpp"
#include "crm/record_sql.hpp"

namespace bailiwick::crm {

// What accounts are grouped by: their industry, country, employees, growth (numbers as texts) or a custom field (truths as "true" and "false"); nothing where it is empty.
// kNone: no value, only which accounts there are. By account.
struct AccountValueAsk {
  GroupBy by = GroupBy::kNone;
  const CustomField* custom = nullptr;  // of kCustom
};
using OnAccountValue = std::function<void(const Uuid&, std::optional<std::string_view>)>;
[[nodiscard]] Result<void> each_account_value(db::Connection& connection, const Viewer& viewer,
                                              const AccountValueAsk& ask,
                                              const OnAccountValue& on_account);

// An order or invoice.
struct Sale {
  Uuid account;
  LocalDate day;
  std::string_view currency;
  std::int64_t minor = 0;
};
using OnSale = std::function<void(const Sale&)>;
// All of that kind that there ever were until `last`: by account, then day. In pages, so that PostgreSQL need not hold all of them.
inline constexpr std::int64_t kSalesPage = 100'000;
[[nodiscard]] Result<void> each_sale(db::Connection& connection, const Viewer& viewer,
                                     std::string_view kind, LocalDate last, const OnSale& on_sale);

// An opportunity.
struct Deal {
  Uuid account;
  std::string_view stage;
  std::optional<LocalDate> close;
  std::optional<Uuid> owner;
  std::optional<std::int64_t> minor;
  std::string_view currency;
  std::optional<std::int64_t> probability;
  std::optional<Instant> stage_since;
  Instant created_at;
  std::optional<LocalDate> opened;
};
using OnDeal = std::function<void(const Deal&)>;
// Those in one of the stages (not empty), and where `span` is given with a close date in it; in no order.
struct DealAsk {
  std::vector<std::string> stages;
  std::optional<Days> span = {};
};
[[nodiscard]] Result<void> each_deal(db::Connection& connection, const Viewer& viewer,
                                     const DealAsk& ask, const OnDeal& on_deal);
// Those in one of the stages that have no close date.
[[nodiscard]] Result<std::int64_t> count_undated(db::Connection& connection, const Viewer& viewer,
                                                 const std::vector<std::string>& stages);

}  // namespace bailiwick::crm
