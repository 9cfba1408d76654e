// Reads HTTP/1.1 requests from bytes as they come (RFC 9112), within limits. The parser is Boost.Beast's, which nothing else sees.
//
// What two programs could read in two ways is refused, since that is how requests are smuggled past a proxy: a body with both
// Content-Length and Transfer-Encoding, either of them twice, a transfer coding but "chunked", HTTP/1.0 with one, a missing or doubled
// Host, line ends other than CR LF. After a failure the connection must be closed: nobody knows where the next request begins.
// Rules: H035 the header is too large (431), H034 the target is (414), H036 malformed (400), H041 transfer coding (501), H043 version
// (505). Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

inline constexpr std::size_t kHeaderFieldsMax = 100;
inline constexpr std::size_t kChunkHeaderBytesMax = 8 << 10;

struct RequestHead {
  std::string method;  // as it was sent
  std::string target;
  Pairs headers;  // names in lower case
  bool is_http_1_0 = false;
  bool keeps_alive = false;
  bool has_body = false;
  bool wants_continue = false;
  std::optional<std::uint64_t> content_length;
};

struct ReadFailure {
  int status = 400;
  Error error;
};

class RequestReader {
 public:
  enum class State { kNeedsMore, kDone, kFailed };
  struct Step {
    State state = State::kNeedsMore;
    std::size_t consumed = 0;  // bytes of the input that need not be given again
  };

  RequestReader();
  ~RequestReader();
  RequestReader(RequestReader&&) noexcept;

  // Makes ready for the next request.
  void reset();
  // Reads on at `bytes`, which begin with what was not consumed before.
  Step read_head(std::string_view bytes);
  // After the head: appends what there is of the body to `body`. kDone at its end.
  Step read_body(std::string_view bytes, std::string& body);

  [[nodiscard]] RequestHead& head();
  [[nodiscard]] const ReadFailure& failure() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace bailiwick::platform::http
