// What the routes of this folder share: shapes of resources as schemas and as JSON, versions as ETags, cursors.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "platform/http/route.hpp"
#include "platform/identity/model.hpp"
#include "platform/identity/people_service.hpp"

namespace bailiwick::platform::api {

// Schemas; each is made once.
[[nodiscard]] const http::Schema& role_schema();
[[nodiscard]] const http::Schema& permission_schema();
[[nodiscard]] const http::Schema& person_schema();
[[nodiscard]] const http::Schema& company_schema();
[[nodiscard]] const http::Schema& holidays_schema();
[[nodiscard]] const http::Schema& token_schema();

[[nodiscard]] nlohmann::json json_of(const identity::Person& person);
[[nodiscard]] nlohmann::json json_of(const identity::Company& company);
[[nodiscard]] nlohmann::json json_of(const identity::ApiToken& token);
[[nodiscard]] nlohmann::json json_of(const std::set<identity::Role>& roles);
[[nodiscard]] nlohmann::json json_of(const std::set<identity::Permission>& permissions);

// A resource with its version as ETag.
[[nodiscard]] http::Response versioned(int status, const nlohmann::json& body,
                                       std::int64_t version);
// The person alone, 200: what json_of() says, written without it since it is asked for most.
[[nodiscard]] http::Response person_response(const identity::Person& person);
// What If-Match says: a version; nothing for "*" or where it is absent; 0, which no resource has, for anything else.
[[nodiscard]] identity::Version version_of(const http::Request& request);

// Words of a validated body.
[[nodiscard]] std::set<identity::Role> roles_of(const nlohmann::json& words);
[[nodiscard]] std::optional<std::string> text_of(const nlohmann::json& body, const char* name);

// Parameters of every list.
inline constexpr std::int64_t kPageDefault = 50;
inline constexpr std::int64_t kPageMax = 200;
[[nodiscard]] http::Param limit_param();
[[nodiscard]] http::Param cursor_param();
[[nodiscard]] std::int64_t limit_of(const http::Request& request);
[[nodiscard]] http::Response page(nlohmann::json items, const std::optional<std::string>& next);
// A cursor is opaque to clients: base64url of its parts. Y001 where it is not one of ours.
[[nodiscard]] std::string cursor_of(std::string_view first, std::string_view second);
[[nodiscard]] Result<std::pair<std::string, std::string>> read_cursor(std::string_view cursor);

// {person}, {token}: the path's id; the route has validated its form.
template <class Id>
[[nodiscard]] Id path_id(const http::Request& request, std::string_view name) {
  return Id::parse(request.path_value(name)).value_or(Id());
}

// A service's answer as a response.
template <class T, class Make>
[[nodiscard]] http::Response respond(const Checked<T>& outcome, Make&& make) {
  return outcome ? make(*outcome) : http::problem_response(outcome.error());
}

}  // namespace bailiwick::platform::api
