#include "crm/counted_sales.hpp"

#include <algorithm>
#include <vector>

#include "alignment/service.hpp"
#include "crm/settings_store.hpp"
#include "platform/db/list_query.hpp"

namespace bailiwick::crm {
namespace {

using alignment::AccountTerm;

// A row of what was sold, summed by account, day, kind and currency.
struct SoldRow {
  LocalDate day;
  bool is_order = false;
  Money amount;
};

// What is known of accounts, looked up in their order.
class AccountPast {
 public:
  std::vector<std::pair<Uuid, LocalDate>> firsts;  // each account's first sale ever
  std::vector<AccountTerm> terms;                  // by account, then from

  void go_to(const Uuid& account) {
    while (first_ < firsts.size() && firsts[first_].first < account) ++first_;
    while (term_ < terms.size() && terms[term_].account.uuid() < account) ++term_;
    account_ = account;
  }
  [[nodiscard]] std::optional<LocalDate> first() const {
    if (first_ == firsts.size() || firsts[first_].first != account_) return std::nullopt;
    return firsts[first_].second;
  }
  [[nodiscard]] std::optional<alignment::TerritoryId> territory(LocalDate day) const {
    for (std::size_t t = term_; t < terms.size() && terms[t].account.uuid() == account_; ++t)
      if (terms[t].from <= day && (!terms[t].to || day < *terms[t].to)) return terms[t].territory;
    return std::nullopt;
  }

 private:
  Uuid account_;
  std::size_t first_ = 0;
  std::size_t term_ = 0;
};

void add_shown_accounts(db::ListQuery& query, TenantId tenant) {
  query.add(
      " AND a.is_deleted = 0 AND a.account NOT IN (SELECT h.account_id FROM account h WHERE "
      "h.tenant_id = ",
      tenant);
  query.add(" AND h.is_deleted = 1)");
}

// Somebody who sees every account, on any day.
platform::identity::Principal whole_company(TenantId tenant) {
  platform::identity::Principal principal;
  principal.tenant = tenant;
  principal.permissions = {platform::identity::Permission::kTerritoriesManage};
  return principal;
}

Result<bool> has_documents(db::Connection& connection, TenantId tenant) {
  db::ListQuery query("SELECT 1 FROM sales_order a WHERE a.tenant_id = ", tenant);
  query.add(" AND a.is_deleted = 0 LIMIT 1");
  bool is_there = false;
  const auto read = query.run(connection, [&](const db::Row&) { is_there = true; });
  if (!read) return tl::unexpected(read.error());
  return is_there;
}

// Both questions of one place: documents, or the opportunities of the won stages.
class SoldRecords {
 public:
  SoldRecords(TenantId tenant, SalesFrom from, std::vector<std::string> won)
      : tenant_(tenant), from_(from), won_(std::move(won)) {}

  [[nodiscard]] db::ListQuery firsts() const {
    db::ListQuery query = is_documents() ? db::ListQuery(
                                               "SELECT a.account, MIN(a.day) FROM sales_order a "
                                               "WHERE a.tenant_id = ",
                                               tenant_)
                                         : db::ListQuery(
                                               "SELECT a.account, MIN(a.close_date) FROM "
                                               "opportunity a WHERE a.tenant_id = ",
                                               tenant_);
    if (!is_documents()) add_won(query);
    query.add(" AND a.is_deleted = 0 GROUP BY a.account ORDER BY a.account");
    return query;
  }
  [[nodiscard]] db::ListQuery sold(const Days& days) const {
    db::ListQuery query =
        is_documents()
            ? db::ListQuery(
                  "SELECT a.account, a.day, a.kind, a.amount_currency, "
                  "CAST(SUM(a.amount) AS BIGINT) FROM sales_order a WHERE a.tenant_id = ",
                  tenant_)
            : db::ListQuery(
                  "SELECT a.account, a.close_date, 'deal', a.amount_currency, "
                  "CAST(SUM(a.amount) AS BIGINT) FROM opportunity a WHERE a.tenant_id = ",
                  tenant_);
    const db::Sql day = is_documents() ? db::Sql("a.day") : db::Sql("a.close_date");
    if (!is_documents()) add_won(query);
    query.add(" AND ").add(day).add(" >= ", days.first);
    query.add(" AND ").add(day).add(" <= ", days.last);
    add_shown_accounts(query, tenant_);
    query.add(" GROUP BY a.account, ").add(day);
    if (is_documents()) query.add(", a.kind");
    query.add(", a.amount_currency ORDER BY a.account, ").add(day);
    query.add(is_documents() ? db::Sql(", a.kind, a.amount_currency")
                             : db::Sql(", a.amount_currency"));
    return query;
  }

 private:
  [[nodiscard]] bool is_documents() const { return from_ == SalesFrom::kDocuments; }
  void add_won(db::ListQuery& query) const {
    query.add(" AND a.close_date IS NOT NULL AND a.stage IN (");
    for (std::size_t s = 0; s < won_.size(); ++s)
      query.add(s == 0 ? db::Sql("") : db::Sql(", "), won_[s]);
    query.add(won_.empty() ? db::Sql("NULL)") : db::Sql(")"));
  }

  TenantId tenant_;
  SalesFrom from_;
  std::vector<std::string> won_;
};

Result<std::vector<std::string>> won_stages(db::Connection& connection, TenantId tenant) {
  const auto all = pipelines(connection, tenant);
  if (!all) return tl::unexpected(all.error());
  std::vector<std::string> won;
  for (const Pipeline& pipeline : *all)
    for (const Stage& stage : pipeline.stages)
      if (stage.outcome == Outcome::kWon) won.push_back(stage_name(pipeline, stage));
  return won;
}

// Its orders do not count where it has an invoice.
void tell_account(const Uuid& account, std::vector<SoldRow>& rows, const CountedAsk& ask,
                  AccountPast& past, const OnCountedSale& on_sale) {
  if (rows.empty()) return;
  past.go_to(account);
  const std::optional<LocalDate> first = past.first();
  const bool has_invoice =
      std::ranges::any_of(rows, [](const SoldRow& row) { return !row.is_order; });
  // The account's first sale may be an order that does not count beside its invoice.
  bool is_first = first && ask.days.has(*first);
  for (const SoldRow& row : rows) {
    if (row.is_order && has_invoice) continue;
    on_sale({.account = account,
             .day = row.day,
             .amount = row.amount,
             .is_new_business = first && row.day.days() - first->days() < kNewCustomerDays,
             .is_first = is_first,
             .territory = past.territory(ask.territories_on.value_or(row.day))});
    is_first = false;
  }
}

}  // namespace

Result<SalesFrom> each_counted_sale(db::Connection& connection, const CountedAsk& ask,
                                    const OnCountedSale& on_sale) {
  const auto has = has_documents(connection, ask.tenant);
  if (!has) return tl::unexpected(has.error());
  const SalesFrom from = *has ? SalesFrom::kDocuments : SalesFrom::kOpportunities;
  auto won = won_stages(connection, ask.tenant);
  if (!won) return tl::unexpected(won.error());
  const SoldRecords records(ask.tenant, from, std::move(*won));
  AccountPast past;
  const auto known = records.firsts().run(
      connection, [&](const db::Row& row) { past.firsts.emplace_back(row.uuid(0), row.date(1)); });
  if (!known) return tl::unexpected(known.error());
  const auto placed =
      alignment::each_account_term(connection, whole_company(ask.tenant), LocalDate(),
                                   [&](const AccountTerm& term) { past.terms.push_back(term); });
  if (!placed) return tl::unexpected(placed.error());
  Uuid account;
  std::vector<SoldRow> rows;
  const auto read = records.sold(ask.days).run(connection, [&](const db::Row& row) {
    if (row.uuid(0) != account) {
      tell_account(account, rows, ask, past, on_sale);
      account = row.uuid(0);
      rows.clear();
    }
    SoldRow sold{.day = row.date(1), .is_order = row.text(2) == "order", .amount = {}};
    if (!row.is_null(3) && !row.is_null(4))
      sold.amount = {row.int64(4), Currency::parse(row.text(3)).value_or(Currency())};
    rows.push_back(sold);
  });
  if (!read) return tl::unexpected(read.error());
  tell_account(account, rows, ask, past, on_sale);
  return from;
}

}  // namespace bailiwick::crm
