// Goal: webhooks are for who manages them, within limits, by version; the secret is shown once and stored sealed; all is audited.
#include "platform/events/webhook_service.hpp"

#include <gtest/gtest.h>

#include "platform/audit/migrations.hpp"
#include "platform/events/webhook_world.hpp"

namespace bailiwick::platform::events {
namespace {

using identity::Principal;
using identity::Role;
namespace support = bailiwick::testing;

class WebhookServiceTest : public testing::WebhookWorld {
 protected:
  WebhookServiceTest() : WebhookWorld({audit::audit_migrations()}) {}
  void SetUp() override {
    WebhookWorld::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    service_.emplace(
        WebhookService::Parts{database(), *delivery_, box_, log_, ids_, clock_.wall()});
  }
  CreatedWebhook create(std::vector<std::string> events = {"*"}) {
    return service_->create(admin_, receiver_.url(), events).value();
  }
  template <class T>
  static std::string rule_of(const Result<T>& result) {
    return result ? "" : result.error().rule;
  }

  audit::Log log_{clock_.wall(), audit::SealKey{}};
  std::optional<WebhookService> service_;
  Principal admin_ = support::somebody(tenant_, person_, Role::kAdmin);
  Principal rep_ = support::somebody(tenant_, person_, Role::kRep);
  Principal foreign_ = support::somebody(TenantId(ids_.next()), person_, Role::kAdmin);
};
INSTANTIATE_TEST_SUITE_P(Both, WebhookServiceTest, support::on_both(), support::dialect_name);

TEST_P(WebhookServiceTest, a_new_webhook_gets_what_happens_from_then_on) {
  emit(R"({"n":1})");
  // PostgreSQL gives the event its place a moment later; who looks for it subscribes to nothing that happens here.
  const auto is_placed = [&] { return create({"nothing.happens"}).webhook.position == 1; };
  ASSERT_TRUE(support::becomes_true(is_placed));
  ASSERT_EQ(create().webhook.position, 1);
  emit(R"({"n":2})");
  ASSERT_TRUE(receives(1));
  EXPECT_NE(receiver_.requests()[0].find(R"({"n":2})"), std::string::npos);
}

TEST_P(WebhookServiceTest, the_secret_is_given_once_and_stored_sealed) {
  const CreatedWebhook created = create();
  EXPECT_TRUE(created.secret.starts_with("whsec_"));
  EXPECT_EQ(created.webhook.sealed_secret.find(created.secret), std::string::npos);
  EXPECT_EQ(box_.open(created.webhook.sealed_secret, secret_context(created.webhook.id)),
            created.secret);
}

TEST_P(WebhookServiceTest, a_webhook_that_rests_goes_on_where_it_stopped) {
  const Webhook webhook = create().webhook;
  const auto paused =
      service_->update(admin_, webhook.id, {.state = WebhookState::kPaused}, webhook.version);
  ASSERT_TRUE(paused);
  EXPECT_EQ(paused->version, 2);
  emit(R"({"n":1})");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_TRUE(receiver_.requests().empty());
  ASSERT_TRUE(service_->update(admin_, webhook.id, {.state = WebhookState::kActive}, 2));
  EXPECT_TRUE(receives(1));
}

TEST_P(WebhookServiceTest, I001_E010_webhooks_are_for_who_manages_them_in_their_own_company) {
  const Webhook webhook = create().webhook;
  EXPECT_EQ(rule_of(service_->list(rep_)), "I001");
  EXPECT_EQ(rule_of(service_->get(rep_, webhook.id)), "I001");
  EXPECT_EQ(rule_of(service_->create(rep_, "https://example.org/", {"*"})), "I001");
  EXPECT_EQ(rule_of(service_->update(rep_, webhook.id, {}, 1)), "I001");
  EXPECT_EQ(rule_of(service_->remove(rep_, webhook.id, 1)), "I001");
  EXPECT_EQ(rule_of(service_->deliveries(rep_, webhook.id, {}, 10)), "I001");
  EXPECT_EQ(rule_of(service_->test(rep_, webhook.id)), "I001");
  EXPECT_TRUE(service_->list(foreign_)->empty());
  EXPECT_EQ(rule_of(service_->get(foreign_, webhook.id)), "E010");
  EXPECT_EQ(rule_of(service_->remove(foreign_, webhook.id, 1)), "E010");
}

TEST_P(WebhookServiceTest, E011_E012_N002_what_cannot_be_a_webhook_is_refused) {
  const auto refused = [&](const std::string& url, std::vector<std::string> events) {
    return rule_of(service_->create(admin_, url, events));
  };
  EXPECT_EQ(refused("ftp://example.org/", {"*"}), "N002");
  EXPECT_EQ(refused("https://example.org/", {}), "E011");
  EXPECT_EQ(refused("https://example.org/", {"plan"}), "E011");
  EXPECT_EQ(refused("https://example.org/", std::vector<std::string>(kSubscriptionsMax + 1, "*")),
            "E011");
  for (int i = 0; i < kWebhooksMax; ++i) EXPECT_EQ(refused("https://example.org/", {"*"}), "");
  EXPECT_EQ(refused("https://example.org/", {"*"}), "E012");
}

TEST_P(WebhookServiceTest, E013_a_stale_version_changes_nothing) {
  const Webhook webhook = create().webhook;
  ASSERT_TRUE(
      service_->update(admin_, webhook.id, {.events = std::vector<std::string>{"plan.*"}}, 1));
  EXPECT_EQ(rule_of(service_->update(admin_, webhook.id, {}, 1)), "E013");
  EXPECT_EQ(rule_of(service_->remove(admin_, webhook.id, 1)), "E013");
  EXPECT_EQ(service_->get(admin_, webhook.id)->events, std::vector<std::string>{"plan.*"});
  EXPECT_TRUE(service_->remove(admin_, webhook.id, 2));
  EXPECT_EQ(rule_of(service_->get(admin_, webhook.id)), "E010");
}

TEST_P(WebhookServiceTest, a_test_shows_among_the_deliveries) {
  const Webhook webhook = create().webhook;
  const auto event = service_->test(admin_, webhook.id);
  ASSERT_TRUE(event);
  ASSERT_TRUE(support::becomes_true(
      [&] { return service_->deliveries(admin_, webhook.id, {}, 10)->items.size() == 1; }));
  EXPECT_EQ(service_->deliveries(admin_, webhook.id, {}, 10)->items[0].event, *event);
}

}  // namespace
}  // namespace bailiwick::platform::events
