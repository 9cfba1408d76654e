// How long a solver may go on: a number of iterations, a deadline, and a caller who may cancel.
//
// A run limited by iterations alone gives the same result on any machine; a deadline is read from the
// machine's monotonic clock and is the only thing that may break that. Engines know time only through here.
// Copies share the cancel flag. is_over() may be called from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "base/quantity.hpp"

namespace bailiwick {

// Seconds on a monotonic clock from an arbitrary origin; replaceable in tests.
using Clock = std::function<Seconds()>;
[[nodiscard]] Clock monotonic_clock();

class Budget {
 public:
  // Ends after `limit` iterations as the solver counts them (its header says what one is). limit >= 0.
  [[nodiscard]] static Budget iterations(std::int64_t limit);
  // Ends `duration` from now. duration >= 0.
  [[nodiscard]] static Budget deadline(Seconds duration, Clock clock = monotonic_clock());

  // Ends this budget at once; safe from any thread and from a signal handler's flag reader.
  void cancel() const { cancelled_->store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool is_cancelled() const { return cancelled_->load(std::memory_order_relaxed); }

  // True when cancelled or past the deadline. Iterations are counted by the solver, see iteration_limit.
  [[nodiscard]] bool is_over() const;
  // The most iterations allowed; no value where only time limits the run.
  [[nodiscard]] std::optional<std::int64_t> iteration_limit() const { return iteration_limit_; }
  [[nodiscard]] Seconds elapsed() const;
  // Time to the deadline (never negative); no value where there is none.
  [[nodiscard]] std::optional<Seconds> remaining() const;

 private:
  explicit Budget(Clock clock);

  Clock clock_;
  Seconds start_;
  std::optional<Seconds> duration_;
  std::optional<std::int64_t> iteration_limit_;
  std::shared_ptr<std::atomic<bool>> cancelled_;
};

}  // namespace bailiwick
