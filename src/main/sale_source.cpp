#include "main/sale_source.hpp"

#include "crm/counted_sales.hpp"
#include "planning/lead_store.hpp"

namespace bailiwick {

Result<market::SoldAs> CrmSaleSource::each_sale(const market::SalesAsk& ask,
                                                const market::OnSale& on_sale) const {
  return database_.read([&](platform::db::Connection& connection) -> Result<market::SoldAs> {
    const auto from =
        crm::each_counted_sale(connection,
                               {.tenant = ask.tenant,
                                .days = {.first = ask.first_day, .last = ask.last_day},
                                .territories_on = ask.territories_on},
                               [&](const crm::CountedSale& sale) {
                                 on_sale({.account = market::AccountId(sale.account),
                                          .day = sale.day,
                                          .amount = sale.amount,
                                          .is_new_business = sale.is_new_business,
                                          .is_first = sale.is_first,
                                          .territory = sale.territory});
                               });
    if (!from) return tl::unexpected(from.error());
    return *from == crm::SalesFrom::kDocuments ? market::SoldAs::kDocuments
                                               : market::SoldAs::kOpportunities;
  });
}

Result<std::optional<market::WorkDays>> company_work_days(platform::db::Connection& connection,
                                                          TenantId tenant) {
  const auto policy = planning::lead_store::policy(connection, tenant);
  if (!policy) return tl::unexpected(policy.error());
  if (!*policy) return std::optional<market::WorkDays>();
  market::WorkDays days;
  for (const planning::WrittenHours& hours : (*policy)->hours) days.week.at(hours.day) = true;
  days.days_off.insert((*policy)->days_off.begin(), (*policy)->days_off.end());
  return std::optional(std::move(days));
}

}  // namespace bailiwick
