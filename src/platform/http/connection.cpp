#include "platform/http/connection.hpp"

#include <fmt/format.h>

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <filesystem>
#include <utility>

#include "base/text.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/target.hpp"

namespace bailiwick::platform::http {
namespace {

namespace asio = boost::asio;

constexpr asio::use_awaitable_t<Executor> kAfterOthers{};  // those that are ready too
constexpr std::size_t kReadBytes = 2 << 10;  // most requests; kept for each connection
constexpr std::size_t kUploadReadBytes = 64 << 10;
constexpr std::uint64_t kDrainBytesMax =
    64 << 10;  // of a body that nobody wants, to keep the connection
constexpr std::uint64_t kLingerBytesMax = 1 << 20;
constexpr double kLingerSeconds = 2;
constexpr std::size_t kInlineFinishBytesMax = 64
                                              << 10;  // larger answers are compressed by a worker

constexpr std::size_t kInlineBodyBytesMax = 16 << 10;  // larger ones are read by a worker

std::optional<Method> parse_method(std::string_view name) {
  for (const Method method : {Method::kGet, Method::kHead, Method::kPost, Method::kPut,
                              Method::kPatch, Method::kDelete}) {
    if (name == name_of(method)) return method;
  }
  return std::nullopt;
}

Error busy() {
  return {ErrorCode::kUnavailable, "H037", "The server is busy; try again in a moment."};
}

Error too_slow() {
  return {ErrorCode::kUnavailable, "H044", "The request took too long to arrive."};
}

Response too_large(std::uint64_t bytes_max) {
  return problem_response(
      413, {ErrorCode::kLimit, "H033",
            fmt::format("The body is larger than the {} bytes that are allowed here.", bytes_max)});
}

std::size_t text_size(const Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return text->size();
  if (const auto* shared = std::get_if<SharedBody>(&response.body)) return shared->text->size();
  return 0;
}

}  // namespace

Shared::Shared(ServerOptions given, Routes routes, StaticFiles files, ServerPorts handed,
               TrustedProxies trusted)
    : options(std::move(given)),
      ports(std::move(handed)),
      proxies(std::move(trusted)),
      dispatcher(std::move(routes), std::move(files),
                 {.authenticate = ports.authenticate,
                  .idempotency = ports.idempotency,
                  .log_error = ports.log_error,
                  .peer_rate = options.peer_rate,
                  .person_rate = options.person_rate,
                  .content_security_policy = options.content_security_policy,
                  .body_bytes_max = options.body_bytes_max}),
      figures(ports.metrics != nullptr ? *ports.metrics : own_metrics, dispatcher.routes()),
      workers(options.worker_threads, options.worker_queue_max) {
  if (options.upload_folder.empty())
    options.upload_folder = std::filesystem::temp_directory_path().string();
  if (!ports.log_error) ports.log_error = [](const std::string&) {};
  metrics::Registry& registry = ports.metrics != nullptr ? *ports.metrics : own_metrics;
  registry.gauge("bailiwick_http_connections", "Open connections.",
                 [this] { return static_cast<double>(connections.load()); });
  registry.gauge("bailiwick_http_streams", "Open event streams.",
                 [this] { return static_cast<double>(streams.load()); });
  registry.gauge("bailiwick_http_worker_queue", "Requests that wait for a worker.",
                 [this] { return static_cast<double>(workers.queued()); });
}

Connection::Connection(IoThread& thread, std::unique_ptr<Wire> wire, std::string address,
                       bool is_tls)
    : thread_(thread),
      shared_(thread.shared),
      wire_(std::move(wire)),
      address_(std::move(address)),
      is_tls_(is_tls) {
  thread_.connections.insert(this);
}

Connection::~Connection() {
  if (sink_) sink_->abandon();  // whoever still holds it must not wake a context that is gone
  thread_.connections.erase(this);
  --shared_.connections;
}

void Connection::start() {
  asio::co_spawn(thread_.context, run(shared_from_this()), asio::detached);
}

void Connection::expire_in(double seconds) {
  deadline_ = std::chrono::steady_clock::now() +
              std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                  std::chrono::duration<double>(seconds));
}

void Connection::tick(TimePoint now) {
  if (now < deadline_) return;
  is_expired_ = true;
  never_expire();
  wire_->cancel();
}

void Connection::begin_stop() {
  if (sink_) sink_->close();
  if (phase_ == Phase::kIdle) wire_->close();
}

void Connection::kill() {
  if (sink_) sink_->close();
  wire_->close();
}

Awaitable<bool> Connection::on_worker(std::function<void()> task) {
  bool is_taken = true;
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
      [&](auto handler) {
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        auto back = [resume, &context = thread_.context] {
          asio::post(context, [resume] { std::move (*resume)(); });
        };
        is_taken = shared_.workers.try_submit([task = std::move(task), back] {
          task();
          back();
        });
        if (!is_taken) back();
      },
      asio::use_awaitable_t<Executor>{});
  co_return is_taken;
}

Awaitable<void> Connection::on_store(Exchange& exchange) {
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
      [&](auto handler) {
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        ++shared_.awaited;
        shared_.dispatcher.answer_later(
            exchange.admission, exchange.request, exchange.target,
            [&exchange, resume, &shared = shared_, &context = thread_.context](Response response) {
              exchange.response = std::move(response);
              asio::post(context, [resume] { std::move (*resume)(); });
              --shared.awaited;
            });
      },
      asio::use_awaitable_t<Executor>{});
}

Awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  static_cast<void>(self);  // keeps the connection while the coroutine lives
  try {
    expire_in(shared_.options.times.header_seconds);
    if (co_await wire_->handshake()) {
      while (co_await read_head()) {
        Exchange one;  // here, since this coroutine's memory lasts as long as the connection
        if (!co_await exchange(one)) break;
      }
    }
  } catch (const std::exception& exception) {
    shared_.ports.log_error(
        fmt::format("H042 on a connection from {}: {}", address_, exception.what()));
  }
  if (sink_) sink_->close();
  wire_->close();
}

Awaitable<std::size_t> Connection::read_more() {
  const std::size_t size = input_.size();
  const std::size_t room = phase_ == Phase::kBusy ? kUploadReadBytes : kReadBytes;
  input_.resize(size + room);
  const std::size_t count = co_await wire_->read_some(input_.data() + size, room);
  input_.resize(size + count);
  co_return count;
}

Awaitable<bool> Connection::read_head() {
  reader_.reset();
  is_expired_ = false;
  if (input_.empty() && input_.capacity() > 2 * kReadBytes) std::string().swap(input_);
  phase_ = input_.empty() ? Phase::kIdle : Phase::kHead;
  expire_in(phase_ == Phase::kIdle ? shared_.options.times.idle_seconds
                                   : shared_.options.times.header_seconds);
  while (true) {
    if (!input_.empty()) {
      const auto step = reader_.read_head(input_);
      input_.erase(0, step.consumed);
      if (step.state == RequestReader::State::kDone) co_return true;
      if (step.state == RequestReader::State::kFailed) {
        co_await refuse(reader_.failure().status, reader_.failure().error);
        co_return false;
      }
    }
    if (shared_.is_stopping && phase_ == Phase::kIdle) co_return false;
    if (co_await read_more() == 0) {
      if (is_expired_ && phase_ == Phase::kHead && !is_tls_) {
        const Error late = too_slow();
        co_await refuse(408, late);
      }
      co_return false;
    }
    if (phase_ == Phase::kIdle) {
      phase_ = Phase::kHead;
      expire_in(shared_.options.times.header_seconds);
    }
  }
}

// Answers what could not even be read, after which nothing on this connection can be.
Awaitable<void> Connection::refuse(int status, const Error& error) {
  Exchange exchange;
  exchange.started = std::chrono::steady_clock::now();
  exchange.closes = true;
  exchange.admission.route_index = static_cast<std::size_t>(-1);
  exchange.request.request_id = shared_.ids.next();
  shared_.proxies.apply(exchange.request, address_, is_tls_);
  exchange.response = problem_response(status, error);
  shared_.dispatcher.finish(exchange.admission, exchange.request, exchange.response);
  phase_ = Phase::kBusy;
  if (co_await send(exchange)) co_await linger();
  log(exchange);
}

// Makes the Request of what was read. False where it is refused at once; then the response is there.
bool Connection::begin(Exchange& exchange) {
  exchange.started = std::chrono::steady_clock::now();
  exchange.head = std::move(reader_.head());
  RequestHead& head = exchange.head;
  Request& request = exchange.request;
  exchange.target = std::move(head.target);
  exchange.closes = !head.keeps_alive || shared_.is_stopping;
  exchange.has_unread_body = head.has_body;
  request.headers = std::move(head.headers);
  shared_.proxies.apply(request, address_, is_tls_);
  const auto given_id = request.header("x-request-id");
  request.request_id =
      given_id && is_request_id(*given_id) ? std::string(*given_id) : shared_.ids.next();
  exchange.admission.route_index = static_cast<std::size_t>(-1);
  const auto method = parse_method(head.method);
  if (!method) {
    exchange.response = problem_response(
        501, {ErrorCode::kInvalidInput, "H021", "The method of the request is not understood."});
    return false;
  }
  request.method = *method;
  auto target = parse_target(exchange.target);
  if (!target) {
    exchange.response = problem_response(target.error());
    return false;
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  exchange.admission = shared_.dispatcher.admit(request);
  if (exchange.admission.route == nullptr)
    exchange.admission.route_index = static_cast<std::size_t>(-1);
  if (exchange.admission.reply) {
    exchange.response = std::move(*exchange.admission.reply);
    return false;
  }
  if (head.content_length.value_or(0) > exchange.admission.body_bytes_max) {
    exchange.response = too_large(exchange.admission.body_bytes_max);
    return false;
  }
  return true;
}

// Each coroutine that is waited for costs an allocation: a request that is answered at once goes through few of them.
Awaitable<bool> Connection::exchange(Exchange& exchange) {
  phase_ = Phase::kBusy;
  never_expire();
  const bool is_admitted = begin(exchange);
  const bool has_body = exchange.head.has_body || exchange.admission.is_upload;
  if (is_admitted && (has_body || !is_quick(exchange))) {
    co_await respond(exchange);
  } else {
    if (is_admitted)
      exchange.response =
          shared_.dispatcher.answer(exchange.admission, exchange.request, exchange.target);
    if (text_size(exchange.response) > kInlineFinishBytesMax) {
      co_await finish(exchange);
    } else {
      shared_.dispatcher.finish(exchange.admission, exchange.request, exchange.response);
    }
  }
  if (exchange.has_unread_body) {
    const bool is_drained = co_await drain(exchange);
    exchange.closes = exchange.closes || !is_drained;
  }
  if (shared_.is_stopping) exchange.closes = true;
  bool is_sent = false;
  if (const auto whole = whole_answer(exchange)) {
    if (thread_.takes_turns()) co_await asio::post(thread_.context, kAfterOthers);
    // Nearly always the system takes it at once, and no coroutine has to be made and resumed for it.
    const std::string_view rest = std::string_view(*whole).substr(wire_->write_now(*whole));
    is_sent = rest.empty();
    if (!is_sent) is_sent = co_await write(rest);
    if (thread_.takes_turns()) co_await asio::post(thread_.context, kAfterOthers);
  } else {
    is_sent = co_await send(exchange);
  }
  log(exchange);
  if (is_sent && exchange.has_unread_body) co_await linger();
  co_return is_sent && !exchange.closes;
}

bool Connection::is_quick(const Exchange& exchange) const {
  const Route& route = *exchange.admission.route;
  return route.method == Method::kGet &&
         (route.runs == Runs::kInline ||
          (route.runs == Runs::kRead && shared_.options.are_reads_quick));
}

// Reads the body, then has the handler answer; the upload's file lives as long as the handler runs.
Awaitable<void> Connection::respond(Exchange& exchange) {
  UploadFile upload;
  const bool has_body = co_await read_body(exchange, upload);
  if (has_body) {
    co_await handle(exchange);
  } else {
    exchange.closes = true;
    shared_.dispatcher.finish(exchange.admission, exchange.request, exchange.response);
  }
  exchange.request.body_file.clear();
}

Awaitable<bool> Connection::read_body(Exchange& exchange, UploadFile& upload) {
  std::string piece;
  const bool is_upload = exchange.admission.is_upload;
  if (is_upload) {
    Result<void> made;
    const std::uint64_t expected = exchange.head.content_length.value_or(0);
    const auto create = [&] {
      made = upload.create(shared_.options.upload_folder, expected,
                           shared_.options.upload_free_bytes_min);
    };
    if (!co_await on_worker(create)) made = tl::unexpected(busy());
    if (!made) {
      exchange.response = problem_response(
          made.error().rule == "H038" ? 507 : status_of(made.error().code), made.error());
      co_return false;
    }
    exchange.request.body_file = upload.path();
  }
  if (!exchange.head.has_body) co_return true;
  if (exchange.head.wants_continue && input_.empty() &&
      !co_await write("HTTP/1.1 100 Continue\r\n\r\n"))
    co_return false;
  std::string& body = is_upload ? piece : exchange.request.body;
  std::uint64_t stored = 0;
  const auto started = std::chrono::steady_clock::now();
  while (true) {
    const std::size_t before = body.size();
    const auto step = reader_.read_body(input_, body);
    input_.erase(0, step.consumed);
    stored += body.size() - before;
    if (step.state == RequestReader::State::kFailed) {
      exchange.response = problem_response(reader_.failure().status, reader_.failure().error);
      co_return false;
    }
    if (stored > exchange.admission.body_bytes_max) {
      exchange.response = too_large(exchange.admission.body_bytes_max);
      co_return false;
    }
    const bool is_last = step.state == RequestReader::State::kDone;
    if (is_upload && (is_last || piece.size() >= kDiskPieceBytes) &&
        !co_await store(exchange, upload, piece, is_last))
      co_return false;
    if (is_last) break;
    const double allowed =
        shared_.options.times.body_seconds + static_cast<double>(stored) / kBodyBytesASecondMin;
    deadline_ = started + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                              std::chrono::duration<double>(allowed));
    if (co_await read_more() == 0) {
      exchange.response = problem_response(408, too_slow());
      co_return false;
    }
  }
  never_expire();
  exchange.has_unread_body = false;
  co_return true;
}

Awaitable<bool> Connection::store(Exchange& exchange, UploadFile& upload, std::string& piece,
                                  bool is_last) {
  never_expire();
  Result<void> stored;
  const auto append = [&] {
    stored = upload.append(piece);
    if (is_last) upload.finish();
  };
  if (!co_await on_worker(append)) stored = tl::unexpected(busy());
  piece.clear();
  if (stored) co_return true;
  const Error& error = stored.error();
  exchange.response = problem_response(error.rule == "H038" ? 507 : status_of(error.code), error);
  co_return false;
}

// A large answer is compressed by a worker, where one is free. (No co_await here stands beside && or ||: g++ 12 was seen to
// evaluate it whatever the other side said.)
Awaitable<void> Connection::finish(Exchange& exchange) {
  const auto task = [&] {
    shared_.dispatcher.finish(exchange.admission, exchange.request, exchange.response);
  };
  bool is_done = false;
  if (text_size(exchange.response) > kInlineFinishBytesMax) is_done = co_await on_worker(task);
  if (!is_done) task();
}

Awaitable<void> Connection::handle(Exchange& exchange) {
  // A write under a key waits for the database's own thread: there is no need of a worker that waits too.
  if (shared_.options.are_reads_quick && exchange.request.body.size() <= kInlineBodyBytesMax &&
      shared_.dispatcher.is_under_key(exchange.admission, exchange.request)) {
    co_await on_store(exchange);
    co_await finish(exchange);
    co_return;
  }
  const auto both = [&] {
    exchange.response =
        shared_.dispatcher.answer(exchange.admission, exchange.request, exchange.target);
    shared_.dispatcher.finish(exchange.admission, exchange.request, exchange.response);
  };
  if (co_await on_worker(both)) co_return;
  exchange.response = problem_response(busy());
  exchange.response.headers.emplace_back("Retry-After", "1");
  shared_.dispatcher.finish(exchange.admission, exchange.request, exchange.response);
}

// Reads a small body that nobody wants, so that the connection can go on; false where it must be closed instead.
Awaitable<bool> Connection::drain(Exchange& exchange) {
  const bool is_small = exchange.head.content_length.value_or(kDrainBytesMax + 1) <= kDrainBytesMax;
  if (exchange.closes || !is_small || exchange.head.wants_continue) co_return false;
  expire_in(kLingerSeconds);
  std::string ignored;
  while (true) {
    const auto step = reader_.read_body(input_, ignored);
    input_.erase(0, step.consumed);
    if (step.state == RequestReader::State::kFailed) co_return false;
    if (step.state == RequestReader::State::kDone) break;
    if (co_await read_more() == 0) co_return false;
  }
  never_expire();
  exchange.has_unread_body = false;
  co_return true;
}

// Closing while the client still sends would make its system throw our answer away (RFC 9112, 9.6): read on for a while.
Awaitable<void> Connection::linger() {
  wire_->shut_down();
  expire_in(kLingerSeconds);
  std::uint64_t count = 0;
  while (count < kLingerBytesMax) {
    input_.clear();
    const std::size_t now = co_await read_more();
    if (now == 0) break;
    count += now;
  }
}

void Connection::log(const Exchange& exchange) {
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - exchange.started).count();
  shared_.figures.count(exchange.admission.route_index, exchange.response.status, seconds);
  if (!shared_.ports.log_access) return;
  const Route* route = exchange.admission.route;
  shared_.ports.log_access({.request = exchange.request,
                            .route = route == nullptr ? std::string_view() : route->id,
                            .status = exchange.response.status,
                            .bytes = exchange.sent_bytes,
                            .seconds = seconds,
                            .at = shared_.ports.clock ? shared_.ports.clock() : Instant()});
}

}  // namespace bailiwick::platform::http
