// Outgoing HTTP: one request, one answer, within limits, and never into a network that is not meant.
//
// Every connection is judged by the address it really goes to, when its socket is opened and again before the request is
// sent: a name that resolves to something else a moment later (DNS rebinding) gains nothing. Addresses must be public (address.hpp)
// or in a network the operator allows; plain http is for allowed networks only. Redirects are not followed, proxies of the
// environment are not used, certificates are always verified. By libcurl.
// Thread-safe. A connection a request.
// Errors: N002 the address is no http(s) URL, or carries a password (kInvalidInput), N003 a header holds a line break or the like
// (kInvalidInput), N004 the network is not allowed (kForbidden), N005 plain http to a public address (kForbidden), N006 no
// connection (kUnavailable), N007 the certificate is not good (kUnavailable), N008 too late (kUnavailable), N009 the answer is too
// large (kLimit), N010 the answer is not HTTP (kUnavailable), N011 the budget ended (kCancelled).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/budget.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "platform/client/address.hpp"

namespace bailiwick::platform::client {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct OutgoingRequest {
  std::string method = "GET";  // GET, POST, PUT, PATCH or DELETE
  std::string url = {};
  Headers headers = {};
  std::string body = {};
  Seconds connect_limit = Seconds(10);
  Seconds total_limit = Seconds(30);
  std::size_t answer_bytes_max = 1 << 20;  // of the body; headers have kAnswerHeaderBytesMax
  std::optional<Budget> budget = {};       // ends the request early
};
inline constexpr std::size_t kAnswerHeaderBytesMax = 64 << 10;

struct IncomingAnswer {
  int status = 0;
  Headers headers;  // names in lower case
  std::string body;

  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;  // the first
};

struct ClientOptions {
  std::vector<Network> allowed = {};  // beside the public internet
  std::string certificates = {};      // a file of trusted certificates (PEM); empty: the system's
  std::string user_agent = "bailiwick";
};

class Client {
 public:
  explicit Client(ClientOptions options) : options_(std::move(options)) {}

  [[nodiscard]] Result<IncomingAnswer> send(const OutgoingRequest& request) const;

 private:
  ClientOptions options_;
};

// N002: what send() would refuse of an address, without connecting. For forms in which people enter one.
[[nodiscard]] Result<void> check_url(const std::string& url);

}  // namespace bailiwick::platform::client
