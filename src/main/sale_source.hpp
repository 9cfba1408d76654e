// What objectives are measured by: the CRM's sales, and the days on which the company works, as its lead routing has them.
#pragma once

#include <optional>

#include "market/progress.hpp"
#include "market/sale_source.hpp"
#include "platform/db/database.hpp"

namespace bailiwick {

// Errors: the database's.
class CrmSaleSource final : public market::SaleSource {
 public:
  // It outlives this.
  explicit CrmSaleSource(platform::db::Database& database) : database_(database) {}

  [[nodiscard]] Result<market::SoldAs> each_sale(const market::SalesAsk& ask,
                                                 const market::OnSale& on_sale) const override;

 private:
  platform::db::Database& database_;
};

// Nothing where the company has not written down when it works.
[[nodiscard]] Result<std::optional<market::WorkDays>> company_work_days(
    platform::db::Connection& connection, TenantId tenant);

}  // namespace bailiwick
