// Reckons accounts: the potential, workload, sales and fit of each, from the company's models, what it sold and where its accounts are. Pure but for the
// sources that it is given.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "base/exchange.hpp"
#include "base/result.hpp"
#include "market/account_source.hpp"
#include "market/figures.hpp"
#include "market/icp_score.hpp"
#include "market/loaded_layer.hpp"
#include "market/potential.hpp"
#include "market/reported_rows.hpp"
#include "market/sales_source.hpp"
#include "market/workload.hpp"

namespace bailiwick::market {

// What a company reckons by, compiled for the fields that its accounts have.
struct Reckoning {
  formula::Schema schema;
  Currency currency;  // the reporting one
  RateTable rates;    // of the days that sales are read of
  LocalDate today;    // at whose rates money that formulas read is converted
  WorkloadProgram workload;
  PotentialProgram potential;
  std::vector<MoneyField> money = {};             // that the two models and the profile read
  std::optional<IcpProgram> ideal = {};           // of the active profile
  std::shared_ptr<const LoadedLayer> layer = {};  // of the workload model; null: none
  std::vector<std::int64_t> visited =
      {};  // accounts to be visited a unit of it; empty: not counted yet
};

// How the models and the profile read money; good as long as the reckoning.
[[nodiscard]] Reporting reporting_of(const Reckoning& reckoning);

// Distances to the next account within the units of a layer.
class Distances {
 public:
  explicit Distances(const Reckoning& reckoning);

  // Of an account in that unit; without one the median. Nothing where no unit has an account to be visited.
  [[nodiscard]] std::optional<Decimal> of(std::optional<std::int32_t> place) const;
  [[nodiscard]] std::int64_t accounts_at(std::int32_t place) const;

 private:
  std::vector<std::optional<Decimal>> by_place_;
  std::vector<std::int64_t> visited_;
  std::optional<Decimal> median_;
};

// Sales of some accounts, each list ascending by account.
struct SalesLists {
  std::vector<AccountRevenue> revenue;
  std::vector<AccountAmount> pipeline;
  std::vector<AccountId> visited;
  std::vector<ClosedDeals> deals;
  LocalDate today;  // at whose rate the pipeline is converted
};
// The days of the sales that are read: the last is that of `now`.
[[nodiscard]] SalesDays sales_days(Instant now, Currency reporting);
// Errors of the source.
[[nodiscard]] Result<SalesLists> read_sales(const SalesSource& source, const AccountReach& reach,
                                            Instant now, Currency reporting);
// In the reporting currency, by the rates.
[[nodiscard]] AccountSales sales_of(const SalesLists& lists, AccountId account, Currency reporting,
                                    const RateTable& rates);

// One account, good during the call that shows it.
struct ReckonedAccount {
  AccountId id;
  std::string_view name;
  std::optional<TerritoryId> territory;
  std::string_view country;
  std::string_view kind;  // "customer", ...; empty: none
  std::optional<std::int64_t> complexity;
  AccountPlace where;                 // to look its unit up in any layer
  std::optional<std::int32_t> place;  // in the workload model's layer
  Visits visits;
  Workload workload;
  Potential potential;
  AccountFigures figures;
  std::optional<Score> score;
};
using OnAccount = std::function<void(const ReckonedAccount&)>;

// Each account of a batch, in its order. Errors of formula::check_rows.
[[nodiscard]] Result<void> reckon(const Reckoning& reckoning, const Distances& distances,
                                  const SalesLists& sales, const AccountBatch& batch,
                                  const OnAccount& on_account);

}  // namespace bailiwick::market
