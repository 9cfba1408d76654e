#include "planning/activation_store.hpp"

#include <nlohmann/json.hpp>

#include "platform/db/list_query.hpp"

namespace bailiwick::planning::activation_store {
namespace {

using nlohmann::json;
using platform::db::Row;

std::string text_of(const std::vector<ActivatedTerritory>& territories) {
  json list = json::array();
  for (const ActivatedTerritory& territory : territories) {
    list.push_back({{"id", territory.id.text()}, {"name", territory.name}});
    if (territory.name_before) list.back()["name_before"] = *territory.name_before;
  }
  return list.dump();
}

std::vector<ActivatedTerritory> territories_of(std::string_view text) {
  std::vector<ActivatedTerritory> territories;
  const json list = json::parse(text);
  for (const json& one : list) {
    ActivatedTerritory territory;
    territory.id = TerritoryId::parse(one.at("id").get<std::string>()).value_or(TerritoryId());
    territory.name = one.at("name").get<std::string>();
    if (one.contains("name_before"))
      territory.name_before = one.at("name_before").get<std::string>();
    territories.push_back(std::move(territory));
  }
  return territories;
}

std::string text_of(const std::vector<Uuid>& tasks) {
  json list = json::array();
  for (const Uuid& task : tasks) list.push_back(to_base32(task));
  return list.dump();
}

std::vector<Uuid> tasks_of(std::string_view text) {
  std::vector<Uuid> tasks;
  const json list = json::parse(text);
  for (const json& one : list)
    if (const auto id = from_base32(one.get<std::string>())) tasks.push_back(*id);
  return tasks;
}

RolledBack rolled_back_of(const Row& row) {
  const json counts = json::parse(row.text(16));
  return {.at = row.instant(14),
          .by = row.id<PersonTag>(15),
          .accounts = counts.value("accounts", std::int64_t{0}),
          .moved_since = counts.value("moved_since", std::int64_t{0}),
          .closed = counts.value("closed", std::int64_t{0}),
          .kept = counts.value("kept", std::int64_t{0})};
}

ActivationMade made_of(const Row& row) {
  ActivationMade made;
  made.id = row.id<ActivationTag>(0);
  made.plan = row.id<PlanTag>(1);
  made.job = row.id<platform::jobs::JobTag>(2);
  made.valid_from = row.date(3);
  made.country = row.text(4);
  made.at = row.instant(5);
  made.by = row.id<PersonTag>(6);
  made.set = row.id<RuleSetTag>(7);
  if (!row.is_null(8)) made.set_before = row.id<RuleSetTag>(8);
  if (!row.is_null(9)) made.plan_before = row.id<PlanTag>(9);
  made.revision = row.int64(10);
  made.accounts = row.int64(11);
  made.territories = territories_of(row.text(12));
  made.tasks = tasks_of(row.text(13));
  if (!row.is_null(14)) made.rolled_back = rolled_back_of(row);
  return made;
}

}  // namespace

Result<void> insert(db::Connection& connection, TenantId tenant, const ActivationMade& made) {
  const auto added = connection.execute(
      "INSERT INTO plan_activation (tenant_id, activation_id, plan_id, job_id, valid_from, "
      "country, activated_at, activated_by, set_id, set_before, plan_before, revision, accounts, "
      "territories, tasks) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
      "$15)",
      {tenant, made.id, made.plan, made.job, made.valid_from, made.country, made.at, made.by,
       made.set, made.set_before, made.plan_before, made.revision, made.accounts,
       text_of(made.territories), text_of(made.tasks)});
  if (!added) return tl::unexpected(added.error());
  return {};
}

Result<std::vector<ActivationMade>> activations(db::Connection& connection, TenantId tenant,
                                                std::optional<PlanId> plan, std::int64_t limit) {
  db::ListQuery query(
      "SELECT activation_id, plan_id, job_id, valid_from, country, activated_at, activated_by, "
      "set_id, set_before, plan_before, revision, accounts, territories, tasks, rolled_back_at, "
      "rolled_back_by, rolled_back FROM plan_activation WHERE tenant_id = ",
      tenant);
  if (plan) query.add(" AND plan_id = ", *plan);
  query.add(" ORDER BY activated_at DESC, activation_id DESC LIMIT ", limit);
  std::vector<ActivationMade> found;
  const auto read = query.run(connection, [&](const Row& row) { found.push_back(made_of(row)); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

Result<bool> roll_back(db::Connection& connection, TenantId tenant, ActivationId id,
                       const RolledBack& done) {
  const json counts = {{"accounts", done.accounts},
                       {"moved_since", done.moved_since},
                       {"closed", done.closed},
                       {"kept", done.kept}};
  const auto marked = connection.execute(
      "UPDATE plan_activation SET rolled_back_at = $3, rolled_back_by = $4, rolled_back = $5 WHERE "
      "tenant_id = $1 AND activation_id = $2 AND rolled_back_at IS NULL",
      {tenant, id, done.at, done.by, counts.dump()});
  if (!marked) return tl::unexpected(marked.error());
  return *marked == 1;
}

}  // namespace bailiwick::planning::activation_store
