// The sending half of Connection: texts, files in parts, streams, events.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <utility>

#include "platform/http/conditional.hpp"
#include "platform/http/connection.hpp"
#include "platform/http/problem.hpp"

namespace bailiwick::platform::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kJoinBytesMax = 32 << 10;  // up to here head and body go in one write

}  // namespace

Awaitable<bool> Connection::write(std::string_view bytes) {
  bytes.remove_prefix(wire_->write_now(bytes));
  if (bytes.empty()) co_return true;
  expire_in(shared_.options.times.write_seconds);
  const bool is_written = co_await wire_->write(bytes);
  never_expire();
  co_return is_written;
}

// The head; where a header is not fit to be sent, that of a plain 500 in its place.
std::string Connection::head_of(Exchange& exchange, Framing framing, std::uint64_t length) {
  const HeadOptions options{.framing = framing,
                            .length = length,
                            .closes = exchange.closes,
                            .is_http_1_0 = exchange.head.is_http_1_0,
                            .date = thread_.date};
  if (auto head = response_head(exchange.response, options)) return std::move(*head);
  shared_.ports.log_error(
      fmt::format("H042 in {}: a header of the answer holds a control character.",
                  exchange.request.request_id));
  exchange.response = Response{
      .status = 500, .headers = {{"X-Request-Id", exchange.request.request_id}}, .body = {}};
  exchange.closes = true;
  exchange.is_replaced = true;
  HeadOptions plain = options;
  plain.framing = Framing::kLength;
  plain.length = 0;
  plain.closes = true;
  return response_head(exchange.response, plain).value_or("");
}

// Head and body of a small text, which go in one write; nothing for any other body.
std::optional<std::string> Connection::whole_answer(Exchange& exchange) {
  auto* text = std::get_if<std::string>(&exchange.response.body);
  if (text == nullptr || text->size() > kJoinBytesMax) return std::nullopt;
  const std::string body = std::exchange(*text, std::string());
  std::string whole = head_of(exchange, Framing::kLength, body.size());
  if (exchange.is_replaced || has_no_body(exchange.response.status, exchange.request.method))
    return whole;
  exchange.sent_bytes = body.size();
  whole += body;
  return whole;
}

Awaitable<bool> Connection::send(Exchange& exchange) {
  // Handlers hand over the body; from here on only its kind counts.
  const auto body = std::move(exchange.response.body);
  exchange.response.body = std::string();
  if (const auto* text = std::get_if<std::string>(&body))
    co_return co_await send_text(exchange, *text);
  if (const auto* shared = std::get_if<SharedBody>(&body))
    co_return co_await send_text(exchange, *shared->text);
  if (const auto* file = std::get_if<FileBody>(&body))
    co_return co_await send_file(exchange, *file);
  if (const auto* stream = std::get_if<StreamBody>(&body))
    co_return co_await send_stream(exchange, *stream);
  co_return co_await send_events(exchange, std::get<EventStreamBody>(body));
}

Awaitable<bool> Connection::send_text(Exchange& exchange, const std::string& text) {
  std::string head = head_of(exchange, Framing::kLength, text.size());
  if (exchange.is_replaced || has_no_body(exchange.response.status, exchange.request.method))
    co_return co_await write(head);
  exchange.sent_bytes = text.size();
  if (text.size() <= kJoinBytesMax) {
    head += text;
    co_return co_await write(head);
  }
  if (!co_await write(head)) co_return false;
  // Piece by piece, so that the time limit is one of progress.
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::string_view piece = rest.substr(0, kDiskPieceBytes);
    if (!co_await write(piece)) co_return false;
    rest.remove_prefix(piece.size());
  }
  co_return true;
}

Awaitable<bool> Connection::send_file(Exchange& exchange, const FileBody& body) {
  DownloadFile file;
  std::string piece;
  ByteRange range;
  bool is_good = false;
  const auto open = [&] {
    const auto opened = file.open(body.path);
    if (body.is_temporary) {
      std::error_code ignored;
      std::filesystem::remove(body.path, ignored);
    }
    if (!opened) {
      shared_.ports.log_error(fmt::format("{} in {}: {}", opened.error().rule,
                                          exchange.request.request_id, opened.error().message));
      return;
    }
    range = apply_range(exchange.request, exchange.response, file.size());
    is_good = file.read(range.first, std::min<std::uint64_t>(range.count, kDiskPieceBytes), piece);
  };
  if (!co_await on_worker(open)) open();
  if (!is_good) {
    exchange.response = problem_response(
        500, {ErrorCode::kInternal, "H047", "The file that was to be sent cannot be read."});
    shared_.dispatcher.finish(exchange.admission, exchange.request, exchange.response);
    const std::string text =
        std::get<std::string>(std::exchange(exchange.response.body, std::string()));
    co_return co_await send_text(exchange, text);
  }
  const std::string head = head_of(exchange, Framing::kLength, range.count);
  if (!co_await write(head)) co_return false;
  if (exchange.is_replaced || has_no_body(exchange.response.status, exchange.request.method))
    co_return true;
  std::uint64_t offset = range.first;
  std::uint64_t left = range.count;
  while (left > 0) {
    if (!co_await write(piece)) co_return false;
    offset += piece.size();
    left -= piece.size();
    exchange.sent_bytes += piece.size();
    if (left == 0) break;
    const auto read = [&] {
      is_good = file.read(offset, std::min<std::uint64_t>(left, kDiskPieceBytes), piece);
    };
    if (!co_await on_worker(read)) read();
    if (!is_good) co_return false;
  }
  co_return true;
}

Awaitable<bool> Connection::send_stream(Exchange& exchange, const StreamBody& body) {
  const bool is_chunked = !exchange.head.is_http_1_0;
  if (!is_chunked) exchange.closes = true;
  const std::string head =
      head_of(exchange, is_chunked ? Framing::kChunked : Framing::kUntilClose, 0);
  if (!co_await write(head)) co_return false;
  if (exchange.is_replaced || has_no_body(exchange.response.status, exchange.request.method))
    co_return true;
  std::string chunk;
  bool has_more = true;
  bool has_failed = false;
  const auto next = [&] {
    chunk.clear();
    try {
      has_more = body.next(chunk);
    } catch (const std::exception& exception) {
      has_failed = true;
      shared_.ports.log_error(
          fmt::format("H042 in {}: {}", exchange.request.request_id, exception.what()));
    }
  };
  while (has_more) {
    if (!co_await on_worker(next)) next();
    if (has_failed)
      co_return false;  // without the last chunk the client knows that something is missing
    if (chunk.empty()) continue;
    exchange.sent_bytes += chunk.size();
    if (is_chunked) {
      chunk.insert(0, fmt::format("{:x}\r\n", chunk.size()));
      chunk += "\r\n";
    }
    if (!co_await write(chunk)) co_return false;
  }
  if (!is_chunked) co_return true;
  co_return co_await write("0\r\n\r\n");
}

Awaitable<bool> Connection::send_events(Exchange& exchange, const EventStreamBody& body) {
  exchange.closes = true;
  if (shared_.streams.fetch_add(1) >= shared_.options.streams_max) {
    --shared_.streams;
    exchange.response = problem_response(
        {ErrorCode::kUnavailable, "H037", "Too many event streams are open; try again later."});
    exchange.response.headers.emplace_back("Retry-After", "30");
    const std::string text =
        std::get<std::string>(std::exchange(exchange.response.body, std::string()));
    co_return co_await send_text(exchange, text);
  }
  wake_timer_ = std::make_unique<Timer>(thread_.context);
  sink_ = std::make_shared<QueuedSink>([weak = weak_from_this(), &context = thread_.context] {
    asio::post(context, [weak] {
      const auto self = weak.lock();
      if (self && self->wake_timer_) self->wake_timer_->cancel();
    });
  });
  const auto start = [&] { body.start(sink_); };
  if (!co_await on_worker(start)) start();
  auto& headers = exchange.response.headers;
  std::erase_if(headers, [](const auto& pair) {
    return pair.first == "Content-Type" || pair.first == "Cache-Control";
  });
  headers.emplace_back("Content-Type", "text/event-stream");
  headers.emplace_back("Cache-Control", "no-store");
  headers.emplace_back("X-Accel-Buffering", "no");  // a proxy that buffered would hold events back
  const std::string head = head_of(exchange, Framing::kUntilClose, 0);
  bool is_open = co_await write(head);
  is_open = is_open && !exchange.is_replaced;
  std::string().swap(input_);
  if (is_open && exchange.request.method != Method::kHead) {
    asio::co_spawn(thread_.context, watch_for_end(shared_from_this()), asio::detached);
    is_open = co_await write_events();
  }
  sink_->close();
  --shared_.streams;
  co_return is_open;
}

Awaitable<bool> Connection::write_events() {
  const auto heartbeat = std::chrono::duration_cast<std::chrono::steady_clock::duration>(
      std::chrono::duration<double>(shared_.options.times.heartbeat_seconds));
  wake_timer_->expires_after(heartbeat);
  while (true) {
    const QueuedSink::Taken taken = sink_->take();
    if (taken.frames.size() == 1) {
      if (!co_await write(*taken.frames[0])) co_return false;
      continue;
    }
    if (!taken.frames.empty()) {
      std::string joined;
      for (const Frame& frame : taken.frames) joined += *frame;
      if (!co_await write(joined)) co_return false;
      continue;
    }
    if (taken.is_closed) co_return true;
    if (wake_timer_->expiry() <= std::chrono::steady_clock::now()) {
      // A comment: it keeps proxies from giving up, and finds out who has gone.
      if (!co_await write(": \n\n")) co_return false;
      wake_timer_->expires_after(heartbeat);
      continue;
    }
    co_await wake_timer_->async_wait(kResume);
  }
}

// A client of events has nothing more to say: when its side ends, so does the stream.
Awaitable<void> Connection::watch_for_end(std::shared_ptr<Connection> self) {
  char ignored[64];
  while (co_await self->wire_->read_some(ignored, sizeof ignored) > 0) {
  }
  self->sink_->close();
}

}  // namespace bailiwick::platform::http
