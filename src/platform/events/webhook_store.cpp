#include "platform/events/webhook_store.hpp"

#include <string>
#include <utility>

namespace bailiwick::platform::events {
namespace {

using db::Connection;
using db::Row;
using db::Sql;
using db::SqlText;
using db::Value;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return words;
}

Webhook webhook_of(const Row& row) {
  Webhook webhook;
  webhook.tenant = row.id<TenantTag>(0);
  webhook.id = row.id<WebhookTag>(1);
  webhook.url = row.text(2);
  webhook.events = split(row.text(3));
  webhook.sealed_secret = row.text(4);
  webhook.state = parse_webhook_state(row.text(5)).value();
  if (!row.is_null(6)) webhook.created_by = row.id<PersonTag>(6);
  webhook.created_at = row.instant(7);
  webhook.version = row.int64(8);
  webhook.position = row.int64(9);
  webhook.failures = row.int64(10);
  webhook.failing_since = row.optional_instant(11);
  webhook.next_try_at = row.optional_instant(12);
  return webhook;
}

Delivery delivery_of(const Row& row) {
  Delivery delivery;
  delivery.id = row.id<DeliveryTag>(0);
  delivery.event = row.id<EventTag>(1);
  delivery.event_name = row.text(2);
  delivery.attempt = row.int64(3);
  delivery.at = row.instant(4);
  for (const auto outcome :
       {DeliveryOutcome::kDelivered, DeliveryOutcome::kFailed, DeliveryOutcome::kGivenUp}) {
    if (name_of(outcome) == row.text(5)) delivery.outcome = outcome;
  }
  delivery.status = row.optional_int64(6);
  if (!row.is_null(7)) {
    delivery.problem =
        Error{ErrorCode::kUnavailable, std::string(row.text(7)), std::string(row.text(8))};
  }
  delivery.duration_ms = row.int64(9);
  return delivery;
}

Result<bool> has_changed(const Result<std::int64_t>& rows) {
  if (!rows) return tl::unexpected(rows.error());
  return *rows > 0;
}

Result<void> done(const Result<std::int64_t>& rows) {
  if (!rows) return tl::unexpected(rows.error());
  return {};
}

}  // namespace

Result<void> insert(Connection& connection, const Webhook& webhook) {
  return done(connection.execute(
      "INSERT INTO webhook (tenant_id, webhook_id, url, events, sealed_secret, state, created_by, "
      "created_at, version, "
      "position, failures, failing_since, next_try_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, $11, $12, $13)",
      {webhook.tenant, webhook.id, webhook.url, joined(webhook.events), webhook.sealed_secret,
       name_of(webhook.state), webhook.created_by.is_nil() ? Value() : Value(webhook.created_by),
       webhook.created_at, webhook.version, webhook.position, webhook.failures,
       webhook.failing_since, webhook.next_try_at}));
}

Result<std::optional<Webhook>> find_webhook(Connection& connection, TenantId tenant, WebhookId id) {
  return db::query_one(
      connection,
      "SELECT tenant_id, webhook_id, url, events, sealed_secret, state, created_by, created_at, "
      "version, position, failures, failing_since, next_try_at FROM webhook "
      "WHERE tenant_id = $1 AND webhook_id = $2",
      {tenant, id}, webhook_of);
}

Result<std::vector<Webhook>> webhooks_of(Connection& connection, TenantId tenant) {
  return db::query_all(
      connection,
      "SELECT tenant_id, webhook_id, url, events, sealed_secret, state, created_by, created_at, "
      "version, position, failures, failing_since, next_try_at FROM webhook "
      "WHERE tenant_id = $1 ORDER BY webhook_id",
      {tenant}, webhook_of);
}

Result<bool> update(Connection& connection, const Webhook& webhook) {
  return has_changed(connection.execute(
      "UPDATE webhook SET url = $4, events = $5, sealed_secret = $6, state = $7, position = $8, "
      "failures = $9, "
      "failing_since = $10, next_try_at = $11, version = version + 1 WHERE tenant_id = $1 AND "
      "webhook_id = $2 AND version = $3",
      {webhook.tenant, webhook.id, webhook.version, webhook.url, joined(webhook.events),
       webhook.sealed_secret, name_of(webhook.state), webhook.position, webhook.failures,
       webhook.failing_since, webhook.next_try_at}));
}

Result<bool> advance(Connection& connection, const Webhook& webhook, std::int64_t position_before) {
  return has_changed(connection.execute(
      "UPDATE webhook SET state = $4, position = $5, failures = $6, failing_since = $7, "
      "next_try_at = $8, "
      "version = version + CASE WHEN state = $4 THEN 0 ELSE 1 END "
      "WHERE tenant_id = $1 AND webhook_id = $2 AND position = $3 AND state = 'active'",
      {webhook.tenant, webhook.id, position_before, name_of(webhook.state), webhook.position,
       webhook.failures, webhook.failing_since, webhook.next_try_at}));
}

Result<void> remove(Connection& connection, TenantId tenant, WebhookId id) {
  const auto deliveries = connection.execute(
      "DELETE FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2", {tenant, id});
  if (!deliveries) return tl::unexpected(deliveries.error());
  return done(connection.execute("DELETE FROM webhook WHERE tenant_id = $1 AND webhook_id = $2",
                                 {tenant, id}));
}

Result<void> insert(Connection& connection, const Webhook& webhook, const Delivery& delivery) {
  const auto problem = [&](std::string Error::*member) {
    return delivery.problem ? Value((*delivery.problem).*member) : Value();
  };
  return done(connection.execute(
      "INSERT INTO webhook_delivery (tenant_id, webhook_id, delivery_id, event_id, event_name, "
      "attempt, at, outcome, "
      "status, problem_rule, problem_message, duration_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, "
      "$9, $10, $11, $12)",
      {webhook.tenant, webhook.id, delivery.id, delivery.event, delivery.event_name,
       delivery.attempt, delivery.at, name_of(delivery.outcome), delivery.status,
       problem(&Error::rule), problem(&Error::message), delivery.duration_ms}));
}

Result<std::vector<Delivery>> deliveries_of(Connection& connection, const Webhook& webhook,
                                            std::optional<DeliveryId> before, std::int64_t limit) {
  SqlText sql =
      Sql("SELECT delivery_id, event_id, event_name, attempt, at, outcome, status, problem_rule, "
          "problem_message, "
          "duration_ms FROM webhook_delivery WHERE tenant_id = $1 AND webhook_id = $2");
  std::vector<Value> params = {webhook.tenant, webhook.id, limit};
  if (before) {
    sql += " AND delivery_id < $4";
    params.emplace_back(*before);
  }
  sql += " ORDER BY delivery_id DESC LIMIT $3";
  std::vector<Delivery> found;
  const auto read =
      connection.query(sql, params, [&](const Row& row) { found.push_back(delivery_of(row)); });
  if (!read) return tl::unexpected(read.error());
  return found;
}

}  // namespace bailiwick::platform::events
