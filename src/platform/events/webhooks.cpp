#include "platform/events/webhooks.hpp"

#include <algorithm>

namespace bailiwick::platform::events {
namespace {

constexpr std::array<std::string_view, 3> kStateNames = {"active", "paused", "disabled"};
constexpr std::array<std::string_view, 3> kOutcomeNames = {"delivered", "failed", "given_up"};
constexpr int kGone = 410;

bool matches(std::string_view subscription, std::string_view name) {
  if (subscription == "*" || subscription == name) return true;
  return subscription.ends_with(".*") &&
         name.starts_with(subscription.substr(0, subscription.size() - 1));
}

}  // namespace

std::string_view name_of(WebhookState state) {
  return kStateNames[static_cast<std::size_t>(state)];
}

std::optional<WebhookState> parse_webhook_state(std::string_view word) {
  for (std::size_t i = 0; i < kStateNames.size(); ++i) {
    if (kStateNames[i] == word) return static_cast<WebhookState>(i);
  }
  return std::nullopt;
}

std::string_view name_of(DeliveryOutcome outcome) {
  return kOutcomeNames[static_cast<std::size_t>(outcome)];
}

bool is_wanted(const Webhook& webhook, const Event& event) {
  return event.audience.permission && std::any_of(webhook.events.begin(), webhook.events.end(),
                                                  [&](const std::string& subscription) {
                                                    return matches(subscription, event.name);
                                                  });
}

bool is_subscription(std::string_view text) {
  if (text == "*" || is_event_name(text)) return true;
  // "plan.*" is to "plan.x" what a prefix is to a name.
  return text.ends_with(".*") && is_event_name(std::string(text.substr(0, text.size() - 1)) + "x");
}

AfterTry after_try(Webhook webhook, std::int64_t position, std::optional<int> status, Instant now) {
  AfterTry after;
  webhook.next_try_at.reset();
  const bool is_taken = status && *status >= 200 && *status < 300;
  if (is_taken) {
    webhook.position = position;
    webhook.failures = 0;
    webhook.failing_since.reset();
  } else {
    after.outcome = DeliveryOutcome::kFailed;
    ++webhook.failures;
    if (!webhook.failing_since) webhook.failing_since = now;
    const bool is_hopeless =
        status == kGone || now >= webhook.failing_since->plus_seconds(kFailingDaysMax * 86'400);
    if (is_hopeless) {
      webhook.state = WebhookState::kDisabled;
    } else if (webhook.failures > static_cast<std::int64_t>(kRetryWaits.size())) {
      after.outcome = DeliveryOutcome::kGivenUp;
      webhook.position = position;
      webhook.failures = 0;
    } else {
      webhook.next_try_at =
          now.plus_seconds(kRetryWaits[static_cast<std::size_t>(webhook.failures - 1)]);
    }
  }
  after.webhook = std::move(webhook);
  return after;
}

}  // namespace bailiwick::platform::events
