// Wakes a thread when something was committed: counts commits, so that none is missed between two looks, and lets a crowd of them
// pass as one. Thread-safe. Held by shared_ptr, since the database keeps its listeners for good.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace bailiwick::platform::events {

class Bell {
 public:
  void ring() {
    const std::lock_guard lock(mutex_);
    ++rings_;
    changed_.notify_all();
  }
  void end() {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
    changed_.notify_all();
    over_.notify_all();
  }
  // Waits for a ring since the last return, at most `most`, and then a moment for more of them; false once it is over.
  bool wait(std::chrono::milliseconds most) {
    constexpr std::chrono::milliseconds kMoment{10};
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [&] { return rings_ != heard_ || is_over_; });
    over_.wait_for(lock, kMoment, [&] { return is_over_; });
    heard_ = rings_;
    return !is_over_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable over_;  // for the moment in which rings wake nobody
  std::uint64_t rings_ = 0;
  std::uint64_t heard_ = 0;
  bool is_over_ = false;
};

}  // namespace bailiwick::platform::events
