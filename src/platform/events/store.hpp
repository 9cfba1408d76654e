// The SQL of events: the outbox and its positions. Each function runs inside the caller's transaction.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"

namespace bailiwick::platform::events {

// The next `count` positions of a company are the caller's: the last of them. Serialises those who take positions of one company.
[[nodiscard]] Result<std::int64_t> take_positions(db::Connection& connection, TenantId tenant,
                                                  std::int64_t count);
// With its position, or (0) without one yet.
[[nodiscard]] Result<void> insert(db::Connection& connection, const StoredEvent& event);
[[nodiscard]] Result<void> set_position(db::Connection& connection, const StoredEvent& event);
// Committed events without a position, company by company, each company's in the order of their transactions.
[[nodiscard]] Result<std::vector<StoredEvent>> without_position(db::Connection& connection,
                                                                std::int64_t count_max);

// The last position given; 0 where there was no event yet.
[[nodiscard]] Result<std::int64_t> last_position(db::Connection& connection, TenantId tenant);
// Those after `position`, in order.
[[nodiscard]] Result<std::vector<StoredEvent>> events_after(db::Connection& connection,
                                                            TenantId tenant, std::int64_t position,
                                                            std::int64_t count_max);

// Removes events and delivery records from before then, at most `count_max` of each; how many.
[[nodiscard]] Result<std::int64_t> prune(db::Connection& connection, Instant before,
                                         std::int64_t count_max);

}  // namespace bailiwick::platform::events
