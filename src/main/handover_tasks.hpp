// Tasks of handing accounts over, kept as tasks of the CRM.
#pragma once

#include "crm/service.hpp"
#include "planning/handover.hpp"

namespace bailiwick {

// Errors: those of crm::RecordService.
class CrmHandoverTasks final : public planning::HandoverDesk {
 public:
  // It outlives this.
  explicit CrmHandoverTasks(const crm::RecordService& records) : records_(records) {}

  [[nodiscard]] Result<std::vector<Uuid>> add(
      TenantId tenant, std::span<const planning::HandoverTask> tasks) const override;
  [[nodiscard]] Result<void> cancel(TenantId tenant, std::span<const Uuid> tasks) const override;

 private:
  const crm::RecordService& records_;
};

}  // namespace bailiwick
