// The CRM's accounts and what they bought, as the market reads them.
#pragma once

#include <vector>

#include "crm/service.hpp"
#include "main/account_source.hpp"
#include "market/account_source.hpp"
#include "market/sales_source.hpp"

namespace bailiwick {

// The same accounts, as the CRM is asked for them; the day is for whoever asks.
[[nodiscard]] crm::AccountsAsked asked_of(const market::AccountReach& reach);

// Errors: those of CrmAccountSource and of crm's ClosedOpportunityService.
class CrmMarketSource final : public market::AccountSource, public market::SalesSource {
 public:
  // Both outlive it.
  CrmMarketSource(const CrmAccountSource& accounts, const crm::ClosedOpportunityService& closed)
      : accounts_(accounts), closed_(closed) {}

  [[nodiscard]] Result<formula::Schema> schema(TenantId tenant) const override;
  [[nodiscard]] Result<void> each_batch(TenantId tenant, const formula::Schema& schema,
                                        const OnBatch& on_batch) const override;
  [[nodiscard]] Result<void> each_batch_of(const market::AccountReach& reach,
                                           const formula::Schema& schema,
                                           const OnBatch& on_batch) const override;
  [[nodiscard]] Result<std::optional<std::vector<formula::Value>>> row(
      const Principal& principal, const formula::Schema& schema,
      market::AccountId account) const override;
  [[nodiscard]] Result<std::vector<market::ClosedDeals>> closed_deals(
      const Principal& principal) const override;

  [[nodiscard]] Result<std::vector<market::AccountRevenue>> revenue(
      const market::AccountReach& reach, const market::SalesDays& days) const override;
  [[nodiscard]] Result<std::vector<market::AccountAmount>> open_pipeline(
      const market::AccountReach& reach) const override;
  [[nodiscard]] Result<std::vector<market::AccountId>> visited_since(
      const market::AccountReach& reach, Instant since) const override;
  [[nodiscard]] Result<std::vector<market::ClosedDeals>> closed_deals_of(
      const market::AccountReach& reach) const override;

 private:
  const CrmAccountSource& accounts_;
  const crm::ClosedOpportunityService& closed_;
};

}  // namespace bailiwick
