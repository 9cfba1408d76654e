// For tests of routes: calls them as the server does, without a socket: match,
// access, body by its schema, handler.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "platform/http/problem.hpp"
#include "platform/http/router.hpp"
#include "platform/http/schema.hpp"
#include "tests/support/identity_world.hpp"

namespace bailiwick::testing {

namespace http = platform::http;

// Who calls: a session's cookie, an API token, or nobody.
struct Caller {
  std::string cookie;
  std::string token = {};
};

struct Asked {
  http::Method method = http::Method::kGet;
  std::string target;  // path and query; the query's values stand as they are
  nlohmann::json body = nullptr;
  http::Pairs headers = {};
};

class ApiCaller {
 public:
  // `routes` and `services` outlive it.
  ApiCaller(const http::Routes& routes, const identity::Services& services)
      : router_(routes), services_(services) {}

  http::Response call(const Caller& caller, const Asked& asked) const {
    http::Request request = request_of(caller, asked);
    const http::RouteMatch match = router_.find(request.method, request.path);
    if (!match.route)
      return http::problem_response(404, Error{ErrorCode::kNotFound, "-", "no route"});
    request.path_params = match.path_params;
    const http::Access& access = match.route->access;
    if (access.kind != http::AccessKind::kPublic) {
      const auto who = caller.token.empty() ? services_.authentication.by_session(caller.cookie)
                                            : services_.authentication.by_token(caller.token);
      if (!who) return http::problem_response(who.error());
      if (access.permission && !(*who)->may(*access.permission))
        return http::problem_response(require(**who, *access.permission).error());
      request.principal = *who;
    }
    if (match.route->body) {
      const Errors mistakes = http::mistakes_of(*match.route->body, asked.body);
      if (!mistakes.empty()) return http::problem_response(mistakes);
    }
    return handle(*match.route, request, asked.body);
  }

  // Only the handler, as if nobody had checked access before: what the service
  // itself refuses.
  static http::Response handle(const http::Route& route, const http::Request& request,
                               const nlohmann::json& body) {
    auto response = route.handle(http::Call{.request = request, .body = body});
    return response ? std::move(*response) : http::problem_response(response.error());
  }

  static http::Request request_of(const Caller& caller, const Asked& asked) {
    http::Request request;
    request.method = asked.method;
    const std::size_t mark = asked.target.find('?');
    request.path = asked.target.substr(0, mark);
    std::string_view rest = mark == std::string::npos
                                ? std::string_view()
                                : std::string_view(asked.target).substr(mark + 1);
    while (!rest.empty()) {
      const std::string_view pair = rest.substr(0, rest.find('&'));
      const std::size_t equals = pair.find('=');
      request.query.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
      rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    }
    request.headers = asked.headers;
    if (!caller.cookie.empty())
      request.headers.emplace_back("cookie", "bailiwick_session=" + caller.cookie);
    request.peer = "192.0.2.7";
    return request;
  }

 private:
  http::Router router_;
  const identity::Services& services_;
};

inline nlohmann::json json_of(const http::Response& response) {
  return nlohmann::json::parse(response.text(), nullptr, false);
}
inline std::string rule_in(const http::Response& response) {
  const auto json = json_of(response);
  return json.is_object() && json.contains("rule") ? json["rule"].get<std::string>() : "none";
}
inline std::string header_of(const http::Response& response, std::string_view name) {
  return std::string(response.header(name).value_or(""));
}
inline std::string cookie_of(const http::Response& response) {
  const std::string header = header_of(response, "Set-Cookie");
  const std::size_t start = header.find('=') + 1;
  return header.substr(start, header.find(';') - start);
}

}  // namespace bailiwick::testing
