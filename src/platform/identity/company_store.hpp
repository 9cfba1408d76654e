// The company's tables: its only SQL. Plain functions; each runs in the transaction of the connection it is given.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/model.hpp"

namespace bailiwick::platform::identity {

[[nodiscard]] Result<bool> is_any_company(db::Connection& connection);
[[nodiscard]] Result<std::vector<TenantId>> all_companies(db::Connection& connection);
[[nodiscard]] Result<std::optional<Company>> find_company(db::Connection& connection,
                                                          TenantId tenant);
Result<void> insert_company(db::Connection& connection, const Company& company, Instant now);
// Writes all fields; false where the stored version is another than `company.version` (which it then raises by one).
Result<bool> update_company(db::Connection& connection, const Company& company);

// A number that grows whenever a session, token or role of the company ceases to be good: what other processes have
// cached is old then.
Result<void> bump_epoch(db::Connection& connection, TenantId tenant);
// 0 where there is no such company.
[[nodiscard]] Result<std::int64_t> epoch_of(db::Connection& connection, TenantId tenant);

}  // namespace bailiwick::platform::identity
