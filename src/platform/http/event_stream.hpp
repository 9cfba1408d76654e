// The queue between those who send events, on any thread, and the connection that writes them.
//
// Frames are shared, not copied. A sink whose frames waiting exceed kSinkBytesMax is closed; its browser comes back with Last-Event-ID.
// All members are thread-safe; `wake` is called when there is something to take, at most once until take().
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

using Frame = std::shared_ptr<const std::string>;

class QueuedSink final : public EventSink {
 public:
  explicit QueuedSink(std::function<void()> wake) : wake_(std::move(wake)) {}

  bool send(std::string_view frame) override;
  bool send_shared(const Frame& frame) override;
  void on_close(std::function<void()> listener) override;

  struct Taken {
    std::vector<Frame> frames;
    bool is_closed = false;
  };
  // What waits, in order; it is then the caller's.
  [[nodiscard]] Taken take();
  // Ends the stream; tells the listeners, once.
  void close() override { end(true); }
  // The same without `wake`, which may refer to what is no longer there.
  void abandon() { end(false); }

 private:
  void end(bool is_waking);

  std::mutex mutex_;
  std::vector<Frame> frames_;
  std::size_t bytes_ = 0;
  bool is_woken_ = false;
  bool is_closed_ = false;
  std::vector<std::function<void()>> listeners_;
  std::function<void()> wake_;
};

}  // namespace bailiwick::platform::http
