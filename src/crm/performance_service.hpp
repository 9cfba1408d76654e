// Performance: the pipeline, how much of it is won, how long that takes, and revenue; by territory, segment and period. docs/spec/performance.md has the meaning.
//
// Needs crm.read, and counts the records that the asker's lists show. Sums are in the currency that the company reports in, and tell what could not be converted.
// O(accounts + records) of the asker; memory O(accounts + groups). Thread-safe.
// Errors: I001; R031 what to group by, R032 the days, R033 a sum that is too large to be told (kLimit).
#pragma once

#include "base/result.hpp"
#include "crm/parts.hpp"
#include "crm/performance.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::crm {

class PerformanceService {
 public:
  using Principal = platform::identity::Principal;

  explicit PerformanceService(const CrmParts& parts) : parts_(parts) {}

  [[nodiscard]] Checked<PipelineReport> pipeline(const Principal& principal,
                                                 const PerformanceAsk& ask) const;
  [[nodiscard]] Checked<PerformanceTable<WinFigures>> wins(const Principal& principal,
                                                           const PerformanceAsk& ask) const;
  [[nodiscard]] Checked<PerformanceTable<CycleFigures>> cycle(const Principal& principal,
                                                              const PerformanceAsk& ask) const;
  [[nodiscard]] Checked<RevenueReport> revenue(const Principal& principal,
                                               const PerformanceAsk& ask) const;

 private:
  CrmParts parts_;
};

}  // namespace bailiwick::crm
