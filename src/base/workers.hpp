// A few threads that run numbered tasks: run(count, task) returns when task(0) .. task(count - 1) have run.
//
// Which thread takes which task is not determined; a task must depend on its number alone and write only what
// is its own. Then the result is the same for any number of threads. With one thread the tasks run in order
// on the caller. Tasks must not throw and must not call run() on the same Workers.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace bailiwick {

class Workers {
 public:
  inline static constexpr int kThreadsLimit = 64;

  // threads in [1, kThreadsLimit]; the calling thread of run() is one of them.
  explicit Workers(int threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  [[nodiscard]] int thread_count() const;

  // task(index, worker): worker in [0, thread_count()) names the thread's own scratch space.
  void run(std::size_t count, const std::function<void(std::size_t index, int worker)>& task);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bailiwick
