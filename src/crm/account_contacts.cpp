#include "crm/account_contacts.hpp"

#include <algorithm>

#include "crm/record_rules.hpp"
#include "crm/settings_store.hpp"

namespace bailiwick::crm {
namespace {

std::optional<Instant> instant_at(const db::Row& row, std::size_t column) {
  if (row.is_null(column)) return std::nullopt;
  return row.instant(column);
}

// Keeps the first row of each account, in the order of the query.
template <class Entry, class Map>
Result<std::vector<Entry>> first_of_each(db::Connection& connection, const db::ListQuery& query,
                                         Map map) {
  std::vector<Entry> all;
  const auto read = query.run(connection, [&](const db::Row& row) {
    if (all.empty() || all.back().account != row.uuid(0)) all.push_back(map(row));
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

}  // namespace

Result<std::vector<AccountContacts>> account_contacts(db::Connection& connection,
                                                      const AccountsAsked& asked, Instant now) {
  db::ListQuery query("SELECT a.account, MAX(CASE WHEN a.happened_at <= ", now);
  query.add(" AND a.kind <> 'mail' THEN a.happened_at END), MAX(CASE WHEN a.happened_at <= ", now);
  query.add(" AND a.kind = 'visit' THEN a.happened_at END), MAX(CASE WHEN a.happened_at > ", now);
  query.add(
      " AND a.kind IN ('visit', 'meeting') THEN 1 ELSE 0 END) FROM activity a WHERE a.tenant_id = ",
      asked.tenant);
  query.add(" AND a.is_deleted = 0 AND a.account IS NOT NULL");
  add_asked_accounts(query, asked, "account");
  query.add(" GROUP BY a.account ORDER BY a.account");
  return first_of_each<AccountContacts>(connection, query, [](const db::Row& row) {
    return AccountContacts{.account = row.uuid(0),
                           .contacted = instant_at(row, 1),
                           .visited = instant_at(row, 2),
                           .is_planned = row.int64(3) != 0};
  });
}

Result<std::vector<AccountOpening>> newest_opportunities(db::Connection& connection,
                                                         const AccountsAsked& asked) {
  db::ListQuery query(
      "SELECT a.account, MAX(CASE WHEN a.opened IS NOT NULL THEN NULL WHEN a.stage_since < "
      "a.created_at THEN a.stage_since ELSE a.created_at END), MAX(a.opened) FROM opportunity a "
      "WHERE a.tenant_id = ",
      asked.tenant);
  query.add(" AND a.is_deleted = 0");
  add_asked_accounts(query, asked, "account");
  query.add(" GROUP BY a.account ORDER BY a.account");
  return first_of_each<AccountOpening>(connection, query, [](const db::Row& row) {
    const auto added = instant_at(row, 1);
    const auto opened = row.is_null(2) ? std::nullopt : std::optional(first_moment(row.date(2)));
    return AccountOpening{.account = row.uuid(0),
                          .at = std::max(added, opened).value_or(Instant())};
  });
}

Result<std::vector<ClosingOpportunity>> closing_opportunities(db::Connection& connection,
                                                              const AccountsAsked& asked,
                                                              LocalDate until) {
  const auto stages = pipelines(connection, asked.tenant);
  if (!stages) return tl::unexpected(stages.error());
  db::ListQuery query(
      "SELECT a.account, a.opportunity_id, a.name, a.close_date, a.amount, a.amount_currency FROM "
      "opportunity a WHERE a.tenant_id = ",
      asked.tenant);
  query.add(" AND a.is_deleted = 0 AND a.close_date <= ", until);
  add_closed_stages(query, *stages, " NOT IN");
  add_asked_accounts(query, asked, "account");
  query.add(" ORDER BY a.account, a.close_date, a.opportunity_id");
  return first_of_each<ClosingOpportunity>(connection, query, [](const db::Row& row) {
    ClosingOpportunity one{.account = row.uuid(0),
                           .opportunity = row.uuid(1),
                           .name = std::string(row.text(2)),
                           .day = row.date(3)};
    if (!row.is_null(4))
      one.amount = Money{row.int64(4), Currency::parse(row.text(5)).value_or(Currency())};
    return one;
  });
}

Result<std::vector<DueTask>> due_tasks(db::Connection& connection, const AccountsAsked& asked,
                                       PersonId owner, LocalDate until) {
  db::ListQuery query(
      "SELECT a.account, a.task_id, a.subject, a.due FROM task a WHERE a.tenant_id = ",
      asked.tenant);
  query.add(" AND a.owner = ", owner).add(" AND a.due <= ", until);
  query.add(" AND a.is_deleted = 0 AND a.account IS NOT NULL");
  query.add(" AND (a.status IS NULL OR a.status = 'open')");
  add_asked_accounts(query, asked, "account");
  query.add(" ORDER BY a.account, a.due, a.task_id");
  return first_of_each<DueTask>(connection, query, [](const db::Row& row) {
    return DueTask{.account = row.uuid(0),
                   .task = row.uuid(1),
                   .subject = std::string(row.text(2)),
                   .due = row.date(3)};
  });
}

}  // namespace bailiwick::crm
