#include "alignment/account_return.hpp"

#include "alignment/account_terms.hpp"

namespace bailiwick::alignment {

namespace db = platform::db;

Result<AccountsReturned> return_accounts(db::Connection& connection, TenantId tenant,
                                         const AccountChangeMade& made,
                                         const Recording& recording) {
  AccountsReturned done{.revision = recording.revision};
  const auto since = db::query_one(
      connection,
      "SELECT COUNT(*) FROM account_alignment WHERE tenant_id = $1 AND revision = $2 AND "
      "valid_from = $3 AND superseded_revision IS NOT NULL",
      {tenant, made.revision, made.from}, [](const db::Row& row) { return row.int64(0); });
  if (!since) return tl::unexpected(since.error());
  done.moved_since = since->value_or(0);
  const auto superseded = connection.execute(
      "UPDATE account_alignment SET superseded_revision = $4, superseded_at = $5 WHERE tenant_id = "
      "$1 AND revision = $2 AND valid_from = $3 AND superseded_revision IS NULL",
      {tenant, made.revision, made.from, recording.revision, recording.at});
  if (!superseded) return tl::unexpected(superseded.error());
  done.returned = *superseded;
  // What the change took the place of, from its first day on, of those accounts alone.
  const auto restored = connection.execute(
      "INSERT INTO account_alignment (tenant_id, account_id, layer_id, revision, valid_from, "
      "valid_to, territory_id, reason, rule_id, recorded_at, recorded_by) SELECT b.tenant_id, "
      "b.account_id, b.layer_id, $4, CASE WHEN b.valid_from < $3 THEN $3 ELSE b.valid_from END, "
      "b.valid_to, b.territory_id, b.reason, b.rule_id, $5, $6 FROM account_alignment n JOIN "
      "account_alignment b ON b.tenant_id = n.tenant_id AND b.account_id = n.account_id AND "
      "b.layer_id = n.layer_id WHERE n.tenant_id = $1 AND n.revision = $2 AND n.valid_from = $3 "
      "AND n.superseded_revision = $4 AND b.superseded_revision = $2 AND (b.valid_to IS NULL OR "
      "b.valid_to > $3)",
      {tenant, made.revision, made.from, recording.revision, recording.at,
       recording.by_somebody()});
  if (!restored) return tl::unexpected(restored.error());
  return done;
}

}  // namespace bailiwick::alignment
