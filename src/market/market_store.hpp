// The only SQL of market models and of what the last count found: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "market/figures.hpp"
#include "market/market_models.hpp"
#include "market/model.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market::market_store {

namespace db = platform::db;

// The first model where the company has changed none.
[[nodiscard]] Result<WorkloadModel> workload_model(db::Connection& connection, TenantId tenant);
[[nodiscard]] Result<PotentialModel> potential_model(db::Connection& connection, TenantId tenant);

struct Change {
  TenantId tenant;
  Instant at;
  PersonId by = {};
};
// In the place of what was; `version` is written as it stands in the model.
[[nodiscard]] Result<void> put_model(db::Connection& connection, const Change& change,
                                     const WorkloadModel& model);
[[nodiscard]] Result<void> put_model(db::Connection& connection, const Change& change,
                                     const PotentialModel& model);

// What the last count of the whole company found.
struct Count {
  Instant counted_at;
  std::optional<LayerId> layer = {};  // of the workload model then
  std::vector<std::int64_t> visited =
      {};  // accounts to be visited a unit of it, in the order of places
};
[[nodiscard]] Result<std::optional<Count>> count(db::Connection& connection, TenantId tenant);

[[nodiscard]] Result<bool> is_counted(db::Connection& connection, TenantId tenant);
// Companies that were counted once, but not since then.
[[nodiscard]] Result<std::vector<TenantId>> companies_counted_before(db::Connection& connection,
                                                                     Instant before);

enum class Grouping { kAll, kTerritory, kIndustry, kCountry };
[[nodiscard]] std::string_view name_of(Grouping grouping);  // "all", "territory", ...
[[nodiscard]] std::optional<Grouping> parse_grouping(std::string_view word);

struct GroupSum {
  Grouping grouping = Grouping::kAll;
  std::string key;  // a territory's id or the word; empty: of accounts that have none, and of kAll
  Figures figures;
};
// By key.
[[nodiscard]] Result<std::vector<GroupSum>> sums(db::Connection& connection, TenantId tenant,
                                                 Grouping grouping);

// An account with its white space.
struct WhiteSpace {
  AccountId account;
  Decimal potential;
  Decimal revenue;
  Decimal white_space;
};
inline constexpr std::size_t kWhiteSpaceKeptMax = 10'000;  // accounts of the company
// In their order, from that place on.
[[nodiscard]] Result<std::vector<WhiteSpace>> white_space(db::Connection& connection,
                                                          TenantId tenant, std::int64_t from,
                                                          std::int64_t limit);

// Everything that a count found, in the place of what the one before found.
[[nodiscard]] Result<void> replace_count(db::Connection& connection, TenantId tenant,
                                         const Count& count, const std::vector<GroupSum>& sums,
                                         const std::vector<WhiteSpace>& white_space);

}  // namespace bailiwick::market::market_store
