#include "base/workers.hpp"

#include <atomic>
#include <cassert>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace bailiwick {

using Task = std::function<void(std::size_t, int)>;

struct Workers::State {
  std::mutex mutex;
  std::condition_variable wake;
  std::condition_variable done;
  const Task* task = nullptr;
  std::size_t count = 0;
  std::atomic<std::size_t> next{0};
  std::uint64_t generation = 0;
  int busy = 0;
  bool is_stopping = false;
  std::vector<std::thread> threads;

  void take_all(const Task& work, int worker) {
    for (std::size_t i = next.fetch_add(1); i < count; i = next.fetch_add(1)) work(i, worker);
  }

  void serve(int worker) {
    std::uint64_t seen = 0;
    for (;;) {
      std::unique_lock lock(mutex);
      wake.wait(lock, [&] { return is_stopping || generation != seen; });
      if (is_stopping) return;
      seen = generation;
      const Task& work = *task;
      lock.unlock();
      take_all(work, worker);
      lock.lock();
      if (--busy == 0) done.notify_one();
    }
  }
};

Workers::Workers(int threads) : state_(std::make_unique<State>()) {
  assert(threads >= 1 && threads <= kThreadsLimit);
  for (int worker = 1; worker < threads; ++worker) {
    state_->threads.emplace_back([state = state_.get(), worker] { state->serve(worker); });
  }
}

Workers::~Workers() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->is_stopping = true;
  }
  state_->wake.notify_all();
  for (auto& thread : state_->threads) thread.join();
}

int Workers::thread_count() const { return static_cast<int>(state_->threads.size()) + 1; }

void Workers::run(std::size_t count, const Task& task) {
  if (state_->threads.empty() || count <= 1) {
    for (std::size_t i = 0; i < count; ++i) task(i, 0);
    return;
  }
  {
    const std::lock_guard lock(state_->mutex);
    state_->task = &task;
    state_->count = count;
    state_->next.store(0);
    state_->busy = static_cast<int>(state_->threads.size());
    ++state_->generation;
  }
  state_->wake.notify_all();
  state_->take_all(task, 0);
  std::unique_lock lock(state_->mutex);
  state_->done.wait(lock, [&] { return state_->busy == 0; });
}

}  // namespace bailiwick
