// Goal: a receiver gets each event signed, in order, again after failures, and never what is not for it.
#include "platform/events/webhook_delivery.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <thread>

#include "platform/events/signature.hpp"
#include "platform/events/webhook_world.hpp"

namespace bailiwick::platform::events {
namespace {

namespace support = bailiwick::testing;

class DeliveryTest : public testing::WebhookWorld {};
INSTANTIATE_TEST_SUITE_P(Both, DeliveryTest, support::on_both(), support::dialect_name);

std::string header_of(const std::string& request, const std::string& name) {
  const std::size_t start = request.find("\n" + name + ": ");
  if (start == std::string::npos) return "";
  const std::size_t value = start + name.size() + 3;
  return request.substr(value, request.find('\n', value) - value);
}

std::string body_of(const std::string& request) { return request.substr(request.find("\n\n") + 2); }

std::int64_t number_of(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

TEST_P(DeliveryTest, events_arrive_signed_and_in_order) {
  const Webhook webhook = add();
  for (int i = 1; i <= 5; ++i) emit(R"({"n":)" + std::to_string(i) + "}");
  ASSERT_TRUE(receives(5));
  const auto requests = receiver_.requests();
  for (std::size_t i = 0; i < 5; ++i) {
    const std::string& request = requests[i];
    EXPECT_TRUE(body_of(request).ends_with(R"("data":{"n":)" + std::to_string(i + 1) + "}}"))
        << request;
    EXPECT_TRUE(body_of(request).starts_with(R"({"type":"plan.updated","timestamp":")"));
    const std::string id = header_of(request, "webhook-id");
    const std::string timestamp = header_of(request, "webhook-timestamp");
    EXPECT_TRUE(EventId::parse(id)) << id;
    EXPECT_EQ(header_of(request, "webhook-signature"),
              signature_of("whsec_c2VjcmV0", {id, number_of(timestamp), body_of(request)}));
  }
  EXPECT_TRUE(support::becomes_true([&] { return stored(webhook).position == 5; }));
  const auto log = deliveries(webhook);
  ASSERT_EQ(log.size(), 5U);
  EXPECT_EQ(log[0].outcome, DeliveryOutcome::kDelivered);
  EXPECT_EQ(log[0].status, 204);
}

TEST_P(DeliveryTest, what_was_not_subscribed_to_or_is_for_one_person_is_not_sent) {
  const Webhook webhook = add({"plan.updated"});
  emit("{}", {.person = person_});
  emit("{}", {.permission = identity::Permission::kPlansRead}, "job.updated");
  emit(R"({"n":3})");
  ASSERT_TRUE(receives(1));
  EXPECT_TRUE(support::becomes_true([&] { return stored(webhook).position == 3; }));
  EXPECT_EQ(receiver_.requests().size(), 1U);
}

TEST_P(DeliveryTest, E014_a_failure_is_tried_again_and_those_behind_it_wait) {
  receiver_.status = 500;
  const Webhook webhook = add();
  emit(R"({"n":1})");
  emit(R"({"n":2})");
  ASSERT_TRUE(support::becomes_true([&] { return stored(webhook).failures == 1; }));
  EXPECT_TRUE(support::becomes_true([&] { return deliveries(webhook).size() == 1; }));
  EXPECT_EQ(deliveries(webhook)[0].problem->rule, "E014");
  EXPECT_EQ(stored(webhook).position, 0);
  receiver_.status = 200;
  clock_.put_forward(10);
  ASSERT_TRUE(receives(3));
  const auto requests = receiver_.requests();
  EXPECT_EQ(header_of(requests[0], "webhook-id"), header_of(requests[1], "webhook-id"))
      << "the same event again";
  EXPECT_TRUE(body_of(requests[2]).ends_with(R"({"n":2}})"));
  EXPECT_TRUE(support::becomes_true([&] { return stored(webhook).position == 2; }));
  EXPECT_EQ(stored(webhook).failures, 0);
}

TEST_P(DeliveryTest, a_receiver_that_is_gone_disables_the_webhook) {
  receiver_.status = 410;
  const Webhook webhook = add();
  emit("{}");
  EXPECT_TRUE(
      support::becomes_true([&] { return stored(webhook).state == WebhookState::kDisabled; }));
  emit("{}");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(receiver_.requests().size(), 1U);
}

TEST_P(DeliveryTest, a_test_is_sent_also_where_the_webhook_rests) {
  Webhook webhook = add();
  webhook.state = WebhookState::kPaused;
  ASSERT_TRUE(write([&](db::Connection& connection) { return update(connection, webhook); }));
  const auto event =
      write([&](db::Connection& connection) { return delivery_->queue_test(connection, webhook); });
  ASSERT_TRUE(event);
  ASSERT_TRUE(receives(1));
  EXPECT_EQ(header_of(receiver_.requests()[0], "webhook-id"), event->text());
  EXPECT_TRUE(support::becomes_true([&] { return deliveries(webhook).size() == 1; }));
  EXPECT_EQ(deliveries(webhook)[0].event_name, kTestEvent);
}

TEST_P(DeliveryTest, a_secret_of_another_key_sends_nothing) {
  Webhook webhook = add();
  webhook.sealed_secret = "v1.other";
  ASSERT_TRUE(write([&](db::Connection& connection) { return update(connection, webhook); }));
  emit("{}");
  ASSERT_TRUE(support::becomes_true([&] { return deliveries(webhook).size() == 1; }));
  EXPECT_EQ(deliveries(webhook)[0].problem->rule, "K011");
  EXPECT_TRUE(receiver_.requests().empty());
}

}  // namespace
}  // namespace bailiwick::platform::events
