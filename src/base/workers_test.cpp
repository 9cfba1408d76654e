// Goal: every task is run exactly once, whatever the number of threads, and the threads can be used again.
#include "base/workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace bailiwick {
namespace {

TEST(Workers, every_task_is_run_once_by_any_number_of_threads) {
  for (const int threads : {1, 2, 5}) {
    Workers workers(threads);
    EXPECT_EQ(workers.thread_count(), threads);
    std::vector<std::atomic<int>> runs(1000);
    std::atomic<bool> is_worker_known{true};
    workers.run(runs.size(), [&](std::size_t index, int worker) {
      ++runs[index];
      if (worker < 0 || worker >= threads) is_worker_known = false;
    });
    for (const auto& count : runs) EXPECT_EQ(count, 1);
    EXPECT_TRUE(is_worker_known);
  }
}

TEST(Workers, one_thread_runs_the_tasks_in_order) {
  Workers workers(1);
  std::vector<std::size_t> order;
  workers.run(5, [&order](std::size_t index, int) { order.push_back(index); });
  EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(Workers, a_second_run_begins_after_the_first_has_ended) {
  Workers workers(3);
  std::atomic<int> sum{0};
  for (int round = 1; round <= 200; ++round) {
    workers.run(7, [&sum](std::size_t, int) { ++sum; });
    ASSERT_EQ(sum, 7 * round);
  }
}

TEST(Workers, no_tasks_are_run_at_once) {
  Workers workers(2);
  workers.run(0, [](std::size_t, int) { FAIL(); });
}

TEST(Workers, a_worker_runs_one_task_at_a_time_so_that_its_scratch_space_is_its_own) {
  Workers workers(4);
  std::vector<std::atomic<int>> busy(4);
  std::atomic<bool> is_shared{false};
  workers.run(2000, [&](std::size_t, int worker) {
    auto& own = busy[static_cast<std::size_t>(worker)];
    if (++own != 1) is_shared = true;
    --own;
  });
  EXPECT_FALSE(is_shared);
}

}  // namespace
}  // namespace bailiwick
