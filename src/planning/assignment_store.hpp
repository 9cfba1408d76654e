// The only SQL of assignment rules: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "planning/assignment_model.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::planning::rule_store {

namespace db = platform::db;

// A tenant and one of its sets: what every rule is found by.
struct SetKey {
  TenantId tenant;
  RuleSetId set;
};

[[nodiscard]] Result<void> insert_set(db::Connection& connection, TenantId tenant,
                                      const RuleSet& set, PersonId created_by);
// Name, state, dates and job; the version grows. False where it is another.
[[nodiscard]] Result<bool> update_set(db::Connection& connection, TenantId tenant,
                                      const RuleSet& set);
// Newest first.
[[nodiscard]] Result<std::vector<RuleSet>> sets(db::Connection& connection, TenantId tenant);
// The companies that have an active one.
[[nodiscard]] Result<std::vector<TenantId>> companies_with_rules(db::Connection& connection);
// Copies all rules of one set into another.
[[nodiscard]] Result<void> copy_rules(db::Connection& connection, const SetKey& from, RuleSetId to);

[[nodiscard]] Result<void> insert_rule(db::Connection& connection, const SetKey& key,
                                       const AssignmentRule& rule);
// False where the version is another.
[[nodiscard]] Result<bool> update_rule(db::Connection& connection, const SetKey& key,
                                       const AssignmentRule& rule);
[[nodiscard]] Result<bool> delete_rule(db::Connection& connection, const SetKey& key, RuleId rule,
                                       std::int64_t version);
// By id.
[[nodiscard]] Result<std::vector<AssignmentRule>> rules(db::Connection& connection,
                                                        const SetKey& key);

}  // namespace bailiwick::planning::rule_store
