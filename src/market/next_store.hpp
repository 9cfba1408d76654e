// The only SQL of the policy of next accounts. Plain functions in the transaction of the connection they are given.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "market/next_rank.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market::next_store {

// The first policy where the company has changed none.
[[nodiscard]] Result<NextPolicy> policy(platform::db::Connection& connection, TenantId tenant);

struct Change {
  TenantId tenant;
  Instant at;
  PersonId by;
};
// In the place of what was; `version` is written as it stands in the policy.
[[nodiscard]] Result<void> put_policy(platform::db::Connection& connection, const Change& change,
                                      const NextPolicy& policy);

}  // namespace bailiwick::market::next_store
