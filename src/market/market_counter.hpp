// Counts accounts by a company's models: some of them when they are asked for, or all of the company by the job market.count. The one place that reads accounts
// and their sales for the services of the market.
//
// O(accounts of the reach * (steps of the formulas + log)). Thread-safe. Errors: M090 a model does not fit the company's fields any more (kConflict); those of
// the sources.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "market/account_reckoner.hpp"
#include "market/loaded_layer.hpp"
#include "market/market_store.hpp"
#include "market/measure.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::market {

// All of them outlive the counter.
struct CounterParts {
  platform::db::Database& database;
  const AccountSource& accounts;
  const SalesSource& sales;
  WallClock now;
};

// Of the units of a layer, in the order of LiveMeasure. A unit without accounts has 0 of everything but potential and white space, which are known
// only where an account's potential is.
using LiveCounts = std::array<MeasureValues, kLiveMeasures>;
void add_to(LiveCounts& counts, std::size_t place, const AccountFigures& account);
[[nodiscard]] LiveCounts no_counts(std::size_t unit_count);

// What the job finds and stores.
struct CompanyCount {
  market_store::Count count;
  std::vector<market_store::GroupSum> sums;
  std::vector<market_store::WhiteSpace> white_space;
  std::vector<std::pair<LayerId, LiveCounts>> live;
};
// Groups beyond these go to the one without a name.
inline constexpr std::size_t kGroupsKeptMax = 10'000;

class MarketCounter {
 public:
  explicit MarketCounter(CounterParts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] const CounterParts& parts() const { return parts_; }
  [[nodiscard]] Result<Currency> currency(TenantId tenant) const;
  // With the potential model given instead of the company's, where there is one: to try it.
  [[nodiscard]] Checked<Reckoning> reckoning(TenantId tenant,
                                             const PotentialModel* instead = nullptr) const;
  [[nodiscard]] Result<void> each(const Reckoning& reckoning, const AccountReach& reach,
                                  const OnAccount& on_account) const;
  [[nodiscard]] Result<std::shared_ptr<const LoadedLayer>> layer(TenantId tenant, LayerId id) const;

  [[nodiscard]] Checked<LiveCounts> live_counts(const AccountReach& reach,
                                                const LoadedLayer& layer) const;

  // `go_on` hears how far it is (0 .. 1); false: stop (M099, kCancelled).
  using GoOn = std::function<bool(double)>;
  [[nodiscard]] Checked<CompanyCount> count_company(TenantId tenant, const GoOn& go_on) const;
  // Within a transaction; `at`: when it was counted.
  [[nodiscard]] static Result<void> store(platform::db::Connection& connection, TenantId tenant,
                                          const CompanyCount& counted);

 private:
  // How many accounts each unit of the workload model's layer has to be visited; the number of accounts.
  [[nodiscard]] Result<std::int64_t> count_visited(TenantId tenant, Reckoning& reckoning,
                                                   const GoOn& go_on) const;
  using Loaded = std::shared_ptr<const LoadedLayer>;
  [[nodiscard]] Result<std::vector<Loaded>> ready_layers(TenantId tenant) const;

  CounterParts parts_;
  LayerCache layers_;
};

// The job that counts a whole company.
inline constexpr std::string_view kCountKind = "market.count";
// Within a transaction, for whoever changed what is counted: the job, or the one that waits already. `at`: not before; absent: at once.
[[nodiscard]] Result<platform::jobs::Job> enqueue_count(const platform::jobs::JobQueue& queue,
                                                        platform::db::Connection& connection,
                                                        TenantId tenant, PersonId by,
                                                        std::optional<Instant> at = {});

}  // namespace bailiwick::market
