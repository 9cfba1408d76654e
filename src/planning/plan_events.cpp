#include "planning/plan_events.hpp"

#include <nlohmann/json.hpp>

#include "platform/identity/principal.hpp"

namespace bailiwick::planning {

Result<void> tell_plan(platform::db::Connection& connection,
                       const platform::events::EventOutbox& outbox, TenantId tenant,
                       const Plan& plan) {
  const nlohmann::json data = {
      {"id", plan.id.text()}, {"name", plan.name}, {"state", name_of(plan.state)}};
  return outbox.emit(connection,
                     {.tenant = tenant,
                      .name = "plan.updated",
                      .audience = {.permission = platform::identity::Permission::kPlansRead},
                      .data = data.dump()});
}

}  // namespace bailiwick::planning
