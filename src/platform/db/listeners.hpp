// Those who want to hear of commits. Thread-safe; tell() runs them one after the other. Private to this folder.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace bailiwick::platform::db {

class Listeners {
 public:
  void add(std::function<void()> listener) {
    const std::lock_guard lock(mutex_);
    listeners_.push_back(std::move(listener));
  }
  void tell() {
    const std::lock_guard lock(mutex_);
    for (const auto& listener : listeners_) listener();
  }

 private:
  std::mutex mutex_;
  std::vector<std::function<void()>> listeners_;
};

}  // namespace bailiwick::platform::db
