#include "planning/assignment_job.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include <fmt/core.h>

#include "planning/assignment_json.hpp"
#include "planning/plan_job.hpp"

namespace bailiwick::planning {
namespace {

namespace jobs = platform::jobs;

Result<jobs::JobOutcome> run_assignment(const AssignmentService& service,
                                        jobs::JobContext& context) {
  const jobs::Job& job = context.job();
  // How many accounts there are is not known beforehand: the fraction is left to the end.
  auto prepared = service.prepare(job, [&](std::int64_t accounts) {
    context.progress(0.0, fmt::format("{} accounts looked at", accounts));
  });
  if (!prepared) return tl::unexpected(joined(prepared.error()));
  if (context.is_stopping())
    return fail(ErrorCode::kCancelled, "P040", "It was cancelled before anything was written.");
  context.progress(0.5, "Writing the alignment");
  const auto activation =
      std::make_shared<const AssignmentService::Activation>(std::move(*prepared));
  nlohmann::json result = {{"set", activation->set.id.text()},
                           {"valid_from", to_text(activation->valid_from)},
                           {"accounts", activation->accounts},
                           {"gaps", activation->gaps},
                           {"notes", nlohmann::json::array()}};
  for (const RuleNote& note : activation->notes) result["notes"].push_back(to_json(note));
  return jobs::JobOutcome{
      .result = result.dump(),
      .save = [&service, job, activation](platform::db::Connection& connection) {
        return service.save(connection, job, *activation).map([](const auto&) {});
      }};
}

}  // namespace

jobs::JobKind assign_kind(const AssignmentService& service) {
  return {.name = std::string(kAssignKind), .run = [&service](jobs::JobContext& context) {
            return run_assignment(service, context);
          }};
}

jobs::JobKind newcomers_kind(const AssignmentService& service) {
  return {.name = std::string(kNewcomersKind),
          .run = [&service](jobs::JobContext& context) -> Result<jobs::JobOutcome> {
            const jobs::Job& job = context.job();
            const auto next = service.place_newcomers(
                job.tenant, job.run_at.plus_seconds(-kNewcomersOverlapSeconds),
                [&context] { return context.is_stopping(); });
            if (!next) return tl::unexpected(next.error());
            return jobs::JobOutcome{.again_at = *next};
          },
          .is_internal = true};
}

}  // namespace bailiwick::planning
