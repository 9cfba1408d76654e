#include "platform/jobs/run.hpp"

#include <algorithm>

namespace bailiwick::platform::jobs {
namespace {

constexpr std::chrono::milliseconds kProgressPause{500};

// Cut between characters.
std::string cut(std::string_view message) {
  std::size_t size = std::min(message.size(), kMessageBytesMax);
  while (size < message.size() && size > 0 &&
         (static_cast<unsigned char>(message[size]) & 0xc0) == 0x80)
    --size;
  return std::string(message.substr(0, size));
}

}  // namespace

void Run::progress(double fraction, std::string_view message) {
  {
    const std::lock_guard lock(mutex_);
    // Not a number and what lies outside become the bounds.
    fraction_ = std::max(fraction_, fraction > 0 ? std::min(fraction, 1.0) : 0.0);
    message_ = cut(message);
    const auto now = std::chrono::steady_clock::now();
    if (written_at_ && now - *written_at_ < kProgressPause) return;
    written_at_ = now;
  }
  if (!is_stopping()) write_(*this, with_progress());
}

Budget Run::budget_of(Seconds duration) { return watched(Budget::deadline(duration)); }

Budget Run::budget_of_iterations(std::int64_t limit) { return watched(Budget::iterations(limit)); }

Budget Run::watched(Budget budget) {
  const std::lock_guard lock(mutex_);
  if (is_stopping()) budget.cancel();
  budgets_.push_back(budget);
  return budget;
}

void Run::stop(StopReason reason) {
  const std::lock_guard lock(mutex_);
  if (reason_ == StopReason::kNone || reason == StopReason::kLeaseLost) reason_ = reason;
  for (const Budget& budget : budgets_) budget.cancel();
}

Job Run::with_progress() const {
  const std::lock_guard lock(mutex_);
  Job job = job_;
  job.progress = fraction_;
  job.message = message_;
  return job;
}

}  // namespace bailiwick::platform::jobs
