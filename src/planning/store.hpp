// The only SQL of plans and data sets: plain functions inside a transaction of the caller.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "planning/plan.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::planning::store {

namespace db = platform::db;

// A tenant and one of its plans: what every row of a plan is found by.
struct PlanKey {
  TenantId tenant;
  PlanId plan;
};

struct DatasetRow {
  Dataset dataset;
  std::string units_csv;
  PersonId created_by;
};

[[nodiscard]] Result<void> insert_dataset(db::Connection& connection, TenantId tenant,
                                          const DatasetRow& row);
// Newest first.
[[nodiscard]] Result<std::vector<Dataset>> datasets(db::Connection& connection, TenantId tenant);
[[nodiscard]] Result<std::optional<Dataset>> dataset(db::Connection& connection, TenantId tenant,
                                                     DatasetId id);
[[nodiscard]] Result<std::optional<std::string>> dataset_csv(db::Connection& connection,
                                                             TenantId tenant, DatasetId id);

[[nodiscard]] Result<std::optional<std::string>> dataset_map(db::Connection& connection,
                                                             TenantId tenant, DatasetId id);
[[nodiscard]] Result<void> keep_dataset_map(db::Connection& connection, TenantId tenant,
                                            DatasetId id, std::string_view content);

[[nodiscard]] Result<void> insert_plan(db::Connection& connection, TenantId tenant,
                                       const Plan& plan);
// Newest first, those made before `before`.
[[nodiscard]] Result<std::vector<Plan>> plans(db::Connection& connection, TenantId tenant,
                                              std::optional<PlanId> before, std::int64_t limit);
// Newest first.
[[nodiscard]] Result<std::vector<Plan>> plans_in(db::Connection& connection, TenantId tenant,
                                                 PlanState state, std::int64_t limit);
[[nodiscard]] Result<std::optional<Plan>> plan(db::Connection& connection, const PlanKey& key);

// The plan has none yet.
[[nodiscard]] Result<void> insert_territories(db::Connection& connection, const PlanKey& key,
                                              const std::vector<PlanTerritory>& territories);
// Replaces what an earlier design left behind.
[[nodiscard]] Result<void> save_design(db::Connection& connection, const PlanKey& key,
                                       const DesignedPlan& designed);
[[nodiscard]] Result<void> save_summary(db::Connection& connection, const PlanKey& key,
                                        const std::string& summary);
[[nodiscard]] Result<std::vector<PlanTerritory>> territories(db::Connection& connection,
                                                             const PlanKey& key);
inline constexpr std::string_view kUnitsFile = "units.csv";
inline constexpr std::string_view kMapFile = "map.geojson";
[[nodiscard]] Result<std::optional<std::string>> file(db::Connection& connection,
                                                      const PlanKey& key, std::string_view name);

}  // namespace bailiwick::planning::store
