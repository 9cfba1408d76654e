// Goal: an open stream gets what its person may see, in order and once, from where it stopped; one frame serves all.
#include "platform/events/hub.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "platform/events/migrations.hpp"
#include "platform/events/sequencer.hpp"
#include "platform/events/store.hpp"
#include "tests/support/platform_world.hpp"

namespace bailiwick::platform::events {
namespace {

using db::Connection;
using identity::Permission;
using identity::Role;
namespace support = bailiwick::testing;

class Recorder : public Sink {
 public:
  bool send(const std::shared_ptr<const std::string>& frame) override {
    const std::lock_guard lock(mutex_);
    if (is_gone_) return false;
    frames_.push_back(frame);
    return true;
  }
  void close() override {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    is_gone_ = true;
  }
  std::vector<std::shared_ptr<const std::string>> frames() {
    const std::lock_guard lock(mutex_);
    return frames_;
  }
  // Once that many frames are there; their texts.
  std::vector<std::string> texts(std::size_t count) {
    EXPECT_TRUE(support::becomes_true([&] { return frames().size() >= count; })) << frames().size();
    std::vector<std::string> found;
    for (const auto& frame : frames()) found.push_back(*frame);
    return found;
  }
  bool is_closed() {
    const std::lock_guard lock(mutex_);
    return is_closed_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::shared_ptr<const std::string>> frames_;
  bool is_gone_ = false;
  bool is_closed_ = false;
};

class HubTest : public support::PlatformTest {
 protected:
  HubTest() : PlatformTest({events_migrations()}) {}

  void SetUp() override {
    PlatformTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    planner_ = support::somebody(tenant_, person_, Role::kPlanner);
    sequencer_.emplace(database(), outbox_);
    sequencer_->start();
  }
  void emit(Audience audience, std::string data = "{}", std::optional<TenantId> tenant = {}) {
    const auto done = write([&](Connection& connection) {
      return outbox_.emit(connection, {tenant.value_or(tenant_), "plan.updated", audience, data});
    });
    ASSERT_TRUE(done) << done.error().message;
    const std::int64_t wanted = ++emitted_[tenant.value_or(tenant_)];
    ASSERT_TRUE(support::becomes_true([&] {
      return read([&](Connection& c) {
               return last_position(c, tenant.value_or(tenant_));
             }).value() == wanted;
    }));
  }
  std::shared_ptr<Recorder> open(Hub& hub, std::optional<std::int64_t> after = {}) {
    auto recorder = std::make_shared<Recorder>();
    hub.subscribe(planner_, after, recorder);
    return recorder;
  }

  EventOutbox outbox_{clock_.wall(), ids_};
  std::optional<Sequencer> sequencer_;
  identity::Principal planner_;
  std::map<TenantId, std::int64_t> emitted_;
};
INSTANTIATE_TEST_SUITE_P(Both, HubTest, support::on_both(), support::dialect_name);

const Audience kPlanners = {.permission = Permission::kPlansRead};

TEST_P(HubTest, streams_get_what_happens_from_now_on_as_one_shared_frame) {
  emit(kPlanners, R"({"n":1})");
  Hub hub(database());
  hub.start();
  const auto one = open(hub);
  const auto two = open(hub);
  EXPECT_EQ(one->texts(1)[0], "id: 1\nevent: ready\ndata: {}\n\n");
  two->texts(1);
  emit(kPlanners, R"({"n":2})");
  EXPECT_EQ(one->texts(2)[1], "id: 2\nevent: plan.updated\ndata: {\"n\":2}\n\n");
  two->texts(2);
  EXPECT_EQ(one->frames()[1].get(), two->frames()[1].get());
  EXPECT_EQ(hub.stream_count(), 2);
}

TEST_P(HubTest, nobody_sees_what_is_not_for_them) {
  Hub hub(database());
  hub.start();
  const auto mine = open(hub);
  mine->texts(1);
  emit({.permission = Permission::kPeopleManage});
  emit({.person = PersonId(ids_.next())});
  emit(kPlanners, "{}", TenantId(ids_.next()));
  emit({.person = person_}, R"({"n":3})");
  const auto texts = mine->texts(2);
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[1], "id: 3\nevent: plan.updated\ndata: {\"n\":3}\n\n");
}

TEST_P(HubTest, a_stream_that_resumes_first_gets_what_it_missed) {
  for (int i = 1; i <= 4; ++i) emit(kPlanners, R"({"n":)" + std::to_string(i) + "}");
  Hub hub(database());
  hub.start();
  const auto texts = open(hub, 2)->texts(3);
  EXPECT_TRUE(texts[0].starts_with("id: 3\n"));
  EXPECT_TRUE(texts[1].starts_with("id: 4\n"));
  EXPECT_EQ(texts[2], "id: 4\nevent: ready\ndata: {}\n\n");
  EXPECT_EQ(open(hub, 4)->texts(1)[0], "id: 4\nevent: ready\ndata: {}\n\n");
}

TEST_P(HubTest, what_is_no_longer_kept_or_never_was_resets_the_stream) {
  for (int i = 1; i <= 3; ++i) emit(kPlanners);
  Hub hub(database());
  hub.start();
  const std::string reset = "id: 3\nevent: reset\ndata: {}\n\n";
  EXPECT_EQ(open(hub, 7)->texts(1)[0], reset) << "of a database that was put back";
  EXPECT_EQ(open(hub, -1)->texts(1)[0], reset);
  ASSERT_TRUE(write(
      [&](Connection& connection) { return prune(connection, clock_.now().plus_seconds(60), 2); }));
  EXPECT_EQ(open(hub, 0)->texts(1)[0], reset);
}

TEST_P(HubTest, a_client_that_left_is_forgotten) {
  Hub hub(database());
  hub.start();
  const auto one = open(hub);
  one->texts(1);
  one->leave();
  emit(kPlanners);
  EXPECT_TRUE(support::becomes_true([&] { return hub.stream_count() == 0; }));
  EXPECT_TRUE(one->is_closed());
}

TEST_P(HubTest, streams_end_after_their_time_and_with_the_hub) {
  Hub brief(database(), {.stream_seconds = 0});
  brief.start();
  const auto old = open(brief);
  EXPECT_TRUE(support::becomes_true([&] { return old->is_closed(); }));
  Hub hub(database());
  hub.start();
  const auto stream = open(hub);
  stream->texts(1);
  EXPECT_FALSE(stream->is_closed());
  hub.stop();
  EXPECT_TRUE(stream->is_closed());
}

TEST(Hub, a_position_is_read_as_it_was_given) {
  EXPECT_EQ(parse_position("17"), 17);
  for (const char* bad : {"", "-1", "1x", " 1", "1.0", "99999999999999999999"})
    EXPECT_FALSE(parse_position(bad)) << bad;
}

}  // namespace
}  // namespace bailiwick::platform::events
