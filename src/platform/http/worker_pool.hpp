// The threads that run handlers which wait: a fixed number, and a queue with a limit.
//
// try_submit() is thread-safe and never waits; false when the queue is full or the pool is stopping: the caller then answers
// 503. Tasks must not throw. stop() runs what is queued and joins; it is called by the destructor.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace bailiwick::platform::http {

class WorkerPool {
 public:
  WorkerPool(std::size_t threads, std::size_t queue_max);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  [[nodiscard]] bool try_submit(std::function<void()> task);
  [[nodiscard]] std::size_t queued() const;
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bailiwick::platform::http
