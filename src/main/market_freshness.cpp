#include "main/market_freshness.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "crm/import_job.hpp"

namespace bailiwick {
namespace {

namespace events = platform::events;
namespace jobs = platform::jobs;

// What is told where records change, one by one, and where accounts get other territories.
constexpr std::array<std::string_view, 2> kChanges = {"record.updated", "alignment.updated"};

}  // namespace

void keep_market_fresh(jobs::JobQueue& queue, events::EventOutbox& outbox,
                       const market::MarketModelService& models) {
  queue.on_change([&queue, &models](platform::db::Connection& connection,
                                    const jobs::Job& job) -> Result<void> {
    // An import that failed or was cancelled may have written some of its rows.
    if (job.kind != crm::kImportRunKind || !jobs::is_finished(job.state)) return {};
    return models.recount(connection, job.tenant, queue.now());
  });
  outbox.on_publish([&queue, &models](platform::db::Connection& connection,
                                      const events::StoredEvent& stored) -> Result<void> {
    const events::Event& event = stored.event;
    if (std::ranges::find(kChanges, event.name) == kChanges.end()) return {};
    return models.recount(connection, event.tenant, queue.now().plus_seconds(kRecountSeconds));
  });
}

}  // namespace bailiwick
