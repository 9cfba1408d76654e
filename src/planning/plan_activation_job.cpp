#include "planning/plan_activation_job.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/core.h>

#include "planning/plan_job.hpp"

namespace bailiwick::planning {
namespace {

namespace jobs = platform::jobs;

Result<jobs::JobOutcome> run_activation(const PlanActivation& activation,
                                        jobs::JobContext& context) {
  const jobs::Job& job = context.job();
  auto ready = activation.prepare(job, [&](std::int64_t accounts) {
    context.progress(0.0, fmt::format("{} accounts looked at", accounts));
  });
  if (!ready) return tl::unexpected(joined(ready.error()));
  if (context.is_stopping())
    return fail(ErrorCode::kCancelled, "P040", "It was cancelled before anything was written.");
  context.progress(0.5, "Writing the alignment");
  const auto prepared = std::make_shared<const PlanActivation::Prepared>(std::move(*ready));
  const nlohmann::json result = {{"plan", prepared->request.plan.text()},
                                 {"valid_from", to_text(prepared->request.valid_from)},
                                 {"territories", prepared->desk->board.territory_count()},
                                 {"accounts", prepared->activation.accounts},
                                 {"gaps", prepared->activation.gaps}};
  return jobs::JobOutcome{
      .result = result.dump(),
      .save = [&activation, job, prepared](platform::db::Connection& connection) {
        return activation.save(connection, job, *prepared);
      }};
}

}  // namespace

jobs::JobKind activate_kind(const PlanActivation& activation) {
  return {.name = std::string(kActivateKind), .run = [&activation](jobs::JobContext& context) {
            return run_activation(activation, context);
          }};
}

}  // namespace bailiwick::planning
