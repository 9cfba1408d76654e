#include "crm/accounts_asked.hpp"

#include <cassert>

#include "alignment/scope.hpp"
#include "alignment/service.hpp"

namespace bailiwick::crm {
namespace {

using alignment::Reach;

bool sees_everything(const AccountsAsked& asked) {
  return asked.viewer == nullptr || alignment::reach_of(*asked.viewer) == Reach::kEverything;
}

}  // namespace

bool AccountsAsked::is_everything() const {
  return sees_everything(*this) && territories.empty() && accounts.empty();
}

Result<std::int64_t> count_accounts(db::Connection& connection, const AccountsAsked& asked,
                                    std::int64_t most) {
  db::ListQuery query("SELECT COUNT(*) FROM (SELECT 1 AS one FROM account a WHERE a.tenant_id = ",
                      asked.tenant);
  query.add(" AND a.is_deleted = 0");
  add_asked_accounts(query, asked, "account_id");
  query.add(" LIMIT ", most + 1).add(") few");
  std::int64_t count = 0;
  const auto read = query.run(connection, [&](const db::Row& row) { count = row.int64(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

void add_asked_accounts(db::ListQuery& query, const AccountsAsked& asked, db::Sql column) {
  assert(asked.accounts.size() <= kAccountsAskedMax);
  if (!sees_everything(asked)) {
    query.add(" AND a.").add(column).add(" IN (");
    alignment::add_visible_accounts(query, *asked.viewer, asked.day);
    query.add(")");
  }
  if (!asked.territories.empty()) {
    query.add(" AND a.").add(column).add(" IN (");
    alignment::add_accounts_of(query, asked.tenant, asked.territories, asked.day);
    query.add(")");
  }
  if (asked.accounts.empty()) return;
  query.add(" AND a.").add(column).add(" IN (", asked.accounts.front());
  for (const alignment::AccountId account : asked.accounts.subspan(1)) query.add(", ", account);
  query.add(")");
}

void add_closed_stages(db::ListQuery& query, const std::vector<Pipeline>& pipelines,
                       db::Sql is_or_not) {
  query.add(" AND a.stage").add(is_or_not).add(" (");
  bool is_first = true;
  for (const Pipeline& pipeline : pipelines)
    for (const Stage& stage : pipeline.stages) {
      if (stage.outcome == Outcome::kOpen) continue;
      query.add(is_first ? db::Sql("") : db::Sql(", "), stage_name(pipeline, stage));
      is_first = false;
    }
  query.add(")");
}

}  // namespace bailiwick::crm
