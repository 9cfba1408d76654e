// The job of a front: its points one after the other, each kept as soon as it is found. Its result is {"plan", "points", "skipped"}: demands that cannot be
// met are passed over. Cancelling keeps the points so far.
#pragma once

#include "planning/front_service.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::planning {

// `fronts` outlives it.
[[nodiscard]] platform::jobs::JobKind front_kind(const FrontService& fronts, int threads);

}  // namespace bailiwick::planning
