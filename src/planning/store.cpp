#include "planning/store.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "planning/plan_json.hpp"

namespace bailiwick::planning::store {
namespace {

using db::Row;
using db::Sql;
using db::Value;

Value bytes_of(std::string_view text) { return db::Bytes(text.begin(), text.end()); }
std::string text_of(const db::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

template <class Id>
Value or_null(const Id& id) {
  return id.is_nil() ? Value() : Value(id);
}

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Dataset dataset_of(const Row& row) {
  return {.id = row.id<DatasetTag>(0),
          .name = std::string(row.text(1)),
          .unit_count = row.int64(2),
          .measures = texts_of(row.text(3)),
          .created_at = row.instant(4)};
}

Plan plan_of(const Row& row) {
  Plan plan;
  plan.id = row.id<PlanTag>(0);
  plan.name = std::string(row.text(1));
  plan.state = parse_plan_state(row.text(2)).value_or(PlanState::kDraft);
  plan.dataset = row.id<DatasetTag>(3);
  plan.request = new_plan_of(nlohmann::json::parse(row.text(4)));
  plan.unit_count = row.int64(5);
  plan.territory_count = row.int64(6);
  if (!row.is_null(7)) plan.job = row.id<platform::jobs::JobTag>(7);
  plan.summary = row.optional_text(8);
  plan.created_at = row.instant(9);
  if (!row.is_null(10)) plan.created_by = row.id<PersonTag>(10);
  plan.version = row.int64(11);
  if (!row.is_null(12)) plan.parent = row.id<PlanTag>(12);
  if (!row.is_null(13)) plan.valid_from = row.date(13);
  return plan;
}

constexpr Sql kDatasets =
    "SELECT dataset_id, name, unit_count, measures, created_at FROM dataset WHERE tenant_id = $1 "
    "ORDER BY dataset_id DESC";
constexpr Sql kDataset =
    "SELECT dataset_id, name, unit_count, measures, created_at FROM dataset WHERE tenant_id = $1 "
    "AND "
    "dataset_id = $2";
constexpr Sql kPlanColumns =
    "SELECT plan_id, name, state, dataset_id, request, unit_count, territory_count, job_id, "
    "summary, created_at, created_by, version, parent_id, valid_from FROM plan ";

db::SqlText plans_where(Sql rest) {
  db::SqlText text = kPlanColumns;
  text += rest;
  return text;
}

// All that an earlier design left behind, and what was made of it since.
Result<void> clear(db::Connection& connection, const PlanKey& key) {
  static constexpr std::array<Sql, 5> kStatements = {
      "DELETE FROM plan_territory WHERE tenant_id = $1 AND plan_id = $2",
      "DELETE FROM plan_file WHERE tenant_id = $1 AND plan_id = $2",
      "DELETE FROM plan_change WHERE tenant_id = $1 AND plan_id = $2",
      "DELETE FROM plan_base WHERE tenant_id = $1 AND plan_id = $2",
      "DELETE FROM plan_board WHERE tenant_id = $1 AND plan_id = $2"};
  for (const Sql& statement : kStatements)
    if (const auto gone = connection.execute(statement, {key.tenant, key.plan}); !gone)
      return done(gone);
  return {};
}

Result<void> insert_file(db::Connection& connection, const PlanKey& key, std::string_view name,
                         std::string_view content) {
  return done(connection.execute(
      "INSERT INTO plan_file (tenant_id, plan_id, name, content) VALUES ($1, $2, $3, $4)",
      {key.tenant, key.plan, name, bytes_of(content)}));
}

}  // namespace

Result<void> insert_dataset(db::Connection& connection, TenantId tenant, const DatasetRow& row) {
  const Dataset& d = row.dataset;
  return done(
      connection.execute("INSERT INTO dataset (tenant_id, dataset_id, name, unit_count, measures, "
                         "units_csv, created_at, "
                         "created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                         {tenant, d.id, d.name, d.unit_count, list_text(d.measures),
                          bytes_of(row.units_csv), d.created_at, or_null(row.created_by)}));
}

Result<std::vector<Dataset>> datasets(db::Connection& connection, TenantId tenant) {
  return db::query_all(connection, kDatasets, {tenant}, dataset_of);
}

Result<std::optional<Dataset>> dataset(db::Connection& connection, TenantId tenant, DatasetId id) {
  return db::query_one(connection, kDataset, {tenant, id}, dataset_of);
}

Result<std::optional<std::string>> dataset_csv(db::Connection& connection, TenantId tenant,
                                               DatasetId id) {
  return db::query_one(connection,
                       "SELECT units_csv FROM dataset WHERE tenant_id = $1 AND dataset_id = $2",
                       {tenant, id}, [](const Row& row) { return text_of(row.bytes(0)); });
}

Result<std::optional<std::string>> dataset_map(db::Connection& connection, TenantId tenant,
                                               DatasetId id) {
  return db::query_one(connection,
                       "SELECT content FROM dataset_map WHERE tenant_id = $1 AND dataset_id = $2",
                       {tenant, id}, [](const Row& row) { return text_of(row.bytes(0)); });
}

Result<void> keep_dataset_map(db::Connection& connection, TenantId tenant, DatasetId id,
                              std::string_view content) {
  return done(connection.execute(
      "INSERT INTO dataset_map (tenant_id, dataset_id, content) VALUES ($1, $2, $3) ON CONFLICT DO "
      "NOTHING",
      {tenant, id, bytes_of(content)}));
}

Result<void> insert_plan(db::Connection& connection, TenantId tenant, const Plan& plan) {
  return done(connection.execute(
      "INSERT INTO plan (tenant_id, plan_id, name, state, dataset_id, request, unit_count, "
      "territory_count, job_id, summary, created_at, created_by, version, parent_id) VALUES ($1, "
      "$2, "
      "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      {tenant, plan.id, plan.name, name_of(plan.state), plan.dataset, to_json(plan.request).dump(),
       plan.unit_count, plan.territory_count, plan.job, plan.summary, plan.created_at,
       or_null(plan.created_by), plan.version, plan.parent}));
}

Result<std::vector<Plan>> plans(db::Connection& connection, TenantId tenant,
                                std::optional<PlanId> before, std::int64_t limit) {
  if (before)
    return db::query_all(
        connection,
        plans_where("WHERE tenant_id = $1 AND plan_id < $3 ORDER BY plan_id DESC LIMIT $2"),
        {tenant, limit, *before}, plan_of);
  return db::query_all(connection,
                       plans_where("WHERE tenant_id = $1 ORDER BY plan_id DESC LIMIT $2"),
                       {tenant, limit}, plan_of);
}

Result<std::vector<Plan>> plans_in(db::Connection& connection, TenantId tenant, PlanState state,
                                   std::int64_t limit) {
  return db::query_all(
      connection, plans_where("WHERE tenant_id = $1 AND state = $3 ORDER BY plan_id DESC LIMIT $2"),
      {tenant, limit, name_of(state)}, plan_of);
}

Result<std::optional<Plan>> plan(db::Connection& connection, const PlanKey& key) {
  return db::query_one(connection, plans_where("WHERE tenant_id = $1 AND plan_id = $2"),
                       {key.tenant, key.plan}, plan_of);
}

Result<void> insert_territories(db::Connection& connection, const PlanKey& key,
                                const std::vector<PlanTerritory>& territories) {
  static constexpr std::array<Sql, 10> kColumns = {
      "tenant_id", "plan_id",    "territory_index", "name",       "unit_count",
      "amounts",   "deviations", "rms_km",          "centre_lon", "centre_lat"};
  std::size_t next = 0;
  return done(connection.insert_many("plan_territory", kColumns, [&](std::vector<Value>& row) {
    if (next == territories.size()) return false;
    const PlanTerritory& t = territories[next++];
    row = {key.tenant, key.plan,     t.index,  t.name,       t.unit_count,
           t.amounts,  t.deviations, t.rms_km, t.centre_lon, t.centre_lat};
    return true;
  }));
}

Result<void> save_design(db::Connection& connection, const PlanKey& key,
                         const DesignedPlan& designed) {
  if (const auto cleared = clear(connection, key); !cleared) return cleared;
  if (const auto added = insert_territories(connection, key, designed.territories); !added)
    return added;
  if (const auto kept = insert_file(connection, key, kUnitsFile, designed.units_csv); !kept)
    return kept;
  if (const auto kept = insert_file(connection, key, kMapFile, designed.map_geojson); !kept)
    return kept;
  return done(
      connection.execute("UPDATE plan SET summary = $3, territory_count = $4, version = version + "
                         "1 WHERE tenant_id = $1 AND "
                         "plan_id = $2",
                         {key.tenant, key.plan, designed.summary,
                          static_cast<std::int64_t>(designed.territories.size())}));
}

Result<void> save_summary(db::Connection& connection, const PlanKey& key,
                          const std::string& summary) {
  return done(
      connection.execute("UPDATE plan SET summary = $3, version = version + 1 "
                         "WHERE tenant_id = $1 AND plan_id = $2",
                         {key.tenant, key.plan, summary}));
}

Result<std::vector<PlanTerritory>> territories(db::Connection& connection, const PlanKey& key) {
  return db::query_all(
      connection,
      "SELECT territory_index, name, unit_count, amounts, deviations, rms_km, centre_lon, "
      "centre_lat FROM "
      "plan_territory WHERE tenant_id = $1 AND plan_id = $2 ORDER BY territory_index",
      {key.tenant, key.plan}, [](const Row& row) {
        return PlanTerritory{.index = row.int64(0),
                             .name = std::string(row.text(1)),
                             .unit_count = row.int64(2),
                             .amounts = std::string(row.text(3)),
                             .deviations = std::string(row.text(4)),
                             .rms_km = row.real(5),
                             .centre_lon = row.real(6),
                             .centre_lat = row.real(7)};
      });
}

Result<std::optional<std::string>> file(db::Connection& connection, const PlanKey& key,
                                        std::string_view name) {
  return db::query_one(
      connection,
      "SELECT content FROM plan_file WHERE tenant_id = $1 AND plan_id = $2 AND name = $3",
      {key.tenant, key.plan, name}, [](const Row& row) { return text_of(row.bytes(0)); });
}

}  // namespace bailiwick::planning::store
