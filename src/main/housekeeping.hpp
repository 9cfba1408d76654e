// What a worker does about once an hour: it removes what is expired, and records that are kept for a time only; has companies counted whose last count
// is a day old, accounts looked for that have no territory yet, and people told of what waits for them.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "crm/import_service.hpp"
#include "market/market_model_service.hpp"
#include "planning/assignment_service.hpp"
#include "planning/digest_service.hpp"
#include "platform/api/idempotency_store.hpp"
#include "platform/db/database.hpp"
#include "platform/identity/oidc/oidc_sign_in.hpp"
#include "platform/identity/privacy.hpp"

namespace bailiwick {

inline constexpr std::int64_t kEventsKeptDays = 7;  // a browser resumes, a webhook is tried again
inline constexpr std::int64_t kMailsKeptDays = 30;

struct HousekeepingParts {
  const platform::identity::Privacy& privacy;
  const platform::identity::oidc::OidcSignIn& oidc;
  platform::api::DatabaseIdempotencyStore& idempotency;
  const crm::ImportService& imports;
  const market::MarketModelService& market;
  const planning::AssignmentService& assignment;
  const planning::DigestService& digests;
  WallClock now;
};

// Each may fail alone. What `parts` refers to outlives them.
[[nodiscard]] std::vector<std::function<Result<void>(platform::db::Database&)>> housekeeping(
    const HousekeepingParts& parts);

}  // namespace bailiwick
