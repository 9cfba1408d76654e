// One client's connection: reads requests one after the other, has them answered, writes the answers. Internal to the server.
//
// A connection lives on one thread; only handlers, and what touches the disk, run elsewhere while it waits. Time limits are
// deadlines that the thread looks at a few times a second, which is cheaper than a timer for every read and write.
#pragma once

#include <atomic>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "platform/http/disk.hpp"
#include "platform/http/dispatcher.hpp"
#include "platform/http/event_stream.hpp"
#include "platform/http/peer.hpp"
#include "platform/http/request_figures.hpp"
#include "platform/http/request_reader.hpp"
#include "platform/http/response_head.hpp"
#include "platform/http/server.hpp"
#include "platform/http/wire.hpp"
#include "platform/http/worker_pool.hpp"

namespace bailiwick::platform::http {

class Connection;
using TimePoint = std::chrono::steady_clock::time_point;
using Timer = boost::asio::basic_waitable_timer<
    std::chrono::steady_clock, boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

// What all connections of a server share.
struct Shared {
  Shared(ServerOptions given, Routes routes, StaticFiles files, ServerPorts handed,
         TrustedProxies trusted);

  ServerOptions options;
  ServerPorts ports;
  TrustedProxies proxies;
  metrics::Registry own_metrics;  // where the ports have none
  Dispatcher dispatcher;
  RequestFigures figures;
  RequestIds ids;
  WorkerPool workers;
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> streams{0};
  std::atomic<std::size_t> awaited{0};  // answers that the store of keys still owes
  std::atomic<bool> is_stopping{false};
};

inline constexpr std::size_t kTurnConnectionsMin = 16;

// One thread and its connections.
struct IoThread {
  explicit IoThread(Shared& server) : shared(server), context(1), tick_timer(context) {}

  // Whether small answers wait for each other: of what is ready together all is answered, then all sent, then all read again. A send wakes whoever waits for
  // it, often on this very processor; so each awakening finds more to do, and reading more often finds the next request. A few connections would only wait.
  [[nodiscard]] bool takes_turns() const { return connections.size() >= kTurnConnectionsMin; }

  Shared& shared;
  std::set<Connection*>
      connections;  // touched on this thread only; outlives the context, which holds them
  boost::asio::io_context context;
  Timer tick_timer;
  std::string date;  // of now, as HTTP writes it
  std::thread thread;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(IoThread& thread, std::unique_ptr<Wire> wire, std::string address, bool is_tls);
  ~Connection();

  // All on the connection's thread.
  void start();
  void tick(TimePoint now);
  void begin_stop();  // ends when idle or streaming, after the answer else
  void kill();

 private:
  enum class Phase { kIdle, kHead, kBusy };
  // A request on its way to its answer.
  struct Exchange {
    Request request;
    RequestHead head;
    Admission admission;
    Response response;
    std::string target;
    TimePoint started;
    std::uint64_t sent_bytes = 0;
    bool closes = false;
    bool has_unread_body = false;
    bool is_replaced = false;  // by a bare 500, since a header was not fit to be sent
  };

  Awaitable<void> run(std::shared_ptr<Connection> self);
  Awaitable<bool> read_head();
  Awaitable<bool> exchange(Exchange& exchange);
  Awaitable<std::size_t> read_more();
  Awaitable<void> refuse(int status, const Error& error);
  bool begin(Exchange& exchange);
  Awaitable<void> respond(Exchange& exchange);
  Awaitable<bool> read_body(Exchange& exchange, UploadFile& upload);
  Awaitable<bool> store(Exchange& exchange, UploadFile& upload, std::string& piece, bool is_last);
  Awaitable<void> handle(Exchange& exchange);
  Awaitable<void> finish(Exchange& exchange);
  Awaitable<bool> drain(Exchange& exchange);
  Awaitable<void> linger();

  [[nodiscard]] bool is_quick(const Exchange& exchange) const;

  std::optional<std::string> whole_answer(Exchange& exchange);
  Awaitable<bool> send(Exchange& exchange);
  Awaitable<bool> send_text(Exchange& exchange, const std::string& text);
  Awaitable<bool> send_file(Exchange& exchange, const FileBody& file);
  Awaitable<bool> send_stream(Exchange& exchange, const StreamBody& stream);
  Awaitable<bool> send_events(Exchange& exchange, const EventStreamBody& events);
  Awaitable<bool> write_events();
  Awaitable<void> watch_for_end(std::shared_ptr<Connection> self);
  Awaitable<bool> write(std::string_view bytes);
  std::string head_of(Exchange& exchange, Framing framing, std::uint64_t length);

  // Runs the task on a worker and comes back; false where the queue is full.
  Awaitable<bool> on_worker(std::function<void()> task);
  // Has the dispatcher answer_later(), and comes back.
  Awaitable<void> on_store(Exchange& exchange);
  void expire_in(double seconds);
  void never_expire() { deadline_ = TimePoint::max(); }
  void log(const Exchange& exchange);

  IoThread& thread_;
  Shared& shared_;
  std::unique_ptr<Wire> wire_;
  std::string address_;
  bool is_tls_;
  RequestReader reader_;
  std::string input_;
  Phase phase_ = Phase::kIdle;
  TimePoint deadline_ = TimePoint::max();
  bool is_expired_ = false;
  std::shared_ptr<QueuedSink> sink_;
  std::unique_ptr<Timer> wake_timer_;
};

}  // namespace bailiwick::platform::http
