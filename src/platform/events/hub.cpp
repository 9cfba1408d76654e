#include "platform/events/hub.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/rng.hpp"
#include "platform/events/bell.hpp"
#include "platform/events/store.hpp"

namespace bailiwick::platform::events {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPoll{1000};
constexpr std::int64_t kBatch = 500;

using Frame = std::shared_ptr<const std::string>;

struct Stream {
  identity::Principal principal;
  std::optional<std::int64_t> after;
  std::shared_ptr<Sink> sink;
  steady_clock::time_point ends_at;
};

// The streams of one company; all have been sent everything up to `position`.
struct Channel {
  std::int64_t position = 0;
  std::vector<Stream> streams;
};

// Sends to a stream what it may see of the events.
bool send_all(const Stream& stream, const std::vector<StoredEvent>& events,
              const std::vector<Frame>& frames) {
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (may_see(stream.principal, events[i].event.audience) && !stream.sink->send(frames[i]))
      return false;
  }
  return true;
}

std::vector<Frame> frames_of(const std::vector<StoredEvent>& events) {
  std::vector<Frame> frames;
  for (const StoredEvent& stored : events) {
    frames.push_back(std::make_shared<const std::string>(
        frame_of(stored.position, stored.event.name, stored.event.data)));
  }
  return frames;
}

}  // namespace

std::string frame_of(std::int64_t position, std::string_view name, std::string_view data) {
  return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", position, name, data);
}

std::optional<std::int64_t> parse_position(std::string_view text) {
  std::int64_t position = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), position);
  const bool is_whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  return is_whole && position >= 0 ? std::optional(position) : std::nullopt;
}

class Hub::Core {
 public:
  Core(db::Database& database, HubOptions options)
      : database_(database), options_(std::move(options)) {}

  void start() {
    database_.on_commit([bell = bell_] { bell->ring(); });
    thread_ = std::thread([this] { run(); });
  }
  void stop() {
    bell_->end();
    if (thread_.joinable()) thread_.join();
  }
  void subscribe(Stream stream) {
    ++count_;
    {
      const std::lock_guard lock(mutex_);
      arrivals_.push_back(std::move(stream));
    }
    bell_->ring();
  }
  [[nodiscard]] std::int64_t count() const { return count_; }
  // Up to a quarter earlier, so that streams opened together do not all come back together.
  [[nodiscard]] steady_clock::time_point end_of_stream() {
    const std::lock_guard lock(mutex_);
    const double share = 0.75 + 0.25 * rng_.uniform();
    return steady_clock::now() +
           std::chrono::milliseconds(static_cast<std::int64_t>(share * 1000.0) *
                                     options_.stream_seconds);
  }

 private:
  void run();
  void round();
  void welcome(db::Connection& connection, Stream stream);
  bool catch_up(db::Connection& connection, const Stream& stream, std::int64_t position);
  void broadcast(db::Connection& connection, TenantId tenant, Channel& channel);
  void end_old();
  void leave(Channel& channel, std::size_t index);
  void trouble(const Error& error) const {
    if (options_.on_trouble) options_.on_trouble(error);
  }

  db::Database& database_;
  const HubOptions options_;
  std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();
  std::thread thread_;
  std::atomic<std::int64_t> count_{0};
  std::mutex mutex_;
  std::vector<Stream> arrivals_;
  Rng rng_{1};
  std::map<TenantId, Channel> channels_;  // of the hub's thread alone
};

void Hub::Core::run() {
  do {
    round();
    end_old();
  } while (bell_->wait(kPoll));
  for (auto& [tenant, channel] : channels_) {
    while (!channel.streams.empty()) leave(channel, channel.streams.size() - 1);
  }
  const std::lock_guard lock(mutex_);
  for (const Stream& stream : arrivals_) stream.sink->close();
}

void Hub::Core::round() {
  std::vector<Stream> arrivals;
  {
    const std::lock_guard lock(mutex_);
    arrivals.swap(arrivals_);
  }
  const auto done = database_.read([&](db::Connection& connection) -> Result<void> {
    for (auto& [tenant, channel] : channels_) {
      if (!channel.streams.empty()) broadcast(connection, tenant, channel);
    }
    for (Stream& stream : arrivals) welcome(connection, std::move(stream));
    arrivals.clear();
    return {};
  });
  if (done) return;
  trouble(done.error());
  const std::lock_guard lock(mutex_);
  arrivals_.insert(arrivals_.begin(), std::make_move_iterator(arrivals.begin()),
                   std::make_move_iterator(arrivals.end()));
}

// After broadcast(), so that all of its company stand at the same position.
void Hub::Core::welcome(db::Connection& connection, Stream stream) {
  Channel& channel = channels_[stream.principal.tenant];
  if (channel.streams.empty()) {
    const auto last = last_position(connection, stream.principal.tenant);
    if (!last) {
      trouble(last.error());
      stream.sink->close();
      --count_;
      return;
    }
    channel.position = *last;
  }
  channel.streams.push_back(std::move(stream));
  if (!catch_up(connection, channel.streams.back(), channel.position)) {
    leave(channel, channel.streams.size() - 1);
  }
}

bool Hub::Core::catch_up(db::Connection& connection, const Stream& stream, std::int64_t position) {
  const auto send = [&](std::string_view name) {
    return stream.sink->send(std::make_shared<const std::string>(frame_of(position, name, "{}")));
  };
  if (!stream.after || *stream.after == position) return send("ready");
  if (*stream.after > position || position - *stream.after > kReplayMax) return send("reset");
  auto missed =
      events_after(connection, stream.principal.tenant, *stream.after, position - *stream.after);
  if (!missed) {
    trouble(missed.error());
    return false;
  }
  // Positions have no gaps, so one that is not there has been removed.
  if (static_cast<std::int64_t>(missed->size()) != position - *stream.after) return send("reset");
  return send_all(stream, *missed, frames_of(*missed)) && send("ready");
}

void Hub::Core::broadcast(db::Connection& connection, TenantId tenant, Channel& channel) {
  while (true) {
    const auto events = events_after(connection, tenant, channel.position, kBatch);
    if (!events) return trouble(events.error());
    if (events->empty()) return;
    const std::vector<Frame> frames = frames_of(*events);
    for (std::size_t i = channel.streams.size(); i-- > 0;) {
      if (!send_all(channel.streams[i], *events, frames)) leave(channel, i);
    }
    channel.position = events->back().position;
    if (static_cast<std::int64_t>(events->size()) < kBatch) return;
  }
}

void Hub::Core::end_old() {
  const auto now = steady_clock::now();
  for (auto channel = channels_.begin(); channel != channels_.end();) {
    std::vector<Stream>& streams = channel->second.streams;
    for (std::size_t i = streams.size(); i-- > 0;) {
      if (streams[i].ends_at <= now) leave(channel->second, i);
    }
    channel = streams.empty() ? channels_.erase(channel) : std::next(channel);
  }
}

void Hub::Core::leave(Channel& channel, std::size_t index) {
  channel.streams[index].sink->close();
  std::swap(channel.streams[index], channel.streams.back());
  channel.streams.pop_back();
  --count_;
}

Hub::Hub(db::Database& database, HubOptions options)
    : core_(std::make_shared<Core>(database, std::move(options))) {}

Hub::~Hub() { stop(); }

void Hub::start() { core_->start(); }

void Hub::stop() { core_->stop(); }

void Hub::subscribe(const identity::Principal& principal, std::optional<std::int64_t> after,
                    std::shared_ptr<Sink> sink) {
  core_->subscribe({principal, after, std::move(sink), core_->end_of_stream()});
}

std::int64_t Hub::stream_count() const { return core_->count(); }

}  // namespace bailiwick::platform::events
