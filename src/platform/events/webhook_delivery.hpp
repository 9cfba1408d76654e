// Delivers events to webhooks as jobs: one lane a webhook, so that its events go out one after the other, from any worker.
//
// connect() adds the kinds "webhooks.deliver" and "webhooks.test" to the queue, and listens to the outbox: an event that a webhook
// wants queues a job in the transaction that gave the event its position.
// Problems of deliveries: E014 the receiver did not answer 2xx; otherwise those of client (N0xx). E015 (kCancelled): the worker stops.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/client/client.hpp"
#include "platform/crypto/secret_box.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"
#include "platform/events/webhooks.hpp"
#include "platform/jobs/queue.hpp"

namespace bailiwick::platform::events {

inline constexpr std::string_view kTestEvent = "webhook.test";

// Thread-safe once connected. All referred to outlive it.
class WebhookDelivery {
 public:
  struct Parts {
    db::Database& database;
    jobs::JobQueue& queue;
    const client::Client& client;
    const crypto::SecretBox& box;  // opens the webhooks' secrets
    UuidSource& ids;
    WallClock clock;
  };
  explicit WebhookDelivery(Parts parts) : parts_(std::move(parts)) {}

  void connect(EventOutbox& outbox);

  // Queues what the webhook has not had yet, or a test event; in the caller's transaction.
  [[nodiscard]] Result<void> queue_delivery(db::Connection& connection,
                                            const Webhook& webhook) const;
  [[nodiscard]] Result<EventId> queue_test(db::Connection& connection,
                                           const Webhook& webhook) const;

 private:
  [[nodiscard]] Result<void> published(db::Connection& connection, const StoredEvent& event) const;
  [[nodiscard]] Result<jobs::JobOutcome> deliver(jobs::JobContext& job) const;
  // Nothing: look for more.
  [[nodiscard]] Result<std::optional<jobs::JobOutcome>> deliver_all(
      Webhook webhook, const std::vector<StoredEvent>& events, jobs::JobContext& job) const;
  [[nodiscard]] Result<jobs::JobOutcome> test(jobs::JobContext& job) const;
  struct Try;
  [[nodiscard]] Try send(const Webhook& webhook, const StoredEvent& event,
                         jobs::JobContext& job) const;

  Parts parts_;
};

// What is sealed with a secret, so that it opens for its own webhook only.
[[nodiscard]] std::string secret_context(WebhookId id);

}  // namespace bailiwick::platform::events
