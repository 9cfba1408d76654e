#include "market/objective_store.hpp"

#include <map>

#include "platform/db/list_query.hpp"

namespace bailiwick::market::objective_store {
namespace {

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Result<bool> is_changed(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

db::Value currency_value(const Objective& objective) {
  return objective.currency ? db::Value(objective.currency->text()) : db::Value();
}

Objective objective_from(const db::Row& row) {
  Objective objective{.id = row.id<ObjectiveTag>(0),
                      .name = std::string(row.text(1)),
                      .first_day = row.date(2),
                      .last_day = row.date(3),
                      .metric = parse_metric(row.text(4)).value_or(Metric::kRevenue),
                      .target = row.int64(5)};
  if (!row.is_null(6)) objective.currency = Currency::parse(row.text(6));
  objective.segment = row.text(7);
  objective.created_at = row.instant(8);
  objective.version = row.int64(9);
  objective.shared_by = parse_share_by(row.text(10)).value_or(ShareBy::kWeights);
  return objective;
}

// Of one, or of all where there is none.
Result<std::vector<Objective>> read(db::Connection& connection, TenantId tenant,
                                    std::optional<ObjectiveId> id) {
  db::ListQuery query(
      "SELECT objective_id, name, first_day, last_day, metric, target, currency, segment, "
      "created_at, version, shared_by FROM objective WHERE tenant_id = ",
      tenant);
  if (id) query.add(" AND objective_id = ", *id);
  query.add(" ORDER BY first_day DESC, name, objective_id");
  std::vector<Objective> all;
  std::map<ObjectiveId, std::size_t> places;
  const auto listed = query.run(connection, [&](const db::Row& row) {
    all.push_back(objective_from(row));
    places.emplace(all.back().id, all.size() - 1);
  });
  if (!listed) return tl::unexpected(listed.error());
  db::ListQuery shares(
      "SELECT objective_id, territory_id, weight, amount, within_id FROM objective_share WHERE "
      "tenant_id = ",
      tenant);
  if (id) shares.add(" AND objective_id = ", *id);
  shares.add(" ORDER BY objective_id, territory_id");
  const auto shared = shares.run(connection, [&](const db::Row& row) {
    const auto place = places.find(row.id<ObjectiveTag>(0));
    if (place == places.end()) return;
    all[place->second].shares.push_back({.territory = row.id<alignment::TerritoryTag>(1),
                                         .weight = row.int64(2),
                                         .amount = row.int64(3)});
    if (!row.is_null(4))
      all[place->second].shares.back().within = row.id<alignment::TerritoryTag>(4);
  });
  if (!shared) return tl::unexpected(shared.error());
  return all;
}

Result<void> delete_shares(db::Connection& connection, TenantId tenant, ObjectiveId id) {
  return done(connection.execute(
      "DELETE FROM objective_share WHERE tenant_id = $1 AND objective_id = $2", {tenant, id}));
}

}  // namespace

Result<void> insert_objective(db::Connection& connection, TenantId tenant,
                              const Objective& objective, PersonId created_by) {
  return done(connection.execute(
      "INSERT INTO objective (tenant_id, objective_id, name, first_day, last_day, metric, target, "
      "currency, segment, created_at, created_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, $10, $11, $12)",
      {tenant, objective.id, objective.name, objective.first_day, objective.last_day,
       name_of(objective.metric), objective.target, currency_value(objective), objective.segment,
       objective.created_at, created_by.is_nil() ? db::Value() : db::Value(created_by),
       objective.version}));
}

Result<bool> update_objective(db::Connection& connection, TenantId tenant,
                              const Objective& objective) {
  return is_changed(connection.execute(
      "UPDATE objective SET name = $4, first_day = $5, last_day = $6, metric = $7, target = $8, "
      "currency = $9, segment = $10, shared_by = $11, version = version + 1 WHERE tenant_id = $1 "
      "AND objective_id = "
      "$2 AND version = $3",
      {tenant, objective.id, objective.version, objective.name, objective.first_day,
       objective.last_day, name_of(objective.metric), objective.target, currency_value(objective),
       objective.segment, name_of(objective.shared_by)}));
}

Result<bool> delete_objective(db::Connection& connection, TenantId tenant,
                              const Objective& objective) {
  const auto shares = delete_shares(connection, tenant, objective.id);
  if (!shares) return tl::unexpected(shares.error());
  return is_changed(connection.execute(
      "DELETE FROM objective WHERE tenant_id = $1 AND objective_id = $2 AND version = $3",
      {tenant, objective.id, objective.version}));
}

Result<void> put_shares(db::Connection& connection, TenantId tenant, const Objective& objective) {
  const auto deleted = delete_shares(connection, tenant, objective.id);
  if (!deleted) return deleted;
  for (const ObjectiveShare& share : objective.shares) {
    const auto inserted = done(connection.execute(
        "INSERT INTO objective_share (tenant_id, objective_id, territory_id, weight, amount, "
        "within_id) VALUES ($1, $2, $3, $4, $5, $6)",
        {tenant, objective.id, share.territory, share.weight, share.amount,
         share.within ? db::Value(*share.within) : db::Value()}));
    if (!inserted) return inserted;
  }
  return {};
}

Result<std::vector<Objective>> objectives(db::Connection& connection, TenantId tenant) {
  return read(connection, tenant, std::nullopt);
}

Result<std::optional<Objective>> find_objective(db::Connection& connection, TenantId tenant,
                                                ObjectiveId id) {
  auto found = read(connection, tenant, id);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return std::optional<Objective>();
  return std::optional(std::move(found->front()));
}

}  // namespace bailiwick::market::objective_store
