// Goal: which events a webhook gets, and what becomes of it after each try. Method: rows; no database.
#include "platform/events/webhooks.hpp"

#include <gtest/gtest.h>

namespace bailiwick::platform::events {
namespace {

const Instant kNow(1'000'000'000'000'000);

Webhook active() {
  Webhook webhook;
  webhook.events = {"plan.updated", "job.*"};
  webhook.position = 6;
  return webhook;
}

TEST(Webhooks, a_webhook_gets_what_it_subscribed_to_and_nothing_that_is_for_one_person) {
  const auto is_sent = [](const std::string& name) {
    return is_wanted(active(),
                     {.name = name, .audience = {.permission = identity::Permission::kPlansRead}});
  };
  EXPECT_TRUE(is_sent("plan.updated"));
  EXPECT_FALSE(is_sent("plan.updated_again"));
  EXPECT_FALSE(is_sent("plan.removed"));
  EXPECT_TRUE(is_sent("job.updated"));
  EXPECT_FALSE(is_sent("jobs.updated"));
  Webhook all = active();
  all.events = {"*"};
  EXPECT_TRUE(is_wanted(
      all, {.name = "x.y", .audience = {.permission = identity::Permission::kPlansRead}}));
  UuidSource ids([] { return kNow; },
                 [](std::uint8_t* bytes, std::size_t count) { std::fill_n(bytes, count, 7); });
  EXPECT_FALSE(is_wanted(all, {.name = "x.y", .audience = {.person = PersonId(ids.next())}}));
}

TEST(Webhooks, a_subscription_is_a_name_a_kind_or_everything) {
  for (const char* good : {"*", "plan.updated", "plan.*", "a.b.*"})
    EXPECT_TRUE(is_subscription(good)) << good;
  for (const char* bad :
       {"", "plan", "*.plan", "plan*", ".*", "plan.**", "Plan.*", "plan.* job.*"}) {
    EXPECT_FALSE(is_subscription(bad)) << bad;
  }
}

TEST(Webhooks, an_event_that_was_taken_moves_it_on) {
  Webhook webhook = active();
  webhook.failures = 3;
  webhook.failing_since = kNow;
  webhook.next_try_at = kNow;
  const AfterTry after = after_try(webhook, 7, 204, kNow);
  EXPECT_EQ(after.outcome, DeliveryOutcome::kDelivered);
  EXPECT_EQ(after.webhook.position, 7);
  EXPECT_EQ(after.webhook.failures, 0);
  EXPECT_FALSE(after.webhook.failing_since);
  EXPECT_FALSE(after.webhook.next_try_at);
}

TEST(Webhooks, a_failure_waits_longer_each_time_and_then_the_event_is_given_up) {
  Webhook webhook = active();
  Instant now = kNow;
  for (const std::int64_t wait : kRetryWaits) {
    const AfterTry after =
        after_try(webhook, 7, wait % 2 == 0 ? std::optional(500) : std::nullopt, now);
    EXPECT_EQ(after.outcome, DeliveryOutcome::kFailed);
    EXPECT_EQ(after.webhook.position, 6);
    EXPECT_EQ(after.webhook.failing_since, kNow);
    ASSERT_EQ(after.webhook.next_try_at, now.plus_seconds(wait));
    webhook = after.webhook;
    now = *webhook.next_try_at;
  }
  const AfterTry last = after_try(webhook, 7, 302, now);
  EXPECT_EQ(last.outcome, DeliveryOutcome::kGivenUp);
  EXPECT_EQ(last.webhook.position, 7);
  EXPECT_EQ(last.webhook.failures, 0);
  EXPECT_EQ(last.webhook.state, WebhookState::kActive);
  EXPECT_EQ(last.webhook.failing_since, kNow) << "no success yet";
}

TEST(Webhooks, five_days_without_success_disable_it_and_so_does_a_receiver_that_is_gone) {
  Webhook webhook = active();
  webhook.failing_since = kNow;
  const Instant before = kNow.plus_seconds(kFailingDaysMax * 86'400 - 1);
  EXPECT_EQ(after_try(webhook, 7, 500, before).webhook.state, WebhookState::kActive);
  const AfterTry after = after_try(webhook, 7, 500, before.plus_seconds(1));
  EXPECT_EQ(after.webhook.state, WebhookState::kDisabled);
  EXPECT_EQ(after.webhook.position, 6) << "it goes on where it stopped";
  EXPECT_FALSE(after.webhook.next_try_at);
  EXPECT_EQ(after_try(active(), 7, 410, kNow).webhook.state, WebhookState::kDisabled);
}

}  // namespace
}  // namespace bailiwick::platform::events
