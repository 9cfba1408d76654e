#include "platform/identity/company_store.hpp"

namespace bailiwick::platform::identity {
namespace {

Company company_from(const db::Row& row) {
  Company company;
  company.id = row.id<TenantTag>(0);
  company.name = row.text(1);
  company.country = row.text(2);
  company.currency = row.text(3);
  company.time_zone = row.text(4);
  company.locale = row.text(5);
  company.fiscal_year_start_month = static_cast<int>(row.int64(6));
  company.week_start = row.text(7);
  company.retention_days = static_cast<int>(row.int64(8));
  company.version = row.int64(9);
  return company;
}

Result<void> insert_lists(db::Connection& connection, const Company& company) {
  for (const Holiday& holiday : company.holidays) {
    const auto added =
        connection.execute("INSERT INTO company_holiday (tenant_id, day, name) VALUES ($1, $2, $3)",
                           {company.id, holiday.date, holiday.name});
    if (!added) return tl::unexpected(added.error());
  }
  for (const std::string& domain : company.sign_in_domains) {
    const auto added =
        connection.execute("INSERT INTO company_sign_in_domain (tenant_id, domain) VALUES ($1, $2)",
                           {company.id, domain});
    if (!added) return tl::unexpected(added.error());
  }
  return {};
}

}  // namespace

Result<bool> is_any_company(db::Connection& connection) {
  const auto found = db::query_one(connection, "SELECT 1 FROM company LIMIT 1", {},
                                   [](const db::Row&) { return true; });
  if (!found) return tl::unexpected(found.error());
  return found->has_value();
}

Result<std::vector<TenantId>> all_companies(db::Connection& connection) {
  return db::query_all(connection, "SELECT tenant_id FROM company ORDER BY tenant_id", {},
                       [](const db::Row& row) { return row.id<TenantTag>(0); });
}

Result<std::optional<Company>> find_company(db::Connection& connection, TenantId tenant) {
  auto company = db::query_one(
      connection,
      "SELECT tenant_id, name, country, currency, time_zone, locale, fiscal_year_start_month, "
      "week_start, retention_days, version FROM company WHERE tenant_id = $1",
      {tenant}, company_from);
  if (!company || !*company) return company;
  auto holidays = db::query_all(
      connection, "SELECT day, name FROM company_holiday WHERE tenant_id = $1 ORDER BY day",
      {tenant}, [](const db::Row& row) {
        return Holiday{.date = row.date(0), .name = std::string(row.text(1))};
      });
  if (!holidays) return tl::unexpected(holidays.error());
  auto domains = db::query_all(
      connection, "SELECT domain FROM company_sign_in_domain WHERE tenant_id = $1 ORDER BY domain",
      {tenant}, [](const db::Row& row) { return std::string(row.text(0)); });
  if (!domains) return tl::unexpected(domains.error());
  (*company)->holidays = std::move(*holidays);
  (*company)->sign_in_domains = std::move(*domains);
  return company;
}

Result<void> insert_company(db::Connection& connection, const Company& company, Instant now) {
  const auto added = connection.execute(
      "INSERT INTO company (tenant_id, name, country, currency, time_zone, locale, "
      "fiscal_year_start_month, week_start, retention_days, epoch, version, created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11)",
      {company.id, company.name, company.country, company.currency, company.time_zone,
       company.locale, company.fiscal_year_start_month, company.week_start, company.retention_days,
       company.version, now});
  if (!added) return tl::unexpected(added.error());
  return insert_lists(connection, company);
}

Result<bool> update_company(db::Connection& connection, const Company& company) {
  const auto changed = connection.execute(
      "UPDATE company SET name = $3, country = $4, currency = $5, time_zone = $6, locale = $7, "
      "fiscal_year_start_month = $8, week_start = $9, retention_days = $10, version = version + 1 "
      "WHERE tenant_id = $1 AND version = $2",
      {company.id, company.version, company.name, company.country, company.currency,
       company.time_zone, company.locale, company.fiscal_year_start_month, company.week_start,
       company.retention_days});
  if (!changed) return tl::unexpected(changed.error());
  if (*changed == 0) return false;
  const auto holidays =
      connection.execute("DELETE FROM company_holiday WHERE tenant_id = $1", {company.id});
  if (!holidays) return tl::unexpected(holidays.error());
  const auto domains =
      connection.execute("DELETE FROM company_sign_in_domain WHERE tenant_id = $1", {company.id});
  if (!domains) return tl::unexpected(domains.error());
  const auto added = insert_lists(connection, company);
  if (!added) return tl::unexpected(added.error());
  return true;
}

Result<void> bump_epoch(db::Connection& connection, TenantId tenant) {
  const auto done =
      connection.execute("UPDATE company SET epoch = epoch + 1 WHERE tenant_id = $1", {tenant});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<std::int64_t> epoch_of(db::Connection& connection, TenantId tenant) {
  const auto epoch = db::query_one(connection, "SELECT epoch FROM company WHERE tenant_id = $1",
                                   {tenant}, [](const db::Row& row) { return row.int64(0); });
  if (!epoch) return tl::unexpected(epoch.error());
  return epoch->value_or(0);
}

}  // namespace bailiwick::platform::identity
