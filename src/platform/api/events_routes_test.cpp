// Goal: a stream begins where the client stopped, and reaches the hub with who asks.
#include "platform/api/events_routes.hpp"

#include <gtest/gtest.h>

#include <mutex>
#include <vector>

#include "platform/events/migrations.hpp"
#include "tests/support/platform_world.hpp"
#include "tests/support/route_call.hpp"

namespace bailiwick::platform::api {
namespace {

namespace support = bailiwick::testing;

class FrameSink : public http::EventSink {
 public:
  bool send(std::string_view frame) override {
    const std::lock_guard lock(mutex_);
    frames_ += frame;
    return true;
  }
  void on_close(std::function<void()>) override {}
  std::string frames() {
    const std::lock_guard lock(mutex_);
    return frames_;
  }

 private:
  std::mutex mutex_;
  std::string frames_;
};

class EventsRoutesTest : public support::PlatformTest {
 protected:
  EventsRoutesTest() : PlatformTest({events::events_migrations()}) {}
};
INSTANTIATE_TEST_SUITE_P(Both, EventsRoutesTest, support::on_both(), support::dialect_name);

TEST_P(EventsRoutesTest, a_stream_is_ready_or_reset) {
  events::Hub hub(database());
  hub.start();
  const http::Routes routes = events_routes(hub);
  const auto first_frame = [&](const support::RouteInput& input) {
    const auto somebody = support::somebody(tenant_, person_, identity::Role::kRep);
    const auto response = support::call_route(routes, "streamEvents", somebody, input);
    EXPECT_EQ(support::header_of(response, "Content-Type"), "text/event-stream");
    auto sink = std::make_shared<FrameSink>();
    std::get<http::EventStreamBody>(response->body).start(sink);
    EXPECT_TRUE(support::becomes_true([&] { return !sink->frames().empty(); }));
    return sink->frames();
  };
  EXPECT_EQ(first_frame({}), "id: 0\nevent: ready\ndata: {}\n\n");
  EXPECT_EQ(first_frame({.headers = {{"last-event-id", "0"}}}),
            "id: 0\nevent: ready\ndata: {}\n\n");
  EXPECT_EQ(first_frame({.headers = {{"last-event-id", "9"}}}),
            "id: 0\nevent: reset\ndata: {}\n\n");
  EXPECT_EQ(first_frame({.headers = {{"last-event-id", "x"}}}),
            "id: 0\nevent: reset\ndata: {}\n\n");
  EXPECT_EQ(first_frame({.query = {{"last_event_id", "9"}}}), "id: 0\nevent: reset\ndata: {}\n\n");
}

}  // namespace
}  // namespace bailiwick::platform::api
