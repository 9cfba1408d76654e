#include "planning/assignment_store.hpp"

#include "planning/assignment_json.hpp"

namespace bailiwick::planning::rule_store {
namespace {

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Result<bool> is_changed(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

RuleSet set_from(const db::Row& row) {
  RuleSet set{.id = row.id<RuleSetTag>(0),
              .name = std::string(row.text(1)),
              .state = parse_rule_set_state(row.text(2)).value_or(RuleSetState::kDraft),
              .created_at = row.instant(6)};
  if (!row.is_null(3)) set.parent = row.id<RuleSetTag>(3);
  if (!row.is_null(4)) set.valid_from = row.date(4);
  if (!row.is_null(5)) set.job = row.id<platform::jobs::JobTag>(5);
  set.activated_at = row.optional_instant(7);
  set.version = row.int64(8);
  set.rule_count = row.int64(9);
  return set;
}

AssignmentRule rule_from(const db::Row& row) {
  const RuleKind kind = parse_rule_kind(row.text(3)).value_or(RuleKind::kFormula);
  return {.id = row.id<RuleTag>(0),
          .territory = row.id<alignment::TerritoryTag>(1),
          .name = std::string(row.text(2)),
          .condition = read_condition(kind, row.text(4)),
          .priority = row.int64(5),
          .is_overlay = row.truth(6),
          .is_open = row.truth(7),
          .version = row.int64(8)};
}

}  // namespace

Result<void> insert_set(db::Connection& connection, TenantId tenant, const RuleSet& set,
                        PersonId created_by) {
  return done(connection.execute(
      "INSERT INTO rule_set (tenant_id, rule_set_id, name, state, parent_id, created_at, "
      "created_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      {tenant, set.id, set.name, name_of(set.state), set.parent, set.created_at,
       created_by.is_nil() ? db::Value() : db::Value(created_by), set.version}));
}

Result<bool> update_set(db::Connection& connection, TenantId tenant, const RuleSet& set) {
  return is_changed(connection.execute(
      "UPDATE rule_set SET name = $4, state = $5, valid_from = $6, job_id = $7, activated_at = $8, "
      "version = version + 1 WHERE tenant_id = $1 AND rule_set_id = $2 AND version = $3",
      {tenant, set.id, set.version, set.name, name_of(set.state), set.valid_from, set.job,
       set.activated_at}));
}

Result<std::vector<RuleSet>> sets(db::Connection& connection, TenantId tenant) {
  return db::query_all(
      connection,
      "SELECT s.rule_set_id, s.name, s.state, s.parent_id, s.valid_from, s.job_id, s.created_at, "
      "s.activated_at, s.version, (SELECT COUNT(*) FROM assignment_rule r WHERE r.tenant_id = "
      "s.tenant_id AND r.rule_set_id = s.rule_set_id) FROM rule_set s WHERE s.tenant_id = $1 ORDER "
      "BY s.rule_set_id DESC",
      {tenant}, set_from);
}

Result<std::vector<TenantId>> companies_with_rules(db::Connection& connection) {
  return db::query_all(
      connection, "SELECT DISTINCT tenant_id FROM rule_set WHERE state = $1 ORDER BY tenant_id",
      {name_of(RuleSetState::kActive)}, [](const db::Row& row) { return row.id<TenantTag>(0); });
}

Result<void> copy_rules(db::Connection& connection, const SetKey& from, RuleSetId to) {
  return done(connection.execute(
      "INSERT INTO assignment_rule (tenant_id, rule_set_id, rule_id, territory_id, name, kind, "
      "condition, priority, is_overlay, is_open, version) SELECT tenant_id, $3, rule_id, "
      "territory_id, name, kind, condition, priority, is_overlay, is_open, version FROM "
      "assignment_rule WHERE tenant_id = $1 AND rule_set_id = $2",
      {from.tenant, from.set, to}));
}

Result<void> insert_rule(db::Connection& connection, const SetKey& key,
                         const AssignmentRule& rule) {
  return done(connection.execute(
      "INSERT INTO assignment_rule (tenant_id, rule_set_id, rule_id, territory_id, name, kind, "
      "condition, priority, is_overlay, is_open, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, $10, $11)",
      {key.tenant, key.set, rule.id, rule.territory, rule.name, name_of(rule.kind()),
       condition_text(rule.condition), rule.priority, rule.is_overlay, rule.is_open,
       rule.version}));
}

Result<bool> update_rule(db::Connection& connection, const SetKey& key,
                         const AssignmentRule& rule) {
  return is_changed(connection.execute(
      "UPDATE assignment_rule SET territory_id = $5, name = $6, kind = $7, condition = $8, "
      "priority = $9, is_overlay = $10, is_open = $11, version = version + 1 WHERE tenant_id = $1 "
      "AND rule_set_id = $2 AND rule_id = $3 AND version = $4",
      {key.tenant, key.set, rule.id, rule.version, rule.territory, rule.name, name_of(rule.kind()),
       condition_text(rule.condition), rule.priority, rule.is_overlay, rule.is_open}));
}

Result<bool> delete_rule(db::Connection& connection, const SetKey& key, RuleId rule,
                         std::int64_t version) {
  return is_changed(
      connection.execute("DELETE FROM assignment_rule WHERE tenant_id = $1 AND rule_set_id = $2 "
                         "AND rule_id = $3 AND version = $4",
                         {key.tenant, key.set, rule, version}));
}

Result<std::vector<AssignmentRule>> rules(db::Connection& connection, const SetKey& key) {
  return db::query_all(
      connection,
      "SELECT rule_id, territory_id, name, kind, condition, priority, is_overlay, is_open, version "
      "FROM assignment_rule WHERE tenant_id = $1 AND rule_set_id = $2 ORDER BY rule_id",
      {key.tenant, key.set}, rule_from);
}

}  // namespace bailiwick::planning::rule_store
