#include "platform/http/message.hpp"

#include <algorithm>
#include <cassert>

#include "base/text.hpp"

namespace bailiwick::platform::http {
namespace {

std::optional<std::string_view> first_of(const Pairs& pairs, std::string_view name) {
  const auto found = std::find_if(pairs.begin(), pairs.end(),
                                  [&](const auto& pair) { return pair.first == name; });
  if (found == pairs.end()) return std::nullopt;
  return std::string_view(found->second);
}

// The value of `name` in one Cookie header (RFC 6265, 4.2.1).
std::optional<std::string_view> cookie_in(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t semicolon = header.find(';');
    const std::string_view pair = trimmed(header.substr(0, semicolon));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && trimmed(pair.substr(0, equals)) == name) {
      std::string_view value = trimmed(pair.substr(equals + 1));
      if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.substr(1, value.size() - 2);
      return value;
    }
    header = semicolon == std::string_view::npos ? "" : header.substr(semicolon + 1);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::kGet:
      return "GET";
    case Method::kHead:
      return "HEAD";
    case Method::kPost:
      return "POST";
    case Method::kPut:
      return "PUT";
    case Method::kPatch:
      return "PATCH";
    case Method::kDelete:
      return "DELETE";
  }
  assert(false && "every Method has a name");
  return "GET";
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  return first_of(headers, name);
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  return first_of(query, name);
}

std::string_view Request::path_value(std::string_view name) const {
  const auto value = first_of(path_params, name);
  assert(value && "the route's pattern has this parameter");
  return *value;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key != "cookie") continue;
    if (const auto found = cookie_in(value, name)) return found;
  }
  return std::nullopt;
}

std::optional<std::string_view> Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (is_same_ascii(key, name)) return std::string_view(value);
  }
  return std::nullopt;
}

std::string_view Response::text() const {
  const auto* text = std::get_if<std::string>(&body);
  assert(text != nullptr && "the body is a text");
  return *text;
}

Response text_response(int status, std::string body, std::string_view media_type) {
  return {.status = status,
          .headers = {{"Content-Type", std::string(media_type)}},
          .body = std::move(body)};
}

Response json_response(int status, std::string json) {
  return text_response(status, std::move(json), "application/json");
}

Response empty_response() { return {.status = 204, .headers = {}, .body = std::string()}; }

}  // namespace bailiwick::platform::http
