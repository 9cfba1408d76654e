#include "crm/account_sales.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "crm/accounts_asked.hpp"
#include "crm/settings_store.hpp"
#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

Currency currency_at(const db::Row& row, std::size_t column) {
  return Currency::parse(row.text(column)).value_or(Currency());
}

// What an account has of one kind in one currency, perhaps on one day, in both periods.
struct Part {
  bool is_invoice = false;
  Currency currency;
  std::optional<LocalDate> day = {};
  std::array<std::int64_t, 2> sums = {};    // recent, before
  std::array<std::int64_t, 2> counts = {};  // of documents
};

// Invoices of a period count, or orders where it has none.
void add_account(std::vector<AccountRevenue>& all, const Uuid& account,
                 const std::vector<Part>& parts) {
  std::array<bool, 2> has_invoice = {};
  for (const Part& part : parts)
    for (std::size_t p = 0; p < 2; ++p)
      has_invoice[p] = has_invoice[p] || (part.is_invoice && part.counts[p] > 0);
  const std::size_t first = all.size();
  for (const Part& part : parts) {
    std::array<std::int64_t, 2> counted = {};
    for (std::size_t p = 0; p < 2; ++p)
      if (part.is_invoice == has_invoice[p]) counted[p] = part.sums[p];
    if (counted[0] == 0 && counted[1] == 0) continue;
    auto found = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(),
                              [&](const AccountRevenue& one) {
                                return one.recent.currency == part.currency && one.day == part.day;
                              });
    if (found == all.end())
      found = all.insert(all.end(), {account, {0, part.currency}, {0, part.currency}, part.day});
    found->recent.minor += counted[0];
    found->before.minor += counted[1];
  }
}

}  // namespace

Result<std::vector<Uuid>> account_ids(db::Connection& connection, const AccountsAsked& asked) {
  db::ListQuery query("SELECT a.account_id FROM account a WHERE a.tenant_id = ", asked.tenant);
  query.add(" AND a.is_deleted = 0");
  add_asked_accounts(query, asked, "account_id");
  query.add(" ORDER BY a.account_id");
  std::vector<Uuid> ids;
  const auto read = query.run(connection, [&](const db::Row& row) { ids.push_back(row.uuid(0)); });
  if (!read) return tl::unexpected(read.error());
  return ids;
}

Result<std::vector<AccountRevenue>> account_revenues(db::Connection& connection,
                                                     const AccountsAsked& asked,
                                                     const SalesPeriods& periods) {
  db::ListQuery query("SELECT a.account, a.kind, a.amount_currency, ");
  if (periods.reporting)
    query.add("CASE WHEN a.amount_currency = ", std::string(periods.reporting->text()))
        .add(" THEN NULL ELSE a.day END");
  else
    query.add("NULL");
  query.add(", CAST(SUM(CASE WHEN a.day >= ", periods.recent_from);
  query.add(" THEN a.amount ELSE 0 END) AS BIGINT), CAST(SUM(CASE WHEN a.day < ",
            periods.recent_from);
  query.add(" THEN a.amount ELSE 0 END) AS BIGINT), SUM(CASE WHEN a.day >= ", periods.recent_from);
  query.add(" THEN 1 ELSE 0 END), COUNT(*) FROM sales_order a WHERE a.tenant_id = ", asked.tenant);
  query.add(" AND a.is_deleted = 0 AND a.day >= ", periods.before_from);
  query.add(" AND a.day < ", periods.until);
  add_asked_accounts(query, asked, "account");
  // By their places: the day's expression has a parameter.
  query.add(periods.reporting ? db::Sql(" GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4")
                              : db::Sql(" GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"));
  std::vector<AccountRevenue> all;
  Uuid account;
  std::vector<Part> parts;
  const auto read = query.run(connection, [&](const db::Row& row) {
    if (row.uuid(0) != account) {
      add_account(all, account, parts);
      account = row.uuid(0);
      parts.clear();
    }
    const std::int64_t recent = row.int64(6);
    parts.push_back({.is_invoice = row.text(1) == "invoice",
                     .currency = currency_at(row, 2),
                     .day = row.is_null(3) ? std::nullopt : std::optional(row.date(3)),
                     .sums = {row.int64(4), row.int64(5)},
                     .counts = {recent, row.int64(7) - recent}});
  });
  if (!read) return tl::unexpected(read.error());
  add_account(all, account, parts);
  return all;
}

Result<std::vector<AccountAmount>> open_pipelines(db::Connection& connection,
                                                  const AccountsAsked& asked) {
  const auto stages = pipelines(connection, asked.tenant);
  if (!stages) return tl::unexpected(stages.error());
  db::ListQuery query(
      "SELECT a.account, a.amount_currency, CAST(SUM(a.amount) AS BIGINT) FROM opportunity a WHERE "
      "a.tenant_id = ",
      asked.tenant);
  query.add(" AND a.is_deleted = 0 AND a.amount IS NOT NULL");
  add_closed_stages(query, *stages, " NOT IN");
  add_asked_accounts(query, asked, "account");
  query.add(" GROUP BY a.account, a.amount_currency ORDER BY a.account, a.amount_currency");
  std::vector<AccountAmount> all;
  const auto read = query.run(connection, [&](const db::Row& row) {
    all.push_back({row.uuid(0), {row.int64(2), currency_at(row, 1)}});
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<std::vector<AccountDeals>> account_deals(db::Connection& connection,
                                                const AccountsAsked& asked) {
  const auto stages = pipelines(connection, asked.tenant);
  if (!stages) return tl::unexpected(stages.error());
  db::ListQuery query("SELECT a.account, a.stage, COUNT(*) FROM opportunity a WHERE a.tenant_id = ",
                      asked.tenant);
  query.add(" AND a.is_deleted = 0");
  add_closed_stages(query, *stages, " IN");
  add_asked_accounts(query, asked, "account");
  query.add(" GROUP BY a.account, a.stage ORDER BY a.account");
  std::vector<AccountDeals> all;
  const auto read = query.run(connection, [&](const db::Row& row) {
    if (all.empty() || all.back().account != row.uuid(0)) all.push_back({.account = row.uuid(0)});
    const Stage* stage = find_stage(*stages, row.text(1));
    const bool is_won = stage != nullptr && stage->outcome == Outcome::kWon;
    (is_won ? all.back().won : all.back().lost) += row.int64(2);
  });
  if (!read) return tl::unexpected(read.error());
  return all;
}

Result<std::vector<Uuid>> visited_accounts(db::Connection& connection, const AccountsAsked& asked,
                                           Instant since) {
  db::ListQuery query("SELECT DISTINCT a.account FROM activity a WHERE a.tenant_id = ",
                      asked.tenant);
  query.add(" AND a.is_deleted = 0 AND a.kind = 'visit' AND a.account IS NOT NULL");
  query.add(" AND a.happened_at >= ", since);
  add_asked_accounts(query, asked, "account");
  query.add(" ORDER BY a.account");
  std::vector<Uuid> all;
  const auto read = query.run(connection, [&](const db::Row& row) { all.push_back(row.uuid(0)); });
  if (!read) return tl::unexpected(read.error());
  return all;
}

}  // namespace bailiwick::crm
