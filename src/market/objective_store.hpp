// The only SQL of objectives: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "market/objective.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market::objective_store {

namespace db = platform::db;

// Without its shares.
[[nodiscard]] Result<void> insert_objective(db::Connection& connection, TenantId tenant,
                                            const Objective& objective, PersonId created_by);
// All of it but its shares; the version grows. False where it is another.
[[nodiscard]] Result<bool> update_objective(db::Connection& connection, TenantId tenant,
                                            const Objective& objective);
// With its shares. False where the version is another.
[[nodiscard]] Result<bool> delete_objective(db::Connection& connection, TenantId tenant,
                                            const Objective& objective);
// In the place of those it had.
[[nodiscard]] Result<void> put_shares(db::Connection& connection, TenantId tenant,
                                      const Objective& objective);
// With their shares by territory; the period that begins last first, then by name.
[[nodiscard]] Result<std::vector<Objective>> objectives(db::Connection& connection,
                                                        TenantId tenant);
[[nodiscard]] Result<std::optional<Objective>> find_objective(db::Connection& connection,
                                                              TenantId tenant, ObjectiveId id);

}  // namespace bailiwick::market::objective_store
