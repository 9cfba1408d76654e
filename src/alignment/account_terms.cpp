#include "alignment/account_terms.hpp"

#include "alignment/account_alignment.hpp"
#include "alignment/scope.hpp"

namespace bailiwick::alignment {
namespace {

namespace db = platform::db;

}  // namespace

Result<void> each_account_term(db::Connection& connection,
                               const platform::identity::Principal& principal, LocalDate day,
                               const OnAccountTerm& on_term) {
  db::ListQuery query(
      "SELECT l.account_id, l.valid_from, l.valid_to, l.territory_id FROM account_alignment l "
      "WHERE l.tenant_id = ",
      principal.tenant);
  query.add(" AND l.layer_id = ", kOwnLayer);
  query.add(" AND l.superseded_revision IS NULL AND l.territory_id IS NOT NULL");
  if (reach_of(principal) != Reach::kEverything) {
    query.add(" AND l.account_id");
    add_account_scope(query, principal, day);
  }
  query.add(" ORDER BY l.account_id, l.valid_from");
  return query.run(connection, [&](const db::Row& row) {
    on_term({.account = row.id<AccountTag>(0),
             .from = row.date(1),
             .to = row.is_null(2) ? std::nullopt : std::optional(row.date(2)),
             .territory = row.id<TerritoryTag>(3)});
  });
}

void add_territory_then(db::ListQuery& query, TenantId tenant, db::Sql account_column,
                        db::Sql day_column) {
  query.add("(SELECT l.territory_id FROM account_alignment l WHERE l.tenant_id = ", tenant)
      .add(" AND l.account_id = ")
      .add(account_column)
      .add(" AND l.layer_id = ", kOwnLayer)
      .add(" AND l.superseded_revision IS NULL AND l.valid_from <= ")
      .add(day_column)
      .add(" AND (l.valid_to IS NULL OR l.valid_to > ")
      .add(day_column)
      .add("))");
}

}  // namespace bailiwick::alignment
