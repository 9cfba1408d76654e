#include "platform/http/worker_pool.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace bailiwick::platform::http {

struct WorkerPool::State {
  mutable std::mutex mutex;
  std::condition_variable is_ready;
  std::deque<std::function<void()>> queue;
  std::size_t queue_max = 0;
  bool is_stopping = false;
  std::vector<std::thread> threads;

  void run() {
    while (true) {
      std::function<void()> task;
      {
        std::unique_lock lock(mutex);
        is_ready.wait(lock, [&] { return is_stopping || !queue.empty(); });
        if (queue.empty()) return;
        task = std::move(queue.front());
        queue.pop_front();
      }
      task();
    }
  }
};

WorkerPool::WorkerPool(std::size_t threads, std::size_t queue_max)
    : state_(std::make_unique<State>()) {
  state_->queue_max = queue_max;
  for (std::size_t i = 0; i < threads; ++i) state_->threads.emplace_back([this] { state_->run(); });
}

WorkerPool::~WorkerPool() { stop(); }

bool WorkerPool::try_submit(std::function<void()> task) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->is_stopping || state_->queue.size() >= state_->queue_max) return false;
    state_->queue.push_back(std::move(task));
  }
  state_->is_ready.notify_one();
  return true;
}

std::size_t WorkerPool::queued() const {
  const std::lock_guard lock(state_->mutex);
  return state_->queue.size();
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->is_stopping = true;
  }
  state_->is_ready.notify_all();
  for (auto& thread : state_->threads) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace bailiwick::platform::http
