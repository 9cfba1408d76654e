#include "platform/events/webhook_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/client/client.hpp"
#include "platform/events/signature.hpp"
#include "platform/events/store.hpp"
#include "platform/events/webhook_store.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::platform::events {
namespace {

using db::Connection;
using identity::Permission;
using identity::Principal;

Result<void> check(const std::string& url, const std::vector<std::string>& events) {
  if (const auto checked = client::check_url(url); !checked) return checked;
  if (events.empty() || events.size() > kSubscriptionsMax) {
    return fail(ErrorCode::kInvalidInput, "E011",
                fmt::format("A webhook subscribes to 1 to {} events; this one to {}.",
                            kSubscriptionsMax, events.size()));
  }
  for (const std::string& event : events) {
    if (!is_subscription(event)) {
      return fail(ErrorCode::kInvalidInput, "E011",
                  fmt::format("'{}' is no event to subscribe to. Write a name like plan.updated, "
                              "all of a kind like "
                              "plan.*, or * for all.",
                              event));
    }
  }
  return {};
}

tl::unexpected<Error> has_changed(WebhookId id) {
  return fail(ErrorCode::kPrecondition, "E013",
              fmt::format("Webhook {} has changed since it was read; read it again.", id.text()));
}

}  // namespace

Result<Webhook> WebhookService::found(Connection& connection, const Principal& principal,
                                      WebhookId id) const {
  if (const auto allowed = identity::require(principal, Permission::kWebhooksManage); !allowed) {
    return tl::unexpected(allowed.error());
  }
  auto webhook = find_webhook(connection, principal.tenant, id);
  if (!webhook) return tl::unexpected(webhook.error());
  if (!*webhook)
    return fail(ErrorCode::kNotFound, "E010", fmt::format("There is no webhook {}.", id.text()));
  return std::move(**webhook);
}

Result<void> WebhookService::record(Connection& connection, const Principal& principal,
                                    WebhookId id, audit::Word action) const {
  const auto kept =
      parts_.log.append(connection, {principal.tenant, actor_of(principal), action, id.text(), {}});
  if (!kept) return tl::unexpected(kept.error());
  return {};
}

Result<std::vector<Webhook>> WebhookService::list(const Principal& principal) const {
  if (const auto allowed = identity::require(principal, Permission::kWebhooksManage); !allowed) {
    return tl::unexpected(allowed.error());
  }
  return parts_.database.read(
      [&](Connection& connection) { return webhooks_of(connection, principal.tenant); });
}

Result<Webhook> WebhookService::get(const Principal& principal, WebhookId id) const {
  return parts_.database.read(
      [&](Connection& connection) { return found(connection, principal, id); });
}

Result<CreatedWebhook> WebhookService::create(const Principal& principal, const std::string& url,
                                              const std::vector<std::string>& events) const {
  if (const auto allowed = identity::require(principal, Permission::kWebhooksManage); !allowed) {
    return tl::unexpected(allowed.error());
  }
  if (const auto checked = check(url, events); !checked) return tl::unexpected(checked.error());
  CreatedWebhook created;
  created.secret = make_webhook_secret();
  Webhook& webhook = created.webhook;
  webhook.tenant = principal.tenant;
  webhook.id = WebhookId(parts_.ids.next());
  webhook.url = url;
  webhook.events = events;
  webhook.sealed_secret = parts_.box.seal(created.secret, secret_context(webhook.id));
  webhook.created_by = principal.person;
  webhook.created_at = parts_.clock();
  return parts_.database.write([&](Connection& connection) -> Result<CreatedWebhook> {
    const auto others = webhooks_of(connection, principal.tenant);
    if (!others) return tl::unexpected(others.error());
    if (others->size() >= kWebhooksMax) {
      return fail(ErrorCode::kLimit, "E012",
                  fmt::format("There are {} webhooks already; remove one first.", others->size()));
    }
    const auto last = last_position(connection, principal.tenant);
    if (!last) return tl::unexpected(last.error());
    webhook.position = *last;
    if (const auto done = insert(connection, webhook); !done) return tl::unexpected(done.error());
    const auto kept = record(connection, principal, webhook.id, "webhook.created");
    if (!kept) return tl::unexpected(kept.error());
    return created;
  });
}

Result<Webhook> WebhookService::update(const Principal& principal, WebhookId id,
                                       const WebhookChange& change,
                                       std::optional<std::int64_t> version) const {
  return parts_.database.write([&](Connection& connection) -> Result<Webhook> {
    auto webhook = found(connection, principal, id);
    if (!webhook) return webhook;
    if (version && webhook->version != *version) return has_changed(id);
    if (change.url) webhook->url = *change.url;
    if (change.events) webhook->events = *change.events;
    if (const auto checked = check(webhook->url, webhook->events); !checked)
      return tl::unexpected(checked.error());
    if (change.state) webhook->state = *change.state;
    // A change may have mended what failed: everything is tried afresh.
    webhook->failures = 0;
    webhook->failing_since.reset();
    webhook->next_try_at.reset();
    const auto is_kept = events::update(connection, *webhook);
    if (!is_kept) return tl::unexpected(is_kept.error());
    if (!*is_kept) return has_changed(id);
    ++webhook->version;
    if (webhook->state == WebhookState::kActive) {
      if (const auto queued = parts_.delivery.queue_delivery(connection, *webhook); !queued) {
        return tl::unexpected(queued.error());
      }
    }
    const auto kept = record(connection, principal, id, "webhook.changed");
    if (!kept) return tl::unexpected(kept.error());
    return webhook;
  });
}

Result<void> WebhookService::remove(const Principal& principal, WebhookId id,
                                    std::optional<std::int64_t> version) const {
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto webhook = found(connection, principal, id);
    if (!webhook) return tl::unexpected(webhook.error());
    if (version && webhook->version != *version) return has_changed(id);
    if (auto done = events::remove(connection, principal.tenant, id); !done) return done;
    return record(connection, principal, id, "webhook.removed");
  });
}

Result<DeliveryPage> WebhookService::deliveries(const Principal& principal, WebhookId id,
                                                std::optional<DeliveryId> before,
                                                std::int64_t limit) const {
  return parts_.database.read([&](Connection& connection) -> Result<DeliveryPage> {
    const auto webhook = found(connection, principal, id);
    if (!webhook) return tl::unexpected(webhook.error());
    const std::int64_t count = std::clamp<std::int64_t>(limit, 1, 200);
    auto items = deliveries_of(connection, *webhook, before, count + 1);
    if (!items) return tl::unexpected(items.error());
    DeliveryPage page;
    if (static_cast<std::int64_t>(items->size()) > count) {
      items->pop_back();
      page.next = items->back().id;
    }
    page.items = std::move(*items);
    return page;
  });
}

Result<EventId> WebhookService::test(const Principal& principal, WebhookId id) const {
  return parts_.database.write([&](Connection& connection) -> Result<EventId> {
    const auto webhook = found(connection, principal, id);
    if (!webhook) return tl::unexpected(webhook.error());
    auto event = parts_.delivery.queue_test(connection, *webhook);
    if (!event) return event;
    if (const auto kept = record(connection, principal, id, "webhook.tested"); !kept) {
      return tl::unexpected(kept.error());
    }
    return event;
  });
}

}  // namespace bailiwick::platform::events
