// The CRM's accounts and closed opportunities as the market reads them.
#pragma once

#include <vector>

#include "crm/service.hpp"
#include "main/account_source.hpp"
#include "market/account_source.hpp"

namespace bailiwick {

// Errors: those of CrmAccountSource and of crm's ClosedOpportunityService.
class CrmMarketSource final : public market::AccountSource {
 public:
  // Both outlive it.
  CrmMarketSource(const CrmAccountSource& accounts, const crm::ClosedOpportunityService& closed)
      : accounts_(accounts), closed_(closed) {}

  [[nodiscard]] Result<formula::Schema> schema(TenantId tenant) const override;
  [[nodiscard]] Result<void> each_batch(TenantId tenant, const formula::Schema& schema,
                                        const OnBatch& on_batch) const override;
  [[nodiscard]] Result<std::optional<std::vector<formula::Value>>> row(
      const Principal& principal, const formula::Schema& schema,
      market::AccountId account) const override;
  [[nodiscard]] Result<std::vector<market::ClosedDeals>> closed_deals(
      const Principal& principal) const override;

 private:
  const CrmAccountSource& accounts_;
  const crm::ClosedOpportunityService& closed_;
};

}  // namespace bailiwick
