#include "platform/http/request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

#include "base/text.hpp"

namespace bailiwick::platform::http {

namespace beast = boost::beast;

// Beast calls back as it recognises parts; each goes straight to where it is kept.
class RequestReader::Parser : public beast::http::basic_parser<true> {
 public:
  Parser() {
    header_limit(static_cast<std::uint32_t>(kHeaderBytesMax));
    body_limit(boost::none);  // counted by the caller, who knows the route's
  }

  RequestHead head;
  ReadFailure failure;
  std::string* body = nullptr;

  bool fail(int status, std::string_view rule, std::string message) {
    failure = {status,
               Error{status == 431 || status == 414 ? ErrorCode::kLimit : ErrorCode::kInvalidInput,
                     std::string(rule), std::move(message)}};
    return false;
  }
  [[nodiscard]] bool check_head();

 private:
  using Text = beast::string_view;

  void on_request_impl(beast::http::verb, Text method, Text target, int version,
                       beast::error_code&) override {
    head.method.assign(method.data(), method.size());
    head.target.assign(target.data(), target.size());
    head.is_http_1_0 = version == 10;
  }
  void on_response_impl(int, Text, int, beast::error_code&) override {}
  void on_field_impl(beast::http::field, Text name, Text value, beast::error_code& error) override {
    if (is_head_over_) return;  // a trailer of a chunked body: nothing here has a use for one
    if (head.headers.size() == kHeaderFieldsMax) {
      error = beast::http::make_error_code(beast::http::error::header_limit);
      return;
    }
    head.headers.emplace_back(ascii_lower({name.data(), name.size()}),
                              std::string(value.data(), value.size()));
  }
  void on_header_impl(beast::error_code&) override { is_head_over_ = true; }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, beast::error_code&) override {}
  std::size_t on_body_impl(Text text, beast::error_code&) override {
    if (body != nullptr) body->append(text.data(), text.size());
    return text.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, beast::error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text text, beast::error_code&) override {
    if (body != nullptr) body->append(text.data(), text.size());
    return text.size();
  }
  void on_finish_impl(beast::error_code&) override {}

  bool is_head_over_ = false;
};

namespace {

// How often a header occurs, and its last value.
struct Occurrence {
  int count = 0;
  std::string_view value;
};
Occurrence occurrence_of(const Pairs& headers, std::string_view name) {
  Occurrence found;
  for (const auto& [key, value] : headers) {
    if (key == name) found = {found.count + 1, value};
  }
  return found;
}

}  // namespace

bool RequestReader::Parser::check_head() {
  if (head.target.size() > kTargetBytesMax)
    return fail(414, "H034", "The address is longer than 8 KiB.");
  const Occurrence host = occurrence_of(head.headers, "host");
  if (host.count > 1 || (host.count == 0 && !head.is_http_1_0))
    return fail(400, "H036", "A request has one Host header.");
  const Occurrence coding = occurrence_of(head.headers, "transfer-encoding");
  const Occurrence length = occurrence_of(head.headers, "content-length");
  if (coding.count > 0) {
    if (coding.count > 1 || length.count > 0 || head.is_http_1_0)
      return fail(400, "H036", "A body has one Content-Length or one Transfer-Encoding.");
    if (ascii_lower(coding.value) != "chunked")
      return fail(501, "H041", "The only transfer coding that is understood is \"chunked\".");
  }
  if (length.value.find_first_not_of("0123456789") != std::string_view::npos)
    return fail(400, "H036", "A Content-Length is a whole number.");
  if (length.count > 1) return fail(400, "H036", "A body has one Content-Length.");
  head.keeps_alive = keep_alive();
  if (const auto bytes = content_length()) head.content_length = *bytes;
  head.has_body = chunked() || head.content_length.value_or(0) > 0;
  const Occurrence expect = occurrence_of(head.headers, "expect");
  head.wants_continue = ascii_lower(expect.value) == "100-continue" && !head.is_http_1_0;
  if (expect.count > 0 && ascii_lower(expect.value) != "100-continue")
    return fail(417, "H040", "The only expectation that is understood is \"100-continue\".");
  return true;
}

RequestReader::RequestReader() : parser_(std::make_unique<Parser>()) {}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;

void RequestReader::reset() { parser_ = std::make_unique<Parser>(); }
RequestHead& RequestReader::head() { return parser_->head; }
const ReadFailure& RequestReader::failure() const { return parser_->failure; }

RequestReader::Step RequestReader::read_head(std::string_view bytes) {
  // Blank lines before a request are skipped, as RFC 9112, 2.2 asks of servers.
  std::size_t skipped = 0;
  while (bytes.size() - skipped >= 2 && bytes.substr(skipped, 2) == "\r\n") skipped += 2;
  bytes.remove_prefix(skipped);
  if (bytes.empty() || bytes == "\r") return {State::kNeedsMore, skipped};
  beast::error_code error;
  const std::size_t used =
      parser_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  const bool is_endless_line =
      parser_->head.method.empty() && bytes.size() > kTargetBytesMax + 64 &&
      bytes.substr(0, kTargetBytesMax + 64).find('\n') == std::string_view::npos;
  // Beast looks at the request line only once the whole header is there; a line that does not end is told sooner.
  if (is_endless_line &&
      (error == beast::http::error::need_more || error == beast::http::error::header_limit)) {
    parser_->fail(414, "H034", "The address is longer than 8 KiB.");
    return {State::kFailed, 0};
  }
  if (error == beast::http::error::need_more) return {State::kNeedsMore, skipped + used};
  if (error == beast::http::error::header_limit) {
    parser_->fail(431, "H035", "The header is larger than 16 KiB or has more than 100 fields.");
    return {State::kFailed, 0};
  }
  if (error == beast::http::error::bad_version) {
    parser_->fail(505, "H043", "The version of HTTP is not understood; use HTTP/1.1.");
    return {State::kFailed, 0};
  }
  if (error) {
    parser_->fail(400, "H036", "The request is malformed: " + error.message() + ".");
    return {State::kFailed, 0};
  }
  if (!parser_->check_head()) return {State::kFailed, 0};
  return {State::kDone, skipped + used};
}

RequestReader::Step RequestReader::read_body(std::string_view bytes, std::string& body) {
  parser_->body = &body;
  std::size_t used = 0;
  while (!parser_->is_done()) {
    if (used == bytes.size()) return {State::kNeedsMore, used};
    beast::error_code error;
    const std::size_t now =
        parser_->put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), error);
    used += now;
    if (error == beast::http::error::need_more) {
      if (bytes.size() - used <= kChunkHeaderBytesMax) return {State::kNeedsMore, used};
      parser_->fail(400, "H036", "The head of a chunk is longer than 8 KiB.");
      return {State::kFailed, used};
    }
    if (error) {
      parser_->fail(400, "H036", "The body is malformed: " + error.message() + ".");
      return {State::kFailed, used};
    }
  }
  return {State::kDone, used};
}

}  // namespace bailiwick::platform::http
