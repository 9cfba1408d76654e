// What people may do with webhooks: all of it needs kWebhooksManage. Thread-safe.
// Errors: I001; E010 there is no such webhook (kNotFound); E011 the address or a subscription is not good (kInvalidInput; N002 for the
// address itself); E012 there are kWebhooksMax already (kLimit); E013 it has changed since it was read (kPrecondition).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/audit/log.hpp"
#include "platform/events/webhook_delivery.hpp"
#include "platform/events/webhooks.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::platform::events {

struct WebhookChange {
  std::optional<std::string> url = {};
  std::optional<std::vector<std::string>> events = {};
  std::optional<WebhookState> state = {};  // active: goes on where it stopped; paused
};

struct CreatedWebhook {
  Webhook webhook;
  std::string secret;  // shown this once
};

struct DeliveryPage {
  std::vector<Delivery> items;     // newest first
  std::optional<DeliveryId> next;  // `before` of the next page; nothing on the last
};

class WebhookService {
 public:
  struct Parts {
    db::Database& database;
    const WebhookDelivery& delivery;
    const crypto::SecretBox& box;
    const audit::Log& log;
    UuidSource& ids;
    WallClock clock;
  };
  explicit WebhookService(Parts parts) : parts_(std::move(parts)) {}

  [[nodiscard]] Result<std::vector<Webhook>> list(const identity::Principal& principal) const;
  [[nodiscard]] Result<Webhook> get(const identity::Principal& principal, WebhookId id) const;
  // Gets what happens from now on.
  [[nodiscard]] Result<CreatedWebhook> create(const identity::Principal& principal,
                                              const std::string& url,
                                              const std::vector<std::string>& events) const;
  // `version`: as it was read; nothing: whatever it is.
  [[nodiscard]] Result<Webhook> update(const identity::Principal& principal, WebhookId id,
                                       const WebhookChange& change,
                                       std::optional<std::int64_t> version) const;
  [[nodiscard]] Result<void> remove(const identity::Principal& principal, WebhookId id,
                                    std::optional<std::int64_t> version) const;
  [[nodiscard]] Result<DeliveryPage> deliveries(const identity::Principal& principal, WebhookId id,
                                                std::optional<DeliveryId> before,
                                                std::int64_t limit) const;
  // Sends an event webhook.test soon, also to a webhook that is paused or disabled; its id. The outcome is among the deliveries.
  [[nodiscard]] Result<EventId> test(const identity::Principal& principal, WebhookId id) const;

 private:
  [[nodiscard]] Result<Webhook> found(db::Connection& connection,
                                      const identity::Principal& principal, WebhookId id) const;
  [[nodiscard]] Result<void> record(db::Connection& connection,
                                    const identity::Principal& principal, WebhookId id,
                                    audit::Word action) const;

  Parts parts_;
};

}  // namespace bailiwick::platform::events
