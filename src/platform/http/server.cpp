#include "platform/http/server.hpp"

#include <fmt/format.h>

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <ctime>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

#include "platform/http/connection.hpp"

namespace bailiwick::platform::http {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<Tcp, Executor>;

constexpr auto kTick = std::chrono::milliseconds(100);
constexpr auto kAcceptPause =
    std::chrono::milliseconds(50);  // when the system has no more descriptors
constexpr int kBacklog = 4'096;
// Connections taken at one turn.
constexpr int kAcceptedAtOnce = 64;
constexpr int kIoThreadsMax = 8;
constexpr double kKillSeconds = 2;

Awaitable<void> tick(IoThread& thread) {
  while (true) {
    thread.date = http_date(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
    const auto now = std::chrono::steady_clock::now();
    for (Connection* connection : thread.connections) connection->tick(now);
    thread.tick_timer.expires_after(kTick);
    co_await thread.tick_timer.async_wait(kResume);
    if (thread.context.stopped()) co_return;
  }
}

std::string address_of(const Socket& socket) {
  boost::system::error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return "";
  const auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

// Beyond the limit a client is told so at once, as far as its socket takes it without waiting.
void turn_away(Socket& socket) {
  static constexpr std::string_view kText =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: "
      "close\r\n\r\n";
  boost::system::error_code error;
  socket.non_blocking(true, error);
  socket.write_some(asio::buffer(kText.data(), kText.size()), error);
  socket.close(error);
}

// As many descriptors as the system lets the process have: a connection takes one, and the usual soft limit is 1,024.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct Server::State {
  ServerOptions options;
  Routes routes;
  ServerPorts ports;
  // Replaced as a whole by renew_certificate(). What a connection needs of it OpenSSL keeps as long as the connection.
  std::mutex tls_mutex;
  std::shared_ptr<asio::ssl::context> tls;
  std::unique_ptr<Shared> shared;
  std::vector<std::unique_ptr<IoThread>> threads;
  std::vector<asio::executor_work_guard<Executor>> guards;
  std::unique_ptr<Acceptor> acceptor;
  std::uint16_t port = 0;
  bool is_running = false;

  Result<void> listen();
  Awaitable<void> accept();
  std::shared_ptr<asio::ssl::context> current_tls() {
    const std::lock_guard lock(tls_mutex);
    return tls;
  }
  void welcome(Socket socket, IoThread& thread);
  void take(Socket socket, IoThread& thread);
  bool wait_until_empty(double seconds) const;
};

Server::Server(ServerOptions options, Routes routes, ServerPorts ports)
    : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
  state_->routes = std::move(routes);
  state_->ports = std::move(ports);
}

Server::~Server() { stop(0); }

Result<void> Server::State::listen() {
  acceptor = std::make_unique<Acceptor>(threads[0]->context);
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  const Tcp::endpoint endpoint(address, options.port);
  if (!error) acceptor->open(endpoint.protocol(), error);
  if (!error) acceptor->set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor->bind(endpoint, error);
  if (!error) acceptor->listen(kBacklog, error);
  if (!error) acceptor->non_blocking(true, error);
  if (error)
    return fail(ErrorCode::kIo, "H048",
                fmt::format("The server cannot listen on {} port {}: {}. Choose another address or "
                            "port, or end what uses it.",
                            options.address, options.port, error.message()));
  port = acceptor->local_endpoint().port();
  return {};
}

void Server::State::take(Socket socket, IoThread& thread) {
  boost::system::error_code error;
  socket.set_option(Tcp::no_delay(true), error);
  socket.set_option(asio::socket_base::keep_alive(true), error);
  std::string address = address_of(socket);
  const auto context = current_tls();
  auto wire = context ? tls_wire(std::move(socket), *context) : plain_wire(std::move(socket));
  std::make_shared<Connection>(thread, std::move(wire), std::move(address), context != nullptr)
      ->start();
}

void Server::State::welcome(Socket socket, IoThread& thread) {
  if (shared->connections.fetch_add(1) >= options.connections_max) {
    --shared->connections;
    turn_away(socket);
    return;
  }
  asio::post(thread.context, [this, &thread, socket = std::move(socket)]() mutable {
    take(std::move(socket), thread);
  });
}

Awaitable<void> Server::State::accept() {
  Timer pause(threads[0]->context);
  std::size_t next = 0;
  const auto next_thread = [&]() -> IoThread& { return *threads[next++ % threads.size()]; };
  while (acceptor->is_open()) {
    IoThread& thread = next_thread();
    auto [error, socket] = co_await acceptor->async_accept(thread.context, kResume);
    if (error == asio::error::operation_aborted || error == asio::error::bad_descriptor) co_return;
    if (error) {
      pause.expires_after(kAcceptPause);
      co_await pause.async_wait(kResume);
      continue;
    }
    welcome(std::move(socket), thread);
    // Whoever else is at the door comes in at the same turn: one a turn, the last of many would wait for as many rounds of requests.
    for (int more = 1; more < kAcceptedAtOnce; ++more) {
      IoThread& other = next_thread();
      Socket waiting(other.context);
      boost::system::error_code none;
      acceptor->accept(waiting, none);
      if (none) break;
      welcome(std::move(waiting), other);
    }
  }
}

Result<void> Server::start() {
  State& state = *state_;
  raise_descriptor_limit();
  auto proxies = TrustedProxies::parse(state.options.trusted_proxies);
  if (!proxies) return tl::unexpected(proxies.error());
  StaticFiles files;
  if (!state.options.static_folder.empty()) {
    auto opened = StaticFiles::open(state.options.static_folder);
    if (!opened) return tl::unexpected(opened.error());
    files = std::move(*opened);
  }
  if (!state.options.certificate_file.empty()) {
    auto tls = tls_context(state.options.certificate_file, state.options.key_file);
    if (!tls) return tl::unexpected(tls.error());
    state.tls = std::move(*tls);
  }
  state.shared = std::make_unique<Shared>(state.options, std::move(state.routes), std::move(files),
                                          state.ports, std::move(*proxies));
  const int processors = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int count =
      state.options.io_threads > 0 ? state.options.io_threads : std::min(processors, kIoThreadsMax);
  for (int i = 0; i < count; ++i) {
    state.threads.push_back(std::make_unique<IoThread>(*state.shared));
    state.guards.push_back(asio::make_work_guard(state.threads.back()->context));
  }
  if (auto listening = state.listen(); !listening) return listening;
  for (auto& thread : state.threads) {
    asio::co_spawn(thread->context, tick(*thread), asio::detached);
    thread->thread = std::thread([&context = thread->context] { context.run(); });
  }
  asio::co_spawn(state.threads[0]->context, state.accept(), asio::detached);
  state.is_running = true;
  return {};
}

Result<void> Server::renew_certificate() {
  State& state = *state_;
  auto tls = tls_context(state.options.certificate_file, state.options.key_file);
  if (!tls) return tl::unexpected(tls.error());
  const std::lock_guard lock(state.tls_mutex);
  state.tls = std::move(*tls);
  return {};
}

std::uint16_t Server::port() const { return state_->port; }
std::size_t Server::connection_count() const {
  return state_->shared ? state_->shared->connections.load() : 0;
}
std::size_t Server::stream_count() const {
  return state_->shared ? state_->shared->streams.load() : 0;
}

bool Server::State::wait_until_empty(double seconds) const {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (shared->connections > 0) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

void Server::stop(double grace_seconds) {
  State& state = *state_;
  if (!std::exchange(state.is_running, false)) return;
  state.shared->is_stopping = true;
  asio::post(state.threads[0]->context, [&state] {
    boost::system::error_code error;
    state.acceptor->close(error);
  });
  const auto tell = [&state](void (Connection::*what)()) {
    for (auto& thread : state.threads) {
      asio::post(thread->context, [&thread = *thread, what] {
        for (Connection* connection : thread.connections) (connection->*what)();
      });
    }
  };
  tell(&Connection::begin_stop);
  if (!state.wait_until_empty(grace_seconds)) {
    tell(&Connection::kill);
    state.wait_until_empty(kKillSeconds);
  }
  // Handlers that still run are waited for: what they write must not be cut off half-way.
  state.shared->workers.stop();
  while (state.shared->awaited > 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  state.wait_until_empty(kKillSeconds);
  state.guards.clear();
  for (auto& thread : state.threads) thread->context.stop();
  for (auto& thread : state.threads) thread->thread.join();
  state.acceptor.reset();
  state.threads.clear();
}

}  // namespace bailiwick::platform::http
