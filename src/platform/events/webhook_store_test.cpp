// Goal: webhooks and deliveries come back as they went in; versions and positions fence those who are late.
#include "platform/events/webhook_store.hpp"

#include <gtest/gtest.h>

#include "platform/events/migrations.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::events {
namespace {

using db::Connection;
namespace support = bailiwick::testing;

class WebhookStoreTest : public support::PlatformTest {
 protected:
  WebhookStoreTest() : PlatformTest({events_migrations()}) {}

  Webhook add() {
    Webhook webhook;
    webhook.tenant = tenant_;
    webhook.id = WebhookId(ids_.next());
    webhook.url = "https://example.org/hook";
    webhook.events = {"plan.*", "job.updated"};
    webhook.sealed_secret = "v1.x";
    webhook.created_by = person_;
    webhook.created_at = clock_.now();
    EXPECT_TRUE(write([&](Connection& connection) { return insert(connection, webhook); }));
    return webhook;
  }
  std::optional<Webhook> stored(WebhookId id) {
    return read([&](Connection& connection) { return find_webhook(connection, tenant_, id); })
        .value();
  }
};
INSTANTIATE_TEST_SUITE_P(Both, WebhookStoreTest, support::on_both(), support::dialect_name);

TEST_P(WebhookStoreTest, a_webhook_comes_back_and_a_stale_version_changes_nothing) {
  Webhook webhook = add();
  EXPECT_EQ(stored(webhook.id)->events, webhook.events);
  EXPECT_EQ(stored(webhook.id)->created_by, person_);
  webhook.url = "https://example.org/other";
  const auto change = [&] {
    return write([&](Connection& c) { return update(c, webhook); }).value();
  };
  EXPECT_TRUE(change());
  EXPECT_FALSE(change());
  EXPECT_EQ(stored(webhook.id)->version, 2);
  EXPECT_EQ(stored(webhook.id)->url, "https://example.org/other");
  const auto foreign =
      read([&](Connection& c) { return find_webhook(c, TenantId(ids_.next()), webhook.id); });
  EXPECT_FALSE(foreign.value());
}

TEST_P(WebhookStoreTest, a_delivery_that_is_late_does_not_move_it) {
  Webhook webhook = add();
  webhook.position = 3;
  webhook.next_try_at = clock_.now();
  const auto move = [&](std::int64_t from) {
    return write([&](Connection& c) { return advance(c, webhook, from); }).value();
  };
  EXPECT_TRUE(move(0));
  EXPECT_FALSE(move(0));
  EXPECT_EQ(stored(webhook.id)->position, 3);
  EXPECT_EQ(stored(webhook.id)->next_try_at, webhook.next_try_at);
  EXPECT_EQ(stored(webhook.id)->version, 1) << "nobody has to read it again for that";
  webhook.state = WebhookState::kDisabled;
  EXPECT_TRUE(move(3));
  EXPECT_EQ(stored(webhook.id)->version, 2);
  EXPECT_FALSE(move(3)) << "it is not active any more";
}

TEST_P(WebhookStoreTest, deliveries_are_paged_newest_first_and_go_with_their_webhook) {
  const Webhook webhook = add();
  std::vector<Delivery> made;
  for (int i = 0; i < 3; ++i) {
    Delivery delivery;
    delivery.id = DeliveryId(ids_.next());
    delivery.event = EventId(ids_.next());
    delivery.event_name = "plan.updated";
    delivery.at = clock_.now();
    delivery.outcome = DeliveryOutcome::kGivenUp;
    delivery.problem = Error{ErrorCode::kUnavailable, "N006", "closed"};
    made.push_back(delivery);
    EXPECT_TRUE(write([&](Connection& c) { return insert(c, webhook, delivery); }));
  }
  const auto page = [&](std::optional<DeliveryId> before) {
    return read([&](Connection& c) { return deliveries_of(c, webhook, before, 2); }).value();
  };
  ASSERT_EQ(page({}).size(), 2U);
  EXPECT_EQ(page({})[0].id, made[2].id);
  EXPECT_EQ(page({})[0].problem->rule, "N006");
  EXPECT_EQ(page({})[0].outcome, DeliveryOutcome::kGivenUp);
  EXPECT_FALSE(page({})[0].status);
  ASSERT_EQ(page(made[1].id).size(), 1U);
  EXPECT_TRUE(write([&](Connection& c) { return remove(c, tenant_, webhook.id); }));
  EXPECT_FALSE(stored(webhook.id));
  EXPECT_TRUE(page({}).empty());
}

}  // namespace
}  // namespace bailiwick::platform::events
