// What browsers and webhooks hear of plans.
#pragma once

#include "base/result.hpp"
#include "planning/plan.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"

namespace bailiwick::planning {

// plan.updated {id, name, state}, to those who may read plans. Inside a transaction of the caller.
[[nodiscard]] Result<void> tell_plan(platform::db::Connection& connection,
                                     const platform::events::EventOutbox& outbox, TenantId tenant,
                                     const Plan& plan);

}  // namespace bailiwick::planning
