#include "planning/plan_rollback_job.hpp"

#include <nlohmann/json.hpp>

namespace bailiwick::planning {

namespace jobs = platform::jobs;

jobs::JobKind rollback_kind(const PlanRollback& rollback) {
  return {.name = std::string(kRollbackKind),
          .run = [&rollback](jobs::JobContext& context) -> Result<jobs::JobOutcome> {
            const jobs::Job& job = context.job();
            context.progress(0.5, "Taking it back");
            const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
            const nlohmann::json result = {{"plan", payload.value("plan", "")}};
            return jobs::JobOutcome{.result = result.dump(),
                                    .save = [&rollback, job](platform::db::Connection& connection) {
                                      return rollback.roll_back(connection, job);
                                    }};
          }};
}

}  // namespace bailiwick::planning
