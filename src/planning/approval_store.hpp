// The only SQL of approvals: plain functions inside a transaction of the caller.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "planning/approval.hpp"
#include "planning/store.hpp"

namespace bailiwick::planning::approval_store {

using store::PlanKey;

[[nodiscard]] Result<std::vector<Approval>> approvals(platform::db::Connection& connection,
                                                      const PlanKey& key);
// What is approved already stays as it is.
[[nodiscard]] Result<void> add(platform::db::Connection& connection, const PlanKey& key,
                               const Approval& approval);
[[nodiscard]] Result<void> clear(platform::db::Connection& connection, const PlanKey& key);

}  // namespace bailiwick::planning::approval_store
