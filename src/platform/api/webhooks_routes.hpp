// Webhooks and their deliveries.
#pragma once

#include "platform/events/webhook_service.hpp"
#include "platform/http/route.hpp"

namespace bailiwick::platform::api {

// `service` outlives the routes.
[[nodiscard]] http::Routes webhooks_routes(const events::WebhookService& service);

}  // namespace bailiwick::platform::api
