// The workload and the potential model: what people do with them. They are read, changed and tried; a change has the company counted anew.
//
// market.read reads models; trying one needs crm.read too, and looks at the accounts that the asker sees. market.manage changes them and asks for a count.
// Every change is told to the audit log and, as market_model.updated {kind}, to those who may read it. Thread-safe.
// Errors: I001; M034 it changed since it was read (kPrecondition), M090 to M095 (market_models.hpp, market_counter.hpp), M095 there is no such layer; those
// of formulas (Q...) and of the sources.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "market/icp_service.hpp"
#include "market/market_counter.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::market {

inline constexpr std::size_t kTriedAccounts = 5;  // named a rule

// What a model would say of the accounts that one sees.
struct TriedRule {
  RuleCounts counts;
  struct Example {
    AccountId account;
    std::string name;
    Decimal amount;
  };
  std::vector<Example> accounts;  // the first kTriedAccounts that it counts for
};
struct Tried {
  PotentialModel model;
  Currency currency;
  Figures figures = {};
  std::vector<TriedRule> rules = {};
};
// "never_held", "overtaken" (it held, but earlier rules counted), "no_amount"; empty: it counts for some.
[[nodiscard]] std::string_view finding_of(const RuleCounts& counts);

// All of them outlive the service.
struct MarketModelParts {
  MarketParts market;
  const MarketCounter& counter;
  const platform::jobs::JobQueue& queue;
};

class MarketModelService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit MarketModelService(MarketModelParts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] Result<WorkloadModel> workload(const Principal& principal) const;
  [[nodiscard]] Result<PotentialModel> potential(const Principal& principal) const;
  // version: as it was read; absent: whichever it is.
  [[nodiscard]] Checked<WorkloadModel> change(const Principal& principal, WorkloadModel model,
                                              std::optional<std::int64_t> version) const;
  [[nodiscard]] Checked<PotentialModel> change(const Principal& principal, PotentialModel model,
                                               std::optional<std::int64_t> version) const;
  [[nodiscard]] Checked<Tried> try_out(const Principal& principal, PotentialModel model) const;

  // Has the company counted: the job, or the one that waits already. `layer`: one that is asked for (M060 where there is none).
  [[nodiscard]] Result<platform::jobs::Job> count(const Principal& principal,
                                                  std::optional<LayerId> layer = {}) const;
  // For whoever knows that accounts or what belongs to them changed: has a company that was counted before counted anew, at the latest then. Inside a transaction of
  // the caller.
  [[nodiscard]] Result<void> recount(Connection& connection, TenantId tenant, Instant at) const;
  // Once a day for every company: those whose last count is older than kCountEvery_s.
  [[nodiscard]] Result<void> enqueue_nightly() const;

 private:
  template <class Model>
  [[nodiscard]] Checked<Model> put(const Principal& principal, Model model,
                                   std::optional<std::int64_t> version,
                                   Result<Model> (*read)(Connection&, TenantId),
                                   std::string_view kind) const;
  [[nodiscard]] Result<void> check_layer(Connection& connection, TenantId tenant,
                                         const std::optional<LayerId>& layer) const;

  MarketModelParts parts_;
};

// The job market.count; the counter outlives it.
[[nodiscard]] platform::jobs::JobKind count_kind(const MarketCounter& counter);

}  // namespace bailiwick::market
