// The only SQL of ideal customer profiles: plain functions inside a transaction of the caller.
#pragma once

#include <optional>

#include "base/result.hpp"
#include "market/model.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market::icp_store {

namespace db = platform::db;

[[nodiscard]] Result<void> insert_profile(db::Connection& connection, TenantId tenant,
                                          const IcpProfile& profile, PersonId created_by);
// Name, state, criteria and when it was activated; the version grows. False where it is another.
[[nodiscard]] Result<bool> update_profile(db::Connection& connection, TenantId tenant,
                                          const IcpProfile& profile);
// Of all that the tenant ever had; 0 where it had none.
[[nodiscard]] Result<std::int64_t> highest_version(db::Connection& connection, TenantId tenant);
// The one draft or the one active profile.
[[nodiscard]] Result<std::optional<IcpProfile>> find_profile(db::Connection& connection,
                                                             TenantId tenant, ProfileState state);

}  // namespace bailiwick::market::icp_store
