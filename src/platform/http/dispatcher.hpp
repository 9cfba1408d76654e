// From a request to its answer, without a socket: which route, may they, is it well-formed, then the handler, then what every answer gets.
//
//   admit()   by target and headers alone, before a body is read: route, method, rate, access, forged requests, media type
//   answer()  parameters and body, If-Match, Idempotency-Key, the handler; where the route says (Runs), on a worker
//   finish()  problems completed, ETag and 304, compression, headers of security and caching
// Thread-safe but for the request and response handed in. Handlers' exceptions end here as H042.
// Rules: H003 media type, H010 and H011 of parameters, H020 no such path, H021 method, H022 not signed in, H024 too many requests,
// H025 too many failed tries, H028 If-Match is missing, H030 .. H032 Idempotency-Key, H042 a mistake of ours; those of security.hpp,
// json_body.hpp, schema_check.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/idempotency.hpp"
#include "platform/http/rate_limit.hpp"
#include "platform/http/route.hpp"
#include "platform/http/router.hpp"
#include "platform/http/shared_codings.hpp"
#include "platform/http/static_files.hpp"

namespace bailiwick::platform::http {

// Whom the credentials of a request name: empty where it has none, an error (kUnauthenticated) where they are no good. Called on a
// connection's thread for every request of a route that is not public: must be quick, so keep what was looked up.
using Authenticator = std::function<Result<PrincipalRef>(const Request&)>;
// Told of what went wrong on our side, in a line.
using ErrorLog = std::function<void(const std::string&)>;

struct DispatcherOptions {
  Authenticator authenticate;
  std::shared_ptr<IdempotencyStore> idempotency;
  ErrorLog log_error;
  Rate peer_rate;
  Rate person_rate;
  std::string content_security_policy;  // of pages
  std::uint64_t body_bytes_max = kBodyBytesMax;
};

struct Admission {
  const Route* route = nullptr;  // null: a static file, or refused
  std::size_t route_index = 0;
  std::optional<Response> reply;  // what to answer without reading the body
  std::uint64_t body_bytes_max = 0;
  bool is_upload = false;
};

class Dispatcher {
 public:
  Dispatcher(Routes routes, StaticFiles files, DispatcherOptions options);

  [[nodiscard]] const Routes& routes() const { return routes_; }

  // Fills path_params and principal.
  [[nodiscard]] Admission admit(Request& request);
  // `target` as it was sent: of an Idempotency-Key's fingerprint.
  [[nodiscard]] Response answer(const Admission& admission, const Request& request,
                                std::string_view target);
  // Whether the request is one under an Idempotency-Key, so that its answer need not be waited for.
  [[nodiscard]] bool is_under_key(const Admission& admission, const Request& request) const;
  // answer() of such a request, handed to `done`, perhaps after this has returned and on a thread of the store's, where it must be quick.
  // Admission and request must last until then.
  using Done = std::function<void(Response)>;
  void answer_later(const Admission& admission, const Request& request, std::string_view target,
                    Done done);
  void finish(const Admission& admission, const Request& request, Response& response) const;

 private:
  Result<void> check_access(const Route& route, Request& request);
  Response unknown(const Request& request, const RouteMatch& match) const;
  std::optional<Response> check_rate(const Request& request, RateLimiter& limiter,
                                     std::string_view key, std::string_view rule);
  std::optional<Response> refuse(const RouteMatch& match, Request& request);
  Response call(const Route& route, const Request& request, const nlohmann::json& body);
  std::optional<Response> refuse_content(const Route& route, const Request& request,
                                         nlohmann::json& body) const;
  void call_once(const Route& route, const Request& request,
                 std::shared_ptr<const nlohmann::json> body, std::string_view target, Done done);
  Response counted(const Admission& admission, const Request& request, Response response);

  Routes routes_;
  StaticFiles files_;
  DispatcherOptions options_;
  Router router_;
  RateLimiter peers_;
  RateLimiter people_;
  mutable SharedCodings codings_;
  std::vector<std::unique_ptr<RateLimiter>> attempts_;  // a route; null where it sets none
};

}  // namespace bailiwick::platform::http
