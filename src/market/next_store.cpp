#include "market/next_store.hpp"

namespace bailiwick::market::next_store {

namespace db = platform::db;

Result<NextPolicy> policy(db::Connection& connection, TenantId tenant) {
  const auto found = db::query_one(
      connection,
      "SELECT value_weight, fit_weight, cadence_weight, recency_weight, new_share, version FROM "
      "next_policy WHERE tenant_id = $1",
      {tenant}, [](const db::Row& row) {
        NextPolicy policy;
        for (std::size_t part = 0; part < kNextParts; ++part)
          policy.weights[part] = row.int64(part);
        policy.new_share = row.int64(kNextParts);
        policy.version = row.int64(kNextParts + 1);
        return policy;
      });
  if (!found) return tl::unexpected(found.error());
  return found->value_or(NextPolicy());
}

Result<void> put_policy(db::Connection& connection, const Change& change,
                        const NextPolicy& policy) {
  const auto put = connection.execute(
      "INSERT INTO next_policy (tenant_id, value_weight, fit_weight, cadence_weight, "
      "recency_weight, new_share, changed_at, changed_by, version) VALUES ($1, $2, $3, $4, $5, $6, "
      "$7, $8, $9) ON CONFLICT (tenant_id) DO UPDATE SET value_weight = excluded.value_weight, "
      "fit_weight = excluded.fit_weight, cadence_weight = excluded.cadence_weight, recency_weight "
      "= excluded.recency_weight, new_share = excluded.new_share, changed_at = "
      "excluded.changed_at, changed_by = excluded.changed_by, version = excluded.version",
      {change.tenant, policy.weights[0], policy.weights[1], policy.weights[2], policy.weights[3],
       policy.new_share, change.at, change.by, policy.version});
  if (!put) return tl::unexpected(put.error());
  return {};
}

}  // namespace bailiwick::market::next_store
