#include "main/interrupt.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cassert>
#include <cerrno>
#include <mutex>
#include <optional>
#include <thread>

namespace bailiwick {
namespace {

constexpr int kExitInterrupted = 130;
constexpr char kSignalled = 's';
constexpr char kFinished = 'f';

// What the handler may touch.
std::atomic<int> g_caught{0};
std::atomic<int> g_pipe{-1};
static_assert(std::atomic<int>::is_always_lock_free);

void on_signal(int) {
  const int saved = errno;
  if (g_caught.fetch_add(1) > 0) _exit(kExitInterrupted);
  // The pipe is empty but for this byte, so that the write cannot block; were it lost, the flag still stands.
  [[maybe_unused]] const auto written = write(g_pipe.load(), &kSignalled, 1);
  errno = saved;
}

}  // namespace

struct Interrupt::State {
  int ends[2] = {-1, -1};
  struct sigaction old_int = {};
  struct sigaction old_term = {};
  std::mutex mutex;
  std::optional<Budget> budget;
  std::thread waiter;

  void wait() {
    char byte = 0;
    while (true) {
      const auto count = read(ends[0], &byte, 1);
      if (count < 0 && errno == EINTR) continue;
      if (count != 1 || byte == kFinished) return;
      const std::lock_guard lock(mutex);
      if (budget) budget->cancel();
    }
  }
};

Interrupt::Interrupt() : state_(std::make_unique<State>()) {
  assert(g_pipe.load() == -1);
  g_caught.store(0);
  // Without a pipe (no file descriptors left) signals keep their usual meaning: they end the program.
  if (pipe2(state_->ends, O_CLOEXEC) != 0) return;
  g_pipe.store(state_->ends[1]);
  state_->waiter = std::thread([state = state_.get()] { state->wait(); });
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, &state_->old_int);
  sigaction(SIGTERM, &action, &state_->old_term);
}

Interrupt::~Interrupt() {
  if (!state_->waiter.joinable()) return;
  sigaction(SIGINT, &state_->old_int, nullptr);
  sigaction(SIGTERM, &state_->old_term, nullptr);
  [[maybe_unused]] const auto written = write(state_->ends[1], &kFinished, 1);
  state_->waiter.join();
  g_pipe.store(-1);
  close(state_->ends[0]);
  close(state_->ends[1]);
}

bool Interrupt::was_caught() const { return g_caught.load() > 0; }

void Interrupt::watch(const Budget& budget) {
  const std::lock_guard lock(state_->mutex);
  state_->budget = budget;
  if (was_caught()) budget.cancel();
}

}  // namespace bailiwick
