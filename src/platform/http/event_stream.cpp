#include "platform/http/event_stream.hpp"

#include <utility>

namespace bailiwick::platform::http {

bool QueuedSink::send(std::string_view frame) {
  return send_shared(std::make_shared<const std::string>(frame));
}

bool QueuedSink::send_shared(const Frame& frame) {
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return false;
    if (bytes_ + frame->size() <= kSinkBytesMax) {
      frames_.push_back(frame);
      bytes_ += frame->size();
      if (std::exchange(is_woken_, true)) return true;
      wake_();
      return true;
    }
  }
  close();
  return false;
}

void QueuedSink::on_close(std::function<void()> listener) {
  {
    const std::lock_guard lock(mutex_);
    if (!is_closed_) {
      listeners_.push_back(std::move(listener));
      return;
    }
  }
  listener();
}

QueuedSink::Taken QueuedSink::take() {
  const std::lock_guard lock(mutex_);
  is_woken_ = false;
  bytes_ = 0;
  return {std::exchange(frames_, {}), is_closed_};
}

void QueuedSink::end(bool is_waking) {
  std::vector<std::function<void()>> listeners;
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(is_closed_, true)) return;
    listeners.swap(listeners_);
    if (is_waking && !std::exchange(is_woken_, true)) wake_();
  }
  for (const auto& listener : listeners) listener();
}

}  // namespace bailiwick::platform::http
