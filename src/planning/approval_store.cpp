#include "planning/approval_store.hpp"

namespace bailiwick::planning::approval_store {

namespace db = platform::db;

Result<std::vector<Approval>> approvals(db::Connection& connection, const PlanKey& key) {
  return db::query_all(connection,
                       "SELECT territory_id, approved_at, approved_by, reason FROM plan_approval "
                       "WHERE tenant_id = $1 AND plan_id = $2 ORDER BY approved_at, territory_id",
                       {key.tenant, key.plan}, [](const db::Row& row) {
                         return Approval{.territory = row.id<alignment::TerritoryTag>(0),
                                         .at = row.instant(1),
                                         .by = row.id<PersonTag>(2),
                                         .reason = row.optional_text(3)};
                       });
}

Result<void> add(db::Connection& connection, const PlanKey& key, const Approval& approval) {
  const auto added = connection.execute(
      "INSERT INTO plan_approval (tenant_id, plan_id, territory_id, approved_at, approved_by, "
      "reason) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
      {key.tenant, key.plan, approval.territory, approval.at, approval.by, approval.reason});
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<void> clear(db::Connection& connection, const PlanKey& key) {
  const auto gone = connection.execute(
      "DELETE FROM plan_approval WHERE tenant_id = $1 AND plan_id = $2", {key.tenant, key.plan});
  if (!gone) return tl::unexpected(gone.error());
  return {};
}

}  // namespace bailiwick::planning::approval_store
