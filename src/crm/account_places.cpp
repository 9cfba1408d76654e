#include "crm/account_places.hpp"

namespace bailiwick::crm {

Result<void> each_account_place(db::Connection& connection, const AccountsAsked& asked,
                                const OnAccountPlace& on_place) {
  db::ListQuery query(
      "SELECT a.account_id, COALESCE(a.country, ''), a.postal_code FROM account a WHERE "
      "a.tenant_id = ",
      asked.tenant);
  query.add(" AND a.is_deleted = 0 AND a.postal_code IS NOT NULL");
  add_asked_accounts(query, asked, "account_id");
  return query.run(connection, [&](const db::Row& row) {
    on_place({.account = row.uuid(0), .country = row.text(1), .postal_code = row.text(2)});
  });
}

}  // namespace bailiwick::crm
