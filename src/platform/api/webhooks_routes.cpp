#include "platform/api/webhooks_routes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "platform/api/resource.hpp"

namespace bailiwick::platform::api {
namespace {

using events::Delivery;
using events::DeliveryId;
using events::Webhook;
using events::WebhookId;
using http::Call;
using http::kOptional;
using http::Method;
using http::Response;
using http::Route;
using Json = nlohmann::json;

http::Schema subscriptions_schema() {
  return http::array(http::text(1, 100), events::kSubscriptionsMax)
      .described("Names of events (plan.updated), all of a kind (plan.*), or all (*)");
}

const http::Schema& webhook_schema() {
  static const http::Schema schema =
      http::object("Webhook", {{"id", http::id("webhook")},
                               {"url", http::text(1, 2'000)},
                               {"events", subscriptions_schema()},
                               {"state", http::one_of({"active", "paused", "disabled"})},
                               {"created_by", http::id("person"), kOptional},
                               {"created_at", http::instant()},
                               {"failing_since", http::instant(), kOptional},
                               {"next_try_at", http::instant(), kOptional}});
  return schema;
}

const http::Schema& delivery_schema() {
  static const http::Schema schema = http::object(
      "Delivery",
      {{"id", http::id("delivery")},
       {"event", http::id("event").described("The webhook-id that was sent")},
       {"event_name", http::text()},
       {"attempt", http::integer(1, 1'000'000)},
       {"at", http::instant()},
       {"outcome", http::one_of({"delivered", "failed", "given_up"})},
       {"status", http::integer(100, 999), kOptional},
       {"problem",
        http::object("DeliveryProblem", {{"rule", http::text()}, {"message", http::text()}}),
        kOptional},
       {"duration_ms", http::integer(0, 1'000'000'000)}});
  return schema;
}

Json json_of(const Webhook& webhook) {
  Json json = {{"id", webhook.id.text()},
               {"url", webhook.url},
               {"events", webhook.events},
               {"state", name_of(webhook.state)},
               {"created_at", to_text(webhook.created_at)}};
  if (!webhook.created_by.is_nil()) json["created_by"] = webhook.created_by.text();
  if (webhook.failing_since) json["failing_since"] = to_text(*webhook.failing_since);
  if (webhook.next_try_at) json["next_try_at"] = to_text(*webhook.next_try_at);
  return json;
}

Json json_of(const Delivery& delivery) {
  Json json = {{"id", delivery.id.text()},           {"event", delivery.event.text()},
               {"event_name", delivery.event_name},  {"attempt", delivery.attempt},
               {"at", to_text(delivery.at)},         {"outcome", name_of(delivery.outcome)},
               {"duration_ms", delivery.duration_ms}};
  if (delivery.status) json["status"] = *delivery.status;
  if (delivery.problem)
    json["problem"] = {{"rule", delivery.problem->rule}, {"message", delivery.problem->message}};
  return json;
}

Route webhook_route(Method method, std::string_view path, std::string_view id,
                    std::string_view summary) {
  Route route;
  route.method = method;
  route.path = path;
  route.id = id;
  route.tag = "Webhooks";
  route.summary = summary;
  route.access = http::allow(identity::Permission::kWebhooksManage);
  if (path.find("{webhook}") != std::string_view::npos) {
    route.params.push_back({.name = "webhook",
                            .place = http::ParamPlace::kPath,
                            .schema = http::id("webhook"),
                            .description = "The webhook's id"});
  }
  return route;
}

Route list_webhooks(const events::WebhookService& service) {
  Route route = webhook_route(Method::kGet, "/api/v1/webhooks", "listWebhooks", "All webhooks");
  route.answers = {
      {200, "All of them, oldest first", http::page_of("WebhookPage", webhook_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto webhooks = service.list(call.principal());
    if (!webhooks) return tl::unexpected(webhooks.error());
    Json items = Json::array();
    for (const Webhook& webhook : *webhooks) items.push_back(json_of(webhook));
    return page(std::move(items), std::nullopt);
  };
  return route;
}

Route create_webhook(const events::WebhookService& service) {
  Route route = webhook_route(Method::kPost, "/api/v1/webhooks", "createWebhook", "Make a webhook");
  route.description = "The answer has the secret that signs deliveries, this once.";
  route.is_idempotent_by_key = true;
  route.body = http::object("WebhookCreate",
                            {{"url", http::text(1, 2'000)}, {"events", subscriptions_schema()}});
  route.answers = {
      {201, "Made",
       http::object("WebhookCreated", {{"webhook", webhook_schema()}, {"secret", http::text()}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto created = service.create(call.principal(), call.body.at("url").get<std::string>(),
                                        call.body.at("events").get<std::vector<std::string>>());
    if (!created) return tl::unexpected(created.error());
    Response response =
        versioned(201, {{"webhook", json_of(created->webhook)}, {"secret", created->secret}},
                  created->webhook.version);
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
  };
  return route;
}

Route get_webhook(const events::WebhookService& service) {
  Route route =
      webhook_route(Method::kGet, "/api/v1/webhooks/{webhook}", "getWebhook", "One webhook");
  route.runs = http::Runs::kRead;
  route.answers = {{200, "The webhook", webhook_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto webhook = service.get(call.principal(), path_id<WebhookId>(call.request, "webhook"));
    if (!webhook) return tl::unexpected(webhook.error());
    return versioned(200, json_of(*webhook), webhook->version);
  };
  return route;
}

Route change_webhook(const events::WebhookService& service) {
  Route route = webhook_route(Method::kPatch, "/api/v1/webhooks/{webhook}", "changeWebhook",
                              "Change a webhook");
  route.description =
      "Paused: nothing is sent; active again: it goes on where it stopped, as far as events are "
      "kept.";
  route.needs_if_match = true;
  route.body =
      http::object("WebhookChange", {{"url", http::text(1, 2'000), kOptional},
                                     {"events", subscriptions_schema(), kOptional},
                                     {"state", http::one_of({"active", "paused"}), kOptional}});
  route.answers = {{200, "The webhook", webhook_schema()}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    events::WebhookChange change;
    if (call.body.contains("url")) change.url = call.body.at("url").get<std::string>();
    if (call.body.contains("events"))
      change.events = call.body.at("events").get<std::vector<std::string>>();
    if (call.body.contains("state")) {
      change.state = events::parse_webhook_state(call.body.at("state").get<std::string>());
    }
    const auto webhook =
        service.update(call.principal(), path_id<WebhookId>(call.request, "webhook"), change,
                       version_of(call.request));
    if (!webhook) return tl::unexpected(webhook.error());
    return versioned(200, json_of(*webhook), webhook->version);
  };
  return route;
}

Route remove_webhook(const events::WebhookService& service) {
  Route route = webhook_route(Method::kDelete, "/api/v1/webhooks/{webhook}", "removeWebhook",
                              "Remove a webhook");
  route.needs_if_match = true;
  route.answers = {{204, "Removed, with its deliveries", std::nullopt}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto done = service.remove(call.principal(), path_id<WebhookId>(call.request, "webhook"),
                                     version_of(call.request));
    if (!done) return tl::unexpected(done.error());
    Response response;
    response.status = 204;
    return response;
  };
  return route;
}

Route list_deliveries(const events::WebhookService& service) {
  Route route = webhook_route(Method::kGet, "/api/v1/webhooks/{webhook}/deliveries",
                              "listDeliveries", "Each try to deliver, newest first");
  route.params.push_back(cursor_param());
  route.params.push_back(limit_param());
  route.answers = {{200, "A page of deliveries", http::page_of("DeliveryPage", delivery_schema())}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    std::optional<DeliveryId> before;
    if (const auto cursor = call.request.query_value("cursor")) {
      const auto parts = read_cursor(*cursor);
      if (!parts) return tl::unexpected(parts.error());
      before = DeliveryId::parse(parts->first).value_or(DeliveryId());
    }
    const auto listed =
        service.deliveries(call.principal(), path_id<WebhookId>(call.request, "webhook"), before,
                           limit_of(call.request));
    if (!listed) return tl::unexpected(listed.error());
    Json items = Json::array();
    for (const Delivery& delivery : listed->items) items.push_back(json_of(delivery));
    return page(std::move(items),
                listed->next ? std::optional(cursor_of(listed->next->text(), "")) : std::nullopt);
  };
  return route;
}

Route test_webhook(const events::WebhookService& service) {
  Route route = webhook_route(Method::kPost, "/api/v1/webhooks/{webhook}/test", "testWebhook",
                              "Send an event webhook.test");
  route.answers = {{202, "It is sent soon; the outcome is among the deliveries",
                    http::object("WebhookTest", {{"event", http::id("event")}})}};
  route.handle = [&service](const Call& call) -> Result<Response> {
    const auto event = service.test(call.principal(), path_id<WebhookId>(call.request, "webhook"));
    if (!event) return tl::unexpected(event.error());
    return http::json_response(202, Json{{"event", event->text()}}.dump());
  };
  return route;
}

}  // namespace

http::Routes webhooks_routes(const events::WebhookService& service) {
  return {list_webhooks(service),  create_webhook(service), get_webhook(service),
          change_webhook(service), remove_webhook(service), list_deliveries(service),
          test_webhook(service)};
}

}  // namespace bailiwick::platform::api
