#include "platform/events/webhook_delivery.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "platform/events/signature.hpp"
#include "platform/events/store.hpp"
#include "platform/events/webhook_store.hpp"

namespace bailiwick::platform::events {
namespace {

using jobs::JobContext;
using jobs::JobOutcome;

constexpr std::string_view kDeliverKind = "webhooks.deliver";
constexpr std::string_view kTestKind = "webhooks.test";
constexpr std::int64_t kEventsALook = 50;
constexpr int kLooksAJob = 20;
constexpr Seconds kAnswerLimit(15);
constexpr std::size_t kAnswerBytesMax = 64 << 10;

std::string body_of(const StoredEvent& stored) {
  return fmt::format(R"({{"type":"{}","timestamp":"{}","data":{}}})", stored.event.name,
                     to_text(stored.at), stored.event.data);
}

std::optional<WebhookId> webhook_named(const jobs::Job& job) {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  return payload.is_object() && payload.contains("webhook")
             ? WebhookId::parse(payload["webhook"].get<std::string>())
             : std::nullopt;
}

}  // namespace

struct WebhookDelivery::Try {
  Delivery delivery;  // without its outcome
  std::optional<int> status;
  bool is_broken_off = false;  // by us: it does not count
};

std::string secret_context(WebhookId id) { return "webhook.secret " + id.text(); }

void WebhookDelivery::connect(EventOutbox& outbox) {
  parts_.queue.add_kind({.name = std::string(kDeliverKind),
                         .run = [this](JobContext& job) { return deliver(job); },
                         .attempts_max = 1'000'000,
                         .is_internal = true});
  parts_.queue.add_kind({.name = std::string(kTestKind),
                         .run = [this](JobContext& job) { return test(job); },
                         .attempts_max = 3,
                         .is_internal = true});
  outbox.on_publish([this](db::Connection& connection, const StoredEvent& event) {
    return published(connection, event);
  });
}

Result<void> WebhookDelivery::published(db::Connection& connection,
                                        const StoredEvent& event) const {
  if (!event.event.audience.permission) return {};
  const auto webhooks = webhooks_of(connection, event.event.tenant);
  if (!webhooks) return tl::unexpected(webhooks.error());
  for (const Webhook& webhook : *webhooks) {
    if (webhook.state != WebhookState::kActive || webhook.failures > 0 ||
        !is_wanted(webhook, event.event))
      continue;
    if (auto queued = queue_delivery(connection, webhook); !queued) return queued;
  }
  return {};
}

Result<void> WebhookDelivery::queue_delivery(db::Connection& connection,
                                             const Webhook& webhook) const {
  const auto job = parts_.queue.enqueue(
      connection, {.tenant = webhook.tenant,
                   .kind = std::string(kDeliverKind),
                   .title = "Deliveries of a webhook",
                   .payload = fmt::format(R"({{"webhook":"{}"}})", webhook.id.text()),
                   .lane = webhook.id.text()});
  if (!job) return tl::unexpected(job.error());
  return {};
}

Result<EventId> WebhookDelivery::queue_test(db::Connection& connection,
                                            const Webhook& webhook) const {
  const EventId event(parts_.ids.next());
  const auto job =
      parts_.queue.enqueue(connection, {.tenant = webhook.tenant,
                                        .kind = std::string(kTestKind),
                                        .title = "Test of a webhook",
                                        .payload = fmt::format(R"({{"webhook":"{}","event":"{}"}})",
                                                               webhook.id.text(), event.text())});
  if (!job) return tl::unexpected(job.error());
  return event;
}

WebhookDelivery::Try WebhookDelivery::send(const Webhook& webhook, const StoredEvent& stored,
                                           JobContext& job) const {
  const auto started = std::chrono::steady_clock::now();
  Try attempt;
  attempt.delivery.id = DeliveryId(parts_.ids.next());
  attempt.delivery.event = stored.id;
  attempt.delivery.event_name = stored.event.name;
  attempt.delivery.attempt = webhook.failures + 1;
  attempt.delivery.at = parts_.clock();
  const auto secret = parts_.box.open(webhook.sealed_secret, secret_context(webhook.id));
  if (!secret) {
    attempt.delivery.problem = secret.error();
    return attempt;
  }
  const std::string id = stored.id.text();
  const std::string body = body_of(stored);
  const std::int64_t timestamp = attempt.delivery.at.micros() / 1'000'000;
  const auto signature = signature_of(*secret, {id, timestamp, body});
  const auto answer =
      parts_.client.send({.method = "POST",
                          .url = webhook.url,
                          .headers = {{"Content-Type", "application/json"},
                                      {"webhook-id", id},
                                      {"webhook-timestamp", std::to_string(timestamp)},
                                      {"webhook-signature", signature.value_or("")}},
                          .body = body,
                          .total_limit = kAnswerLimit,
                          .answer_bytes_max = kAnswerBytesMax,
                          .budget = job.budget_of(kAnswerLimit * 2)});
  attempt.delivery.duration_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                                     std::chrono::steady_clock::now() - started)
                                     .count();
  if (!answer) {
    attempt.delivery.problem = answer.error();
    attempt.is_broken_off = answer.error().code == ErrorCode::kCancelled;
    return attempt;
  }
  attempt.status = answer->status;
  attempt.delivery.status = answer->status;
  if (answer->status < 200 || answer->status >= 300) {
    attempt.delivery.problem = Error{ErrorCode::kUnavailable, "E014",
                                     fmt::format("The receiver answered {}. Only 2xx says that an "
                                                 "event was taken; redirects are not followed.",
                                                 answer->status)};
  }
  return attempt;
}

Result<JobOutcome> WebhookDelivery::test(JobContext& job) const {
  const auto id = webhook_named(job.job());
  const auto payload = nlohmann::json::parse(job.job().payload, nullptr, false);
  const auto event = EventId::parse(payload.value("event", ""));
  if (!id || !event) return JobOutcome{};
  const auto webhook = parts_.database.read(
      [&](db::Connection& connection) { return find_webhook(connection, job.job().tenant, *id); });
  if (!webhook) return tl::unexpected(webhook.error());
  if (!*webhook) return JobOutcome{};  // removed meanwhile
  Webhook tested = **webhook;
  tested.failures = 0;
  const StoredEvent stored = {
      *event,
      0,
      {.tenant = tested.tenant, .name = std::string(kTestEvent), .data = "{}"},
      parts_.clock()};
  Try attempt = send(tested, stored, job);
  if (attempt.is_broken_off) return fail(ErrorCode::kCancelled, "E015", "The test was broken off.");
  attempt.delivery.outcome =
      attempt.delivery.problem ? DeliveryOutcome::kGivenUp : DeliveryOutcome::kDelivered;
  JobOutcome outcome;
  outcome.save = [tested, delivery = attempt.delivery](db::Connection& connection) {
    return insert(connection, tested, delivery);
  };
  return outcome;
}

Result<JobOutcome> WebhookDelivery::deliver(JobContext& job) const {
  const auto id = webhook_named(job.job());
  if (!id) return JobOutcome{};
  for (int look = 0; look < kLooksAJob; ++look) {
    std::optional<Webhook> webhook;
    std::vector<StoredEvent> events;
    const auto loaded = parts_.database.read([&](db::Connection& connection) -> Result<void> {
      auto found = find_webhook(connection, job.job().tenant, *id);
      if (!found) return tl::unexpected(found.error());
      webhook = std::move(*found);
      if (!webhook) return {};
      auto next = events_after(connection, webhook->tenant, webhook->position, kEventsALook);
      if (!next) return tl::unexpected(next.error());
      events = std::move(*next);
      return {};
    });
    if (!loaded) return tl::unexpected(loaded.error());
    if (!webhook || webhook->state != WebhookState::kActive || events.empty()) return JobOutcome{};
    if (webhook->next_try_at && *webhook->next_try_at > parts_.clock()) {
      return JobOutcome{.again_at = webhook->next_try_at};
    }
    auto outcome = deliver_all(std::move(*webhook), events, job);
    if (!outcome) return tl::unexpected(outcome.error());
    if (*outcome) return std::move(**outcome);
  }
  return JobOutcome{.again_at = parts_.clock()};  // the turn of others
}

// Each try is written down in a transaction of its own, and only if the webhook still stands where this job found it: what a worker
// that lost its lease sends twice is written once, and a webhook that was paused meanwhile stays so.
Result<std::optional<JobOutcome>> WebhookDelivery::deliver_all(
    Webhook webhook, const std::vector<StoredEvent>& events, JobContext& job) const {
  std::int64_t position_before = webhook.position;
  const auto write = [&](const Delivery* delivery) {
    return parts_.database.write([&](db::Connection& connection) -> Result<bool> {
      auto is_kept = advance(connection, webhook, position_before);
      if (!is_kept || !*is_kept || delivery == nullptr) return is_kept;
      if (const auto logged = insert(connection, webhook, *delivery); !logged)
        return tl::unexpected(logged.error());
      return true;
    });
  };
  for (const StoredEvent& stored : events) {
    if (!is_wanted(webhook, stored.event)) {
      webhook.position = stored.position;
      continue;
    }
    if (job.is_stopping())
      return fail(ErrorCode::kCancelled, "E015", "Deliveries were broken off.");
    Try attempt = send(webhook, stored, job);
    if (attempt.is_broken_off)
      return fail(ErrorCode::kCancelled, "E015", "Deliveries were broken off.");
    AfterTry after = after_try(std::move(webhook), stored.position, attempt.status, parts_.clock());
    webhook = std::move(after.webhook);
    attempt.delivery.outcome = after.outcome;
    const auto is_kept = write(&attempt.delivery);
    if (!is_kept) return tl::unexpected(is_kept.error());
    if (!*is_kept || webhook.state != WebhookState::kActive) return JobOutcome{};
    if (webhook.next_try_at) return JobOutcome{.again_at = webhook.next_try_at};
    position_before = webhook.position;
  }
  if (webhook.position != position_before) {
    const auto is_kept = write(nullptr);
    if (!is_kept) return tl::unexpected(is_kept.error());
    if (!*is_kept) return JobOutcome{};
  }
  return std::nullopt;
}

}  // namespace bailiwick::platform::events
