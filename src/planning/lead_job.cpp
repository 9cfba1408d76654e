#include "planning/lead_job.hpp"

namespace bailiwick::planning {

namespace jobs = platform::jobs;

jobs::JobKind lead_sweep_kind(const LeadService& service) {
  return {.name = std::string(kLeadSweepKind),
          .run = [&service](jobs::JobContext& context) -> Result<jobs::JobOutcome> {
            const auto next = service.sweep(context.job().tenant);
            if (!next) return tl::unexpected(next.error());
            return jobs::JobOutcome{.again_at = *next};
          },
          .is_internal = true};
}

}  // namespace bailiwick::planning
