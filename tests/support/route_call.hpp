// Calls a route's handler as the server would once it has checked everything.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "platform/http/route.hpp"
#include "platform/http/schema.hpp"

namespace bailiwick::testing {

struct RouteInput {
  platform::http::Pairs path = {};
  platform::http::Pairs query = {};
  platform::http::Pairs headers = {};
  nlohmann::json body = {};
  std::string body_file = {};  // of an upload
};

inline Result<platform::http::Response> call_route(const platform::http::Routes& routes,
                                                   std::string_view id,
                                                   const platform::identity::Principal& principal,
                                                   const RouteInput& input) {
  for (const platform::http::Route& route : routes) {
    if (route.id != id) continue;
    platform::http::Request request;
    request.method = route.method;
    request.path_params = input.path;
    request.query = input.query;
    request.headers = input.headers;
    request.principal = principal;
    request.body_file = input.body_file;
    return route.handle({request, input.body});
  }
  ADD_FAILURE() << "no route " << id;
  return fail(ErrorCode::kNotFound, "none", "no route");
}

// The body, or {rule} of the error.
inline nlohmann::json json_of(const Result<platform::http::Response>& response) {
  if (!response) return {{"rule", response.error().rule}};
  const auto* text = std::get_if<std::string>(&response->body);
  return text == nullptr || text->empty() ? nlohmann::json() : nlohmann::json::parse(*text);
}

// The body of an answer, which must be of the form that the route declares for its first one.
inline nlohmann::json declared_json(const platform::http::Routes& routes, std::string_view id,
                                    const platform::identity::Principal& principal,
                                    const RouteInput& input) {
  const auto response = call_route(routes, id, principal, input);
  const nlohmann::json json = json_of(response);
  for (const platform::http::Route& route : routes)
    if (route.id == id && response && response->status < 300 && route.answers.front().schema) {
      const Errors mistakes = platform::http::mistakes_of(*route.answers.front().schema, json);
      EXPECT_TRUE(mistakes.empty()) << mistakes.front().pointer << mistakes.front().message;
    }
  return json;
}

inline std::string header_of(const Result<platform::http::Response>& response,
                             std::string_view name) {
  if (!response) return "";
  for (const auto& [key, value] : response->headers) {
    if (key == name) return value;
  }
  return "";
}

}  // namespace bailiwick::testing
