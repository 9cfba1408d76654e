// The job that looks after a company's leads: it runs when the next one becomes late, and now and then while some wait. People are not told of it.
#pragma once

#include "planning/lead_service.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::planning {

[[nodiscard]] platform::jobs::JobKind lead_sweep_kind(const LeadService& service);

}  // namespace bailiwick::planning
