// The job that looks for a better board: it stores the best so far as an offer, and the last when its time is over or it is stopped.
#pragma once

#include "planning/offer_service.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::planning {

// Its result is {"plan", "offer", "units_moved"}. `offers` outlives it, and so does `database`.
[[nodiscard]] platform::jobs::JobKind optimise_kind(const OfferService& offers,
                                                    platform::db::Database& database, int threads);

}  // namespace bailiwick::planning
