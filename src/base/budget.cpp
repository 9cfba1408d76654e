#include "base/budget.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <utility>

namespace bailiwick {

Clock monotonic_clock() {
  return [] {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return Seconds(std::chrono::duration<double>(since).count());
  };
}

Budget::Budget(Clock clock)
    : clock_(std::move(clock)),
      start_(clock_()),
      cancelled_(std::make_shared<std::atomic<bool>>(false)) {}

Budget Budget::iterations(std::int64_t limit) {
  assert(limit >= 0);
  Budget budget(monotonic_clock());
  budget.iteration_limit_ = limit;
  return budget;
}

Budget Budget::deadline(Seconds duration, Clock clock) {
  assert(duration >= Seconds(0));
  Budget budget(std::move(clock));
  budget.duration_ = duration;
  return budget;
}

bool Budget::is_over() const {
  if (is_cancelled()) return true;
  return duration_.has_value() && elapsed() >= *duration_;
}

Seconds Budget::elapsed() const { return clock_() - start_; }

std::optional<Seconds> Budget::remaining() const {
  if (!duration_) return std::nullopt;
  return std::max(Seconds(0), *duration_ - elapsed());
}

}  // namespace bailiwick
