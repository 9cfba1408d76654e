// For tests of webhooks: a database, a receiver on loopback that answers as it is told, and all that delivers to it.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "platform/events/migrations.hpp"
#include "platform/events/sequencer.hpp"
#include "platform/events/webhook_delivery.hpp"
#include "platform/events/webhook_store.hpp"
#include "platform/jobs/migrations.hpp"
#include "platform/jobs/worker.hpp"
#include "tests/support/local_server.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::events::testing {

class Receiver {
 public:
  std::atomic<int> status = 204;

  [[nodiscard]] std::string url() const { return server_.url("/hook"); }
  std::vector<std::string> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void serve(tests::Peer& peer) {
    std::string request = peer.read_http();
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(std::move(request));
    }
    peer.write("HTTP/1.1 " + std::to_string(status) +
               " x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  std::mutex mutex_;
  std::vector<std::string> requests_;
  tests::LocalServer server_{[this](tests::Peer& peer) { serve(peer); }};
};

class WebhookWorld : public bailiwick::testing::PlatformTest {
 protected:
  WebhookWorld(std::vector<db::MigrationModule> more = {})
      : PlatformTest([&] {
          more.push_back(jobs::jobs_migrations());
          more.push_back(events_migrations());
          return more;
        }()) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    delivery_.emplace(
        WebhookDelivery::Parts{database(), queue_, client_, box_, ids_, clock_.wall()});
    delivery_->connect(outbox_);
    sequencer_.emplace(database(), outbox_);
    sequencer_->start();
    jobs::WorkerOptions options;
    options.poll = Seconds(0.05);
    worker_.emplace(database(), queue_, options);
    worker_->start();
  }
  void TearDown() override {
    if (worker_) worker_->stop();
    if (sequencer_) sequencer_->stop();
  }

  void emit(std::string data, Audience audience = {.permission = identity::Permission::kPlansRead},
            std::string name = "plan.updated") {
    const auto done = write([&](db::Connection& connection) {
      return outbox_.emit(connection, {tenant_, name, audience, data});
    });
    ASSERT_TRUE(done) << done.error().message;
  }
  Webhook add(std::vector<std::string> events = {"plan.*"}) {
    Webhook webhook;
    webhook.tenant = tenant_;
    webhook.id = WebhookId(ids_.next());
    webhook.url = receiver_.url();
    webhook.events = std::move(events);
    webhook.sealed_secret = box_.seal("whsec_c2VjcmV0", secret_context(webhook.id));
    webhook.created_at = clock_.now();
    EXPECT_TRUE(write([&](db::Connection& connection) { return insert(connection, webhook); }));
    return webhook;
  }
  Webhook stored(const Webhook& webhook) {
    return read([&](db::Connection& connection) {
             return find_webhook(connection, tenant_, webhook.id);
           })
        .value()
        .value();
  }
  std::vector<Delivery> deliveries(const Webhook& webhook) {
    return read([&](db::Connection& connection) {
             return deliveries_of(connection, webhook, {}, 100);
           })
        .value();
  }
  bool receives(std::size_t count) {
    return bailiwick::testing::becomes_true([&] { return receiver_.requests().size() >= count; });
  }

  Receiver receiver_;
  jobs::JobQueue queue_{clock_.wall(), ids_};
  EventOutbox outbox_{clock_.wall(), ids_};
  client::Client client_{{.allowed = {*client::parse_network("127.0.0.1")}}};
  crypto::SecretBox box_ = crypto::SecretBox::with_key(crypto::SecretBox::generate_key()).value();
  std::optional<WebhookDelivery> delivery_;
  std::optional<Sequencer> sequencer_;
  std::optional<jobs::Worker> worker_;
};

}  // namespace bailiwick::platform::events::testing
