// Goal: frames come out in order and once, one wake-up for many; a sink that lags is closed, and its listeners hear of it once.
#include "platform/http/event_stream.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace bailiwick::platform::http {
namespace {

TEST(EventStream, frames_wait_in_order_and_wake_once) {
  int wakes = 0;
  QueuedSink sink([&] { ++wakes; });
  const Frame frame = std::make_shared<const std::string>("data: 1\n\n");
  EXPECT_TRUE(sink.send_shared(frame));
  EXPECT_TRUE(sink.send("data: 2\n\n"));
  EXPECT_EQ(wakes, 1);
  const auto taken = sink.take();
  ASSERT_EQ(taken.frames.size(), 2U);
  EXPECT_EQ(taken.frames[0], frame);
  EXPECT_EQ(*taken.frames[1], "data: 2\n\n");
  EXPECT_TRUE(sink.send_shared(frame));
  EXPECT_EQ(wakes, 2);
}

TEST(EventStream, a_sink_that_lags_is_closed) {
  QueuedSink sink([] {});
  int closed = 0;
  sink.on_close([&] { ++closed; });
  const Frame frame = std::make_shared<const std::string>(kSinkBytesMax / 2, 'x');
  EXPECT_TRUE(sink.send_shared(frame));
  EXPECT_TRUE(sink.send_shared(frame));
  EXPECT_FALSE(sink.send_shared(frame));
  EXPECT_FALSE(sink.send("x"));
  EXPECT_EQ(closed, 1);
  EXPECT_TRUE(sink.take().is_closed);
}

TEST(EventStream, a_listener_that_comes_late_is_told_at_once) {
  QueuedSink sink([] {});
  sink.close();
  bool is_told = false;
  sink.on_close([&] { is_told = true; });
  EXPECT_TRUE(is_told);
}

TEST(EventStream, many_threads_may_send) {
  QueuedSink sink([] {});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 1'000; ++i) sink.send("data: x\n\n");
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(sink.take().frames.size(), 4'000U);
}

}  // namespace
}  // namespace bailiwick::platform::http
