// A request and its response as plain values, whatever library carries them.
//
// Bodies up to kBodyBytesMax are read into memory before the handler runs; a route that declares an upload gets its body as a
// file on disk instead (limit: the route's own). A response is a text, a file that is streamed, or a stream of events.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "platform/identity/principal.hpp"

namespace bailiwick::platform::http {

inline constexpr std::size_t kBodyBytesMax = 1 << 20;
inline constexpr std::size_t kHeaderBytesMax = 16 << 10;
inline constexpr std::size_t kTargetBytesMax = 8 << 10;
inline constexpr std::size_t kSinkBytesMax = 256 << 10;

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete };
[[nodiscard]] std::string_view name_of(Method method);

using Pairs = std::vector<std::pair<std::string, std::string>>;

// Who asks, or nobody yet. Shared, since authentication keeps principals and every request would copy one.
class PrincipalRef {
 public:
  PrincipalRef() = default;
  PrincipalRef(identity::Principal principal)
      : principal_(std::make_shared<const identity::Principal>(std::move(principal))) {}
  PrincipalRef(std::shared_ptr<const identity::Principal> principal)
      : principal_(std::move(principal)) {}

  [[nodiscard]] bool has_value() const { return principal_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  const identity::Principal& operator*() const { return *principal_; }
  const identity::Principal* operator->() const { return principal_.get(); }

 private:
  std::shared_ptr<const identity::Principal> principal_;
};

struct Request {
  Method method = Method::kGet;
  std::string path;   // decoded, without the query
  Pairs path_params;  // {person} of the route's pattern
  Pairs query;        // decoded, in the order given
  Pairs headers;      // names in lower case
  std::string body;
  std::string body_file;  // of an upload: where it is; removed after the handler
  std::string request_id;
  std::string peer;        // the client's address (of a trusted proxy: what it forwarded)
  bool is_secure = false;  // TLS, here or at a trusted proxy
  PrincipalRef principal;  // present on every route that is not public

  // The first of that name; nothing where absent. Header names in lower case.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
  [[nodiscard]] std::string_view path_value(
      std::string_view name) const;  // asserts that the route has it
  [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
};

// A file, sent in parts where the client asks for them (Range). Must not shrink while it is sent.
struct FileBody {
  std::string path;
  bool is_temporary = false;  // removed when sent
};

// Server-sent events (WHATWG HTML, 9.2): `start` is called once with a sink; send() is thread-safe and returns false once the client is gone.
// The server sends a comment every 15 s. A sink that lags behind by kSinkBytesMax is closed: the browser then resumes by Last-Event-ID.
// A frame is what goes over the wire, its blank line included ("id: 7\nevent: job.updated\ndata: {...}\n\n").
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual bool send(std::string_view frame) = 0;
  // The same without a copy: a broadcast hands one frame to every sink.
  virtual bool send_shared(const std::shared_ptr<const std::string>& frame) { return send(*frame); }
  // Called once, on a thread of the server; at once where the client is gone already.
  virtual void on_close(std::function<void()> listener) = 0;
  // Ends the stream once what was sent is out; a browser then comes back with its credentials.
  virtual void close() {}
};
struct EventStreamBody {
  std::function<void(std::shared_ptr<EventSink>)> start;
};

// Text made while it is sent (NDJSON, CSV): fills `chunk` (empty at each call) and returns true, false at the end. Called on worker
// threads, by one at a time. About 64 KiB a chunk is a good size. An exception ends the answer short, which the client notices.
struct StreamBody {
  std::function<bool(std::string& chunk)> next;
};

// A text that several answers share (a cached map, an asset): never copied.
struct SharedBody {
  std::shared_ptr<const std::string> text;
};

struct Response {
  int status = 200;
  // Names as they are to be sent. Values with line ends or other control characters are refused: the server answers 500.
  Pairs headers;
  std::variant<std::string, FileBody, EventStreamBody, StreamBody, SharedBody> body;

  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;  // any case
  [[nodiscard]] std::string_view text() const;  // asserts that the body is one
};

[[nodiscard]] Response text_response(int status, std::string body, std::string_view media_type);
[[nodiscard]] Response json_response(int status, std::string json);
[[nodiscard]] Response empty_response();  // 204
// RFC 9457. The status of an ErrorCode stands in one table, status_of() (problem.cpp). Each error with a pointer becomes an
// item of "errors", which a form shows beside its field.
[[nodiscard]] Response problem_response(const Error& error);
[[nodiscard]] Response problem_response(const Errors& errors);
[[nodiscard]] int status_of(ErrorCode code);

}  // namespace bailiwick::platform::http
