// Goal: tasks run once each, the queue has its limit, and stopping loses nothing.
#include "platform/http/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace bailiwick::platform::http {
namespace {

TEST(WorkerPool, every_task_runs_once_also_when_stopped) {
  std::atomic<int> count = 0;
  WorkerPool pool(3, 1'000);
  for (int i = 0; i < 500; ++i) EXPECT_TRUE(pool.try_submit([&] { ++count; }));
  pool.stop();
  EXPECT_EQ(count, 500);
  EXPECT_FALSE(pool.try_submit([] {}));
}

TEST(WorkerPool, a_full_queue_refuses) {
  std::promise<void> started;
  std::promise<void> go;
  WorkerPool pool(1, 2);
  ASSERT_TRUE(pool.try_submit([&] {
    started.set_value();
    go.get_future().wait();
  }));
  started.get_future().wait();
  EXPECT_TRUE(pool.try_submit([] {}));
  EXPECT_TRUE(pool.try_submit([] {}));
  EXPECT_FALSE(pool.try_submit([] {}));
  EXPECT_EQ(pool.queued(), 2U);
  go.set_value();
}

}  // namespace
}  // namespace bailiwick::platform::http
