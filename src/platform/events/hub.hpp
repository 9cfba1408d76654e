// Brings events to open streams: reads the outbox after each commit and hands every event, as one frame shared by all, to those
// who may see it.
//
// A stream begins with a frame `ready`, whose id is where it stands; a stream that resumes (Last-Event-ID) first gets what it missed.
// Where that is no longer kept, or is more than kReplayMax events, it gets `reset` instead: the page then reads anew what it
// shows. What a person may see is judged by their permissions when the stream was opened; so a stream is ended after
// `stream_seconds`, and the browser comes back with its credentials.
// One thread; members are thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::platform::events {

inline constexpr std::int64_t kReplayMax = 1'000;

// The far end of a stream.
class Sink {
 public:
  virtual ~Sink() = default;
  // False once the client is gone. Must not block.
  virtual bool send(const std::shared_ptr<const std::string>& frame) = 0;
  virtual void close() = 0;
};

// "id: 7\nevent: plan.updated\ndata: {...}\n\n" (WHATWG HTML, 9.2.5).
[[nodiscard]] std::string frame_of(std::int64_t position, std::string_view name,
                                   std::string_view data);
// A Last-Event-ID as we gave it; nothing for anything else.
[[nodiscard]] std::optional<std::int64_t> parse_position(std::string_view text);

struct HubOptions {
  std::int64_t stream_seconds = 300;
  std::function<void(const Error&)> on_trouble = {};
};

class Hub {
 public:
  explicit Hub(db::Database& database, HubOptions options = {});
  ~Hub();  // stop()
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  void start();
  void stop();  // closes all streams

  // `after`: the last position the client has seen; nothing: from now on.
  void subscribe(const identity::Principal& principal, std::optional<std::int64_t> after,
                 std::shared_ptr<Sink> sink);
  [[nodiscard]] std::int64_t stream_count() const;

 private:
  class Core;
  std::shared_ptr<Core> core_;
};

}  // namespace bailiwick::platform::events
