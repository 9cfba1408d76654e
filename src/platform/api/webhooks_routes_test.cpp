// Goal: the routes of webhooks parse what they are asked, and answer as the document says.
#include "platform/api/webhooks_routes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "platform/audit/migrations.hpp"
#include "platform/events/migrations.hpp"
#include "platform/jobs/migrations.hpp"
#include "tests/support/platform_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::platform::api {
namespace {

namespace support = bailiwick::testing;
using Json = nlohmann::json;

class WebhooksRoutesTest : public support::PlatformTest {
 protected:
  WebhooksRoutesTest()
      : PlatformTest(
            {audit::audit_migrations(), jobs::jobs_migrations(), events::events_migrations()}) {}
  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    delivery_.emplace(
        events::WebhookDelivery::Parts{database(), queue_, client_, box_, ids_, clock_.wall()});
    delivery_->connect(outbox_);
    service_.emplace(
        events::WebhookService::Parts{database(), *delivery_, box_, log_, ids_, clock_.wall()});
    routes_ = webhooks_routes(*service_);
  }
  Result<http::Response> call(std::string_view id, const support::RouteInput& input = {}) {
    return support::call_route(routes_, id, admin_, input);
  }

  jobs::JobQueue queue_{clock_.wall(), ids_};
  events::EventOutbox outbox_{clock_.wall(), ids_};
  client::Client client_{client::ClientOptions{}};
  crypto::SecretBox box_ = crypto::SecretBox::with_key(crypto::SecretBox::generate_key()).value();
  audit::Log log_{clock_.wall(), audit::SealKey{}};
  std::optional<events::WebhookDelivery> delivery_;
  std::optional<events::WebhookService> service_;
  http::Routes routes_;
  identity::Principal admin_ = support::somebody(tenant_, person_, identity::Role::kAdmin);
};
INSTANTIATE_TEST_SUITE_P(Both, WebhooksRoutesTest, support::on_both(), support::dialect_name);

TEST_P(WebhooksRoutesTest, a_webhook_is_made_shown_changed_tested_and_removed) {
  const auto created = call(
      "createWebhook", {.body = {{"url", "https://example.org/hook"}, {"events", {"plan.*"}}}});
  ASSERT_TRUE(created) << created.error().message;
  EXPECT_EQ(created->status, 201);
  EXPECT_EQ(support::header_of(created, "Cache-Control"), "no-store");
  const Json made = support::json_of(created);
  EXPECT_TRUE(made["secret"].get<std::string>().starts_with("whsec_"));
  const http::Pairs path = {{"webhook", made["webhook"]["id"].get<std::string>()}};
  const auto shown = call("getWebhook", {.path = path});
  EXPECT_EQ(support::json_of(shown), made["webhook"]);
  EXPECT_FALSE(support::json_of(shown).contains("secret"));
  const http::Pairs if_match = {{"if-match", support::header_of(shown, "ETag")}};
  const auto changed =
      call("changeWebhook", {.path = path, .headers = if_match, .body = {{"state", "paused"}}});
  EXPECT_EQ(support::json_of(changed)["state"], "paused");
  EXPECT_EQ(support::json_of(call("removeWebhook", {.path = path, .headers = if_match}))["rule"],
            "E013");
  EXPECT_EQ(call("testWebhook", {.path = path})->status, 202);
  EXPECT_EQ(support::json_of(call("listDeliveries", {.path = path}))["items"].size(), 0U);
  EXPECT_EQ(support::json_of(call("listWebhooks"))["items"].size(), 1U);
  const http::Pairs now = {{"if-match", support::header_of(changed, "ETag")}};
  EXPECT_EQ(call("removeWebhook", {.path = path, .headers = now})->status, 204);
  EXPECT_EQ(support::json_of(call("getWebhook", {.path = path}))["rule"], "E010");
}

}  // namespace
}  // namespace bailiwick::platform::api
