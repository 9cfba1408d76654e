// The SQL of webhooks and their deliveries. Each function runs inside the caller's transaction.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/events/webhooks.hpp"

namespace bailiwick::platform::events {

[[nodiscard]] Result<void> insert(db::Connection& connection, const Webhook& webhook);
[[nodiscard]] Result<std::optional<Webhook>> find_webhook(db::Connection& connection,
                                                          TenantId tenant, WebhookId id);
// By id, so in the order in which they were made.
[[nodiscard]] Result<std::vector<Webhook>> webhooks_of(db::Connection& connection, TenantId tenant);
// What people change: url, events, secret, state, with position and failures; false where `version` is no longer the stored one.
// The stored version becomes the next one.
[[nodiscard]] Result<bool> update(db::Connection& connection, const Webhook& webhook);
// What a delivery changes: state, position and failures; false where another delivery was quicker (its position is not
// `position_before` any more) or the webhook is not active.
[[nodiscard]] Result<bool> advance(db::Connection& connection, const Webhook& webhook,
                                   std::int64_t position_before);
// With its deliveries.
[[nodiscard]] Result<void> remove(db::Connection& connection, TenantId tenant, WebhookId id);

[[nodiscard]] Result<void> insert(db::Connection& connection, const Webhook& webhook,
                                  const Delivery& delivery);
// Newest first; older than `before` where that is given.
[[nodiscard]] Result<std::vector<Delivery>> deliveries_of(db::Connection& connection,
                                                          const Webhook& webhook,
                                                          std::optional<DeliveryId> before,
                                                          std::int64_t limit);

}  // namespace bailiwick::platform::events
