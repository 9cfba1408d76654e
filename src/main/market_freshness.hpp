// Has the market counted anew where accounts, or what belongs to them, changed: at once when an import has ended, within kRecountSeconds after other changes, so
// that a busy company is not counted all the time. One count waits at a time; companies that were never counted are left alone.
#pragma once

#include <cstdint>

#include "market/market_model_service.hpp"
#include "platform/events/events.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick {

inline constexpr std::int64_t kRecountSeconds = 3'600;

// `models` outlives both.
void keep_market_fresh(platform::jobs::JobQueue& queue, platform::events::EventOutbox& outbox,
                       const market::MarketModelService& models);

}  // namespace bailiwick
