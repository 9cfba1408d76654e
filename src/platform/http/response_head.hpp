// The head of a response as bytes: status line, headers, and how the body is framed. Pure but for the date, which is handed in.
//
// A name or value that could end its line early is never sent: the response then becomes a plain 500 (so that a slip cannot split
// a response in two). Sets no header that the response has: Content-Length, Transfer-Encoding, Connection and Date are the server's
// alone, and dropped from what a handler set.
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

enum class Framing { kLength, kChunked, kUntilClose };

struct HeadOptions {
  Framing framing = Framing::kLength;
  std::uint64_t length = 0;
  bool closes = false;       // Connection: close
  bool is_http_1_0 = false;  // then keeping alive has to be said
  std::string_view date;     // http_date()
};

// Nothing where a header of the response is not fit to be sent.
[[nodiscard]] std::optional<std::string> response_head(const Response& response,
                                                       const HeadOptions& options);

[[nodiscard]] std::string_view reason_of(int status);
// "Wed, 25 Nov 2026 18:21:42 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::string http_date(std::time_t seconds);

// Whether a response of that status to that method has no body at all (RFC 9112, 6.3).
[[nodiscard]] bool has_no_body(int status, Method method);

}  // namespace bailiwick::platform::http
