#include "crm/performance_store.hpp"

#include "alignment/service.hpp"

namespace bailiwick::crm {
namespace {

using alignment::Reach;

bool sees_everything(const Viewer& viewer) {
  return alignment::reach_of(viewer.principal) == Reach::kEverything;
}

void add_account_value(db::ListQuery& query, const AccountValueAsk& ask, db::Dialect dialect) {
  switch (ask.by) {
    case GroupBy::kIndustry:
      query.add("a.industry");
      break;
    case GroupBy::kCountry:
      query.add("a.country");
      break;
    case GroupBy::kSize:
      query.add("CAST(a.employees AS TEXT)");
      break;
    case GroupBy::kGrowth:
      query.add("CAST(a.growth AS TEXT)");
      break;
    case GroupBy::kCustom:
      query.add("CAST(");
      add_custom(query, {.source = Source::kCustom, .key = ask.custom->key}, dialect);
      query.add(" AS TEXT)");
      break;
    default:
      query.add("NULL");
  }
}

// " FROM sales_order a WHERE ...": those whom the viewer sees. Who sees everything is not asked about each account: the hidden ones are few.
void add_sales_from(db::ListQuery& query, const Viewer& viewer) {
  const TenantId tenant = viewer.principal.tenant;
  if (sees_everything(viewer)) {
    query.add(" FROM sales_order a WHERE a.tenant_id = ", tenant);
  } else {
    query.add(" FROM (SELECT DISTINCT id FROM (");
    alignment::add_visible_accounts(query, viewer.principal, viewer.day);
    query.add(" LIMIT 9223372036854775807) f) d CROSS JOIN sales_order a WHERE a.tenant_id = ",
              tenant);
    query.add(" AND a.account = d.id");
  }
  query.add(
      " AND a.is_deleted = 0 AND a.account NOT IN (SELECT h.account_id FROM account h WHERE "
      "h.tenant_id = ",
      tenant);
  query.add(" AND h.is_deleted = 1)");
}

struct SalePlace {
  Uuid account;
  LocalDate day;
  Uuid id;
};

void add_stages(db::ListQuery& query, const std::vector<std::string>& stages) {
  query.add(" AND a.stage IN (");
  for (std::size_t s = 0; s < stages.size(); ++s)
    query.add(s == 0 ? db::Sql("") : db::Sql(", "), stages[s]);
  query.add(")");
}

std::optional<LocalDate> optional_date(const db::Row& row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional(row.date(column));
}

Deal deal_from(const db::Row& row) {
  return {.account = row.uuid(0),
          .stage = row.text(1),
          .close = optional_date(row, 2),
          .owner = row.is_null(3) ? std::nullopt : std::optional(row.uuid(3)),
          .minor = row.optional_int64(4),
          .currency = row.is_null(5) ? std::string_view() : row.text(5),
          .probability = row.optional_int64(6),
          .stage_since = row.optional_instant(7),
          .created_at = row.instant(8),
          .opened = optional_date(row, 9)};
}

}  // namespace

Result<void> each_account_value(db::Connection& connection, const Viewer& viewer,
                                const AccountValueAsk& ask, const OnAccountValue& on_account) {
  db::ListQuery query("SELECT a.account_id, ");
  add_account_value(query, ask, connection.dialect());
  add_visible_from(query, object_of(ObjectKind::kAccount), viewer, {.has_territory = false});
  query.add(" ORDER BY a.account_id");
  const bool is_truth = ask.by == GroupBy::kCustom && ask.custom->type == FieldType::kTruth;
  return query.run(connection, [&](const db::Row& row) {
    if (row.is_null(1)) return on_account(row.uuid(0), std::nullopt);
    std::string_view value = row.text(1);
    if (is_truth) value = value == "1" || value == "true" ? "true" : "false";
    on_account(row.uuid(0), value);
  });
}

Result<void> each_sale(db::Connection& connection, const Viewer& viewer, std::string_view kind,
                       LocalDate last, const OnSale& on_sale) {
  std::optional<SalePlace> after;
  for (std::int64_t count = kSalesPage; count == kSalesPage;) {
    count = 0;
    db::ListQuery query("SELECT a.account, a.day, a.amount_currency, a.amount, a.sales_order_id");
    add_sales_from(query, viewer);
    query.add(" AND a.kind = ", kind).add(" AND a.day <= ", last);
    if (after) {
      query.add(" AND (a.account, a.day, a.sales_order_id) > (", after->account);
      query.add(", ", after->day).add(", ", after->id).add(")");
    }
    query.add(" ORDER BY a.account, a.day, a.sales_order_id LIMIT ", kSalesPage);
    const auto read = query.run(connection, [&](const db::Row& row) {
      const Sale sale{.account = row.uuid(0),
                      .day = row.date(1),
                      .currency = row.text(2),
                      .minor = row.int64(3)};
      if (++count == kSalesPage) after = SalePlace{sale.account, sale.day, row.uuid(4)};
      on_sale(sale);
    });
    if (!read) return read;
  }
  return {};
}

Result<void> each_deal(db::Connection& connection, const Viewer& viewer, const DealAsk& ask,
                       const OnDeal& on_deal) {
  db::ListQuery query(
      "SELECT a.account, a.stage, a.close_date, a.owner, a.amount, a.amount_currency, "
      "a.probability, a.stage_since, a.created_at, a.opened");
  add_visible_from(query, object_of(ObjectKind::kOpportunity), viewer, {});
  add_stages(query, ask.stages);
  if (ask.span)
    query.add(" AND a.close_date >= ", ask.span->first)
        .add(" AND a.close_date <= ", ask.span->last);
  return query.run(connection, [&](const db::Row& row) { on_deal(deal_from(row)); });
}

Result<std::int64_t> count_undated(db::Connection& connection, const Viewer& viewer,
                                   const std::vector<std::string>& stages) {
  db::ListQuery query("SELECT COUNT(*)");
  add_visible_from(query, object_of(ObjectKind::kOpportunity), viewer, {});
  add_stages(query, stages);
  query.add(" AND a.close_date IS NULL");
  std::int64_t count = 0;
  const auto read = query.run(connection, [&](const db::Row& row) { count = row.int64(0); });
  if (!read) return tl::unexpected(read.error());
  return count;
}

}  // namespace bailiwick::crm
