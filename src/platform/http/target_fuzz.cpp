// Any bytes as what arrives on a connection: requests in pieces, targets, cookies, ranges, lists of tags and codings, forwarded
// addresses. An answer or a refusal, nothing else; what is decoded holds no control character and no way up.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/media.hpp"
#include "platform/http/peer.hpp"
#include "platform/http/request_reader.hpp"
#include "platform/http/target.hpp"

namespace {

namespace http = bailiwick::platform::http;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_target(std::string_view text) {
  const auto target = http::parse_target(text);
  if (!target) return;
  require(target->path.starts_with('/'));
  require(bailiwick::is_utf8(target->path));
  require(("/" + target->path + "/").find("/../") == std::string::npos);
  require(http::is_header_value(target->path));
}

// The same request in one piece and in many must be read the same.
std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
  http::RequestReader reader;
  std::string buffer;
  std::string body;
  bool has_head = false;
  while (true) {
    const auto step = has_head ? reader.read_body(buffer, body) : reader.read_head(buffer);
    require(step.consumed <= buffer.size());
    buffer.erase(0, step.consumed);
    if (step.state == http::RequestReader::State::kFailed) return "refused";
    if (step.state == http::RequestReader::State::kDone && has_head)
      return reader.head().target + "\n" + body;
    if (step.state == http::RequestReader::State::kDone) {
      has_head = true;
      continue;
    }
    if (bytes.empty()) return "waits";
    buffer += bytes.substr(0, piece);
    bytes.remove_prefix(std::min(piece, bytes.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_target(bytes);
  check_target("/" + std::string(bytes));
  http::Request request;
  request.headers = {{"cookie", std::string(bytes)}, {"x-forwarded-for", std::string(bytes)}};
  static_cast<void>(request.cookie("bailiwick_session"));
  const auto proxies =
      http::TrustedProxies::parse({"127.0.0.0/8", std::string(bytes.substr(0, 64))});
  if (proxies) proxies->apply(request, "127.0.0.1", false);
  const auto range = http::choose_range(bytes, 1'000);
  require(range.range.first + range.range.count <= 1'000);
  static_cast<void>(http::etag_matches(bytes, "\"1\""));
  static_cast<void>(http::preferred_coding(bytes, {}));
  const std::string whole = read_in_pieces(bytes, size + 1);
  const std::string parts = read_in_pieces(bytes, 3);
  // Where the limits lie may depend on the pieces; what is read may not.
  require(whole == parts || whole == "refused" || parts == "refused");
  return 0;
}
