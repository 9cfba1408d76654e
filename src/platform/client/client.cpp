#include "platform/client/client.hpp"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

#include <fmt/format.h>
#include "base/text.hpp"

namespace bailiwick::platform::client {
namespace {

constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
constexpr std::size_t kUrlBytesMax = 2'000;

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

// libcurl's global state, once; C++ makes the first use wait for it.
void start_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  (void)started;
}

struct Exchange {
  const ClientOptions& options;
  const OutgoingRequest& request;
  bool is_plain = false;
  IncomingAnswer answer;
  std::size_t header_bytes = 0;
  // Why a callback ended the exchange; libcurl only says that one did.
  std::optional<Error> refusal;
};

std::optional<Error> refusal_of(const Exchange& exchange, const IpAddress& address,
                                std::string_view shown) {
  if (is_in(exchange.options.allowed, address)) return std::nullopt;
  if (!is_public(address)) {
    return Error{
        ErrorCode::kForbidden, "N004",
        fmt::format(
            "{} leads to {}, which is not on the public internet. An operator who means it to be "
            "reached names its network in client.allowed_networks.",
            exchange.request.url, shown)};
  }
  if (exchange.is_plain) {
    return Error{
        ErrorCode::kForbidden, "N005",
        fmt::format("{} is not encrypted. Use https, or let an operator name the network of {} in "
                    "client.allowed_networks.",
                    exchange.request.url, shown)};
  }
  return std::nullopt;
}

std::optional<IpAddress> address_of(const sockaddr& socket_address) {
  IpAddress address;
  if (socket_address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &socket_address, sizeof v4);
    address.bytes[10] = address.bytes[11] = 0xff;
    std::memcpy(address.bytes.data() + 12, &v4.sin_addr, 4);
    return address;
  }
  if (socket_address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &socket_address, sizeof v6);
    std::memcpy(address.bytes.data(), &v6.sin6_addr, 16);
    return address;
  }
  return std::nullopt;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* target) {
  auto& exchange = *static_cast<Exchange*>(user);
  const auto address = address_of(target->addr);
  if (!address) return CURL_SOCKET_BAD;
  if (auto refusal = refusal_of(exchange, *address, "an address")) {
    exchange.refusal = std::move(refusal);
    return CURL_SOCKET_BAD;
  }
  return ::socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

int before_request(void* user, char* peer, char*, int, int) {
  auto& exchange = *static_cast<Exchange*>(user);
  const auto address = parse_ip(peer);
  if (!address) return CURL_PREREQFUNC_ABORT;
  exchange.refusal = refusal_of(exchange, *address, peer);
  return exchange.refusal ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

Error too_large(const Exchange& exchange) {
  return {
      ErrorCode::kLimit, "N009",
      fmt::format("{} answers with more than the {} bytes (headers {}) that are read.",
                  exchange.request.url, exchange.request.answer_bytes_max, kAnswerHeaderBytesMax)};
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  if (exchange.answer.body.size() + count > exchange.request.answer_bytes_max) {
    exchange.refusal = too_large(exchange);
    return 0;
  }
  exchange.answer.body.append(bytes, count);
  return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* user) {
  auto& exchange = *static_cast<Exchange*>(user);
  exchange.header_bytes += count;
  if (exchange.header_bytes > kAnswerHeaderBytesMax) {
    exchange.refusal = too_large(exchange);
    return 0;
  }
  const std::string_view line(bytes, count);
  if (line.starts_with("HTTP/"))
    exchange.answer.headers.clear();  // after a 100 Continue the real one
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && (value.back() == '\r' || value.back() == '\n')) value.remove_suffix(1);
    exchange.answer.headers.emplace_back(ascii_lower(line.substr(0, colon)), trimmed(value));
  }
  return count;
}

int watch(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& exchange = *static_cast<Exchange*>(user);
  return exchange.request.budget && exchange.request.budget->is_over() ? 1 : 0;
}

bool is_header_text(std::string_view text, bool is_name) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '\t') return !is_name;
    return byte >= 0x20 && byte != 0x7f && !(is_name && (c == ':' || c == ' '));
  });
}

Result<std::unique_ptr<curl_slist, FreeCurl>> header_list(const OutgoingRequest& request) {
  std::unique_ptr<curl_slist, FreeCurl> list;
  const auto add = [&](const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer != nullptr) {
      (void)list.release();
      list.reset(longer);
    }
  };
  for (const auto& [name, value] : request.headers) {
    if (name.empty() || !is_header_text(name, true) || !is_header_text(value, false)) {
      return fail(
          ErrorCode::kInvalidInput, "N003",
          fmt::format("The header '{}' holds a line break or another control character; remove it.",
                      is_header_text(name, true) ? name : "?"));
    }
    add(value.empty() ? name + ";" : name + ": " + value);
  }
  add("Expect:");  // no waiting for "100 Continue"
  return list;
}

Error failure_of(CURLcode code, const Exchange& exchange, const char* detail) {
  if (exchange.refusal) return *exchange.refusal;
  const std::string_view why = *detail != '\0' ? detail : curl_easy_strerror(code);
  const std::string& url = exchange.request.url;
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return {ErrorCode::kCancelled, "N011",
              fmt::format("The request to {} was ended early.", url)};
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorCode::kUnavailable, "N008",
              fmt::format("{} did not answer within {} s ({} s to connect).", url,
                          exchange.request.total_limit.value(),
                          exchange.request.connect_limit.value())};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return {ErrorCode::kUnavailable, "N007",
              fmt::format("The identity of {} cannot be verified: {}. Its certificate must be "
                          "valid for that name "
                          "and come from an authority this machine trusts.",
                          url, why)};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return {ErrorCode::kUnavailable, "N006", fmt::format("{} cannot be reached: {}.", url, why)};
    default:
      return {ErrorCode::kUnavailable, "N010",
              fmt::format("{} did not answer in good HTTP: {}.", url, why)};
  }
}

void apply_limits(CURL* curl, const OutgoingRequest& request) {
  const auto millis = [](Seconds seconds) {
    return static_cast<long>(std::clamp(seconds.value() * 1000.0, 1.0, 86'400'000.0));
  };
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, millis(request.connect_limit));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, millis(request.total_limit));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
}

void apply_callbacks(CURL* curl, Exchange& exchange) {
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, before_request);
  curl_easy_setopt(curl, CURLOPT_PREREQDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, watch);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
}

void apply_message(CURL* curl, const OutgoingRequest& request, const ClientOptions& options,
                   curl_slist* headers) {
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, options.user_agent.c_str());
  if (!options.certificates.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, options.certificates.c_str());
  }
  if (request.method != "GET") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  }
}

struct UrlParts {
  std::string scheme;
  bool has_password = false;
};

std::optional<UrlParts> parts_of(const std::string& url) {
  start_curl();
  const std::unique_ptr<CURLU, FreeCurl> parsed(curl_url());
  if (parsed == nullptr || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  const auto part = [&](CURLUPart which) -> std::optional<std::string> {
    char* text = nullptr;
    if (curl_url_get(parsed.get(), which, &text, 0) != CURLUE_OK) return std::nullopt;
    std::string copy(text);
    curl_free(text);
    return copy;
  };
  const auto scheme = part(CURLUPART_SCHEME);
  if (!scheme || !part(CURLUPART_HOST)) return std::nullopt;
  return UrlParts{*scheme, part(CURLUPART_USER) || part(CURLUPART_PASSWORD)};
}

}  // namespace

std::optional<std::string> IncomingAnswer::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return std::nullopt;
}

Result<void> check_url(const std::string& url) {
  const bool is_text = url.size() <= kUrlBytesMax && is_header_text(url, false) &&
                       url.find(' ') == std::string::npos;
  const auto parts = is_text ? parts_of(url) : std::nullopt;
  if (!parts || (parts->scheme != "https" && parts->scheme != "http") || parts->has_password) {
    return fail(ErrorCode::kInvalidInput, "N002",
                fmt::format("'{}' is not an address that can be called. Write it whole, without a "
                            "user or password: "
                            "https://example.org/path.",
                            is_text ? url : "That"));
  }
  return {};
}

Result<IncomingAnswer> Client::send(const OutgoingRequest& request) const {
  const auto checked = check_url(request.url);
  if (!checked) return tl::unexpected(checked.error());
  if (std::find(std::begin(kMethods), std::end(kMethods), request.method) == std::end(kMethods)) {
    return fail(ErrorCode::kInvalidInput, "N003",
                "The method is none of GET, POST, PUT, PATCH and DELETE.");
  }
  const auto headers = header_list(request);
  if (!headers) return tl::unexpected(headers.error());
  const std::unique_ptr<CURL, FreeCurl> curl(curl_easy_init());
  if (curl == nullptr) {
    return fail(ErrorCode::kUnavailable, "N006",
                "There is no memory for another connection; try again later.");
  }
  Exchange exchange{options_, request, parts_of(request.url)->scheme == "http",
                    {},       0,       std::nullopt};
  std::array<char, CURL_ERROR_SIZE> detail{};
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, detail.data());
  apply_message(curl.get(), request, options_, headers->get());
  apply_limits(curl.get(), request);
  apply_callbacks(curl.get(), exchange);
  const CURLcode code = curl_easy_perform(curl.get());
  if (code != CURLE_OK) return tl::unexpected(failure_of(code, exchange, detail.data()));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  exchange.answer.status = static_cast<int>(status);
  return std::move(exchange.answer);
}

}  // namespace bailiwick::platform::client
