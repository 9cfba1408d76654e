#include "platform/identity/rate_store.hpp"

#include "platform/db/list_query.hpp"

namespace bailiwick::platform::identity {
namespace {

Currency currency_of(std::string_view code) { return Currency::parse(code).value_or(Currency()); }

constexpr db::Sql kSelect =
    "SELECT exchange_rate_id, currency, against, from_day, rate, recorded_at, recorded_by FROM "
    "exchange_rate WHERE superseded_at IS NULL AND tenant_id = ";

KeptRate rate_from(const db::Row& row) {
  return {.id = row.uuid(0),
          .quote = {.currency = currency_of(row.text(1)),
                    .against = currency_of(row.text(2)),
                    .from = row.date(3),
                    .units = row.int64(4)},
          .recorded_at = row.instant(5),
          .recorded_by = row.is_null(6) ? PersonId() : row.id<PersonTag>(6)};
}

Result<std::vector<KeptRate>> all_of(db::Connection& connection, const db::ListQuery& query) {
  std::vector<KeptRate> rates;
  const auto read =
      query.run(connection, [&](const db::Row& row) { rates.push_back(rate_from(row)); });
  if (!read) return tl::unexpected(read.error());
  return rates;
}

db::Value person(PersonId id) { return id.is_nil() ? db::Value() : db::Value(id); }

// Of each pair the latest one until that day.
Result<std::vector<KeptRate>> rates_on(db::Connection& connection, TenantId tenant, LocalDate day) {
  db::ListQuery query(kSelect, tenant);
  query.add(" AND from_day = (SELECT MAX(q.from_day) FROM exchange_rate q WHERE q.tenant_id = ",
            tenant);
  query.add(
      " AND q.currency = exchange_rate.currency AND q.against = exchange_rate.against AND "
      "q.superseded_at IS NULL AND q.from_day <= ",
      day);
  query.add(")");
  return all_of(connection, query);
}

}  // namespace

Result<std::vector<KeptRate>> list_rates(db::Connection& connection, TenantId tenant,
                                         const RateAsk& ask) {
  db::ListQuery query(kSelect, tenant);
  if (ask.currency) query.add(" AND currency = ", ask.currency->text());
  if (ask.against) query.add(" AND against = ", ask.against->text());
  if (ask.after) {
    query.add(" AND (from_day < ", ask.after->from).add(" OR (from_day = ", ask.after->from);
    query.add(" AND (currency, against) > (", ask.after->currency.text());
    query.add(", ", ask.after->against.text()).add(")))");
  }
  query.add(" ORDER BY from_day DESC, currency, against LIMIT ", ask.limit);
  return all_of(connection, query);
}

Result<std::vector<KeptRate>> rates_between(db::Connection& connection, TenantId tenant,
                                            LocalDate first, LocalDate last) {
  db::ListQuery query(kSelect, tenant);
  query.add(" AND from_day >= ", first).add(" AND from_day <= ", last);
  return all_of(connection, query);
}

Result<std::int64_t> count_rates(db::Connection& connection, TenantId tenant) {
  const auto found = db::query_one(
      connection,
      "SELECT COUNT(*) FROM exchange_rate WHERE tenant_id = $1 AND superseded_at IS NULL", {tenant},
      [](const db::Row& row) { return row.int64(0); });
  if (!found) return tl::unexpected(found.error());
  return found->value_or(0);
}

Result<void> insert_rates(db::Connection& connection, const RateChange& change,
                          std::span<const KeptRate> rates) {
  constexpr db::Sql kColumns[] = {"tenant_id",   "exchange_rate_id", "currency",
                                  "against",     "from_day",         "rate",
                                  "recorded_at", "recorded_by"};
  std::size_t next = 0;
  const auto added =
      connection.insert_many("exchange_rate", kColumns, [&](std::vector<db::Value>& values) {
        if (next == rates.size()) return false;
        const KeptRate& rate = rates[next++];
        values = {change.tenant,
                  rate.id,
                  rate.quote.currency.text(),
                  rate.quote.against.text(),
                  rate.quote.from,
                  rate.quote.units,
                  change.at,
                  person(change.by)};
        return true;
      });
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<void> supersede_rate(db::Connection& connection, const RateChange& change, const Uuid& id) {
  const auto done = connection.execute(
      "UPDATE exchange_rate SET superseded_at = $3, superseded_by = $4 WHERE tenant_id = $1 AND "
      "exchange_rate_id = $2",
      {change.tenant, id, change.at, person(change.by)});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<Exchange> read_exchange(db::Connection& connection, TenantId tenant, LocalDate first,
                               LocalDate last) {
  const auto code =
      db::query_one(connection, "SELECT currency FROM company WHERE tenant_id = $1", {tenant},
                    [](const db::Row& row) { return currency_of(row.text(0)); });
  if (!code) return tl::unexpected(code.error());
  const auto before = rates_on(connection, tenant, first);
  if (!before) return tl::unexpected(before.error());
  const auto within = rates_between(connection, tenant, first.plus_days(1), last);
  if (!within) return tl::unexpected(within.error());
  std::vector<Quote> quotes;
  for (const KeptRate& rate : *before) quotes.push_back(rate.quote);
  for (const KeptRate& rate : *within) quotes.push_back(rate.quote);
  return Exchange{.reporting = code->value_or(Currency()), .rates = RateTable(quotes)};
}

}  // namespace bailiwick::platform::identity
