// Webhooks: other systems that are told of a company's events over HTTP, signed (signature.hpp), by jobs.
//
// A webhook gets the events it subscribes to that are for everyone with some permission; what is for one person alone is never sent.
// It gets them one after the other in the order of their positions: the next one goes out once the one before was taken (an
// answer 2xx) or given up. A delivery that fails is tried again after the waits of kRetryWaits, and then given up; after kFailingDaysMax
// days without any success, or an answer 410, the webhook is disabled. At least once: a receiver tells repetitions by webhook-id.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/events/events.hpp"

namespace bailiwick::platform::events {

inline constexpr int kWebhooksMax = 20;  // a company
inline constexpr int kSubscriptionsMax = 50;
inline constexpr std::int64_t kFailingDaysMax = 5;
// Seconds after the first, second, ... failure of an event.
inline constexpr std::array<std::int64_t, 7> kRetryWaits = {5,      300,    1'800, 7'200,
                                                            18'000, 36'000, 36'000};

struct WebhookTag {
  static constexpr std::string_view kPrefix = "webhook";
};
using WebhookId = Uid<WebhookTag>;
struct DeliveryTag {
  static constexpr std::string_view kPrefix = "delivery";
};
using DeliveryId = Uid<DeliveryTag>;

enum class WebhookState { kActive, kPaused, kDisabled };  // disabled: by us, after long failure
[[nodiscard]] std::string_view name_of(WebhookState state);
[[nodiscard]] std::optional<WebhookState> parse_webhook_state(std::string_view word);

struct Webhook {
  TenantId tenant;
  WebhookId id;
  std::string url;
  std::vector<std::string> events;  // "plan.updated"; "plan.*": all that begin so; "*": all
  std::string sealed_secret;
  WebhookState state = WebhookState::kActive;
  PersonId created_by;
  Instant created_at;
  std::int64_t version = 1;
  std::int64_t position = 0;
  std::int64_t failures = 0;  // of the event after `position`
  std::optional<Instant> failing_since;
  std::optional<Instant> next_try_at;  // of that event, after a failure
};

// Subscribed to, and not for one person alone.
[[nodiscard]] bool is_wanted(const Webhook& webhook, const Event& event);
// A name, a prefix with ".*", or "*".
[[nodiscard]] bool is_subscription(std::string_view text);

enum class DeliveryOutcome { kDelivered, kFailed, kGivenUp };
[[nodiscard]] std::string_view name_of(DeliveryOutcome outcome);

// One try.
struct Delivery {
  DeliveryId id;
  EventId event;
  std::string event_name;
  std::int64_t attempt = 1;
  Instant at;
  DeliveryOutcome outcome = DeliveryOutcome::kDelivered;
  std::optional<std::int64_t> status;  // of the answer, where there was one
  std::optional<Error> problem;        // its code is not kept
  std::int64_t duration_ms = 0;
};

// What becomes of the webhook after a try at the event at `position` (status: of the answer, where there was one). Either it moves on
// to that position, or `next_try_at` says when the same event is tried again, or it is disabled. Pure.
struct AfterTry {
  Webhook webhook;
  DeliveryOutcome outcome = DeliveryOutcome::kDelivered;
};
[[nodiscard]] AfterTry after_try(Webhook webhook, std::int64_t position, std::optional<int> status,
                                 Instant now);

}  // namespace bailiwick::platform::events
